"""The form of pages: headings in order, tables with as many cells as heads, diagrams that can be read."""

from __future__ import annotations

import re
from collections.abc import Iterator

from archgen.checks.pages import Fence, fences, headings, pages, without_code
from archgen.checks.registry import check
from archgen.checks.subject import Subject
from archgen.markdown import cells, is_row, is_rule
from archgen.problems import Problem, Where

KINDS = frozenset(
    {"flowchart", "graph", "sequenceDiagram", "classDiagram", "stateDiagram", "stateDiagram-v2", "erDiagram", "gantt"}
    | {"pie", "mindmap", "timeline", "quadrantChart", "xychart-beta", "xychart", "journey", "gitGraph", "C4Context"}
    | {"C4Container", "C4Component", "C4Deployment", "requirementDiagram", "sankey-beta", "block-beta", "kanban"}
    | {"architecture-beta", "packet-beta", "radar-beta"}
)

_BLOCKS = re.compile(r"^\s*(loop|alt|opt|par|critical|break|rect|box)\b")
_QUOTED = re.compile(r"\"[^\"]*\"")
_PAIRS = {")": "(", "]": "[", "}": "{"}


@check("check-heading", "warning", "Headings out of order")
def heading(subject: Subject) -> Iterator[Problem]:
    """A page has one first heading, no level is left out on the way down, and no two headings of one parent are the
    same: readers that jump by headings get lost otherwise, and so do links.
    """
    for path, text in pages(subject):
        above: list[str] = []
        seen: set[tuple[str, ...]] = set()
        for each in headings(text):
            what = ""
            if each.level == 1 and seen:
                what = f"'{each.title}' is a second first heading."
            elif each.level > len(above) + 1:
                what = f"'{each.title}' leaves out a level."
            above = [*above[: each.level - 1], each.title]
            if not what and tuple(above) in seen:
                what = f"'{each.title}' stands twice."
            seen.add(tuple(above))
            if what:
                hint = "Number of `#`, or the words, want a change."
                yield Problem("check-heading", Where(path, each.line), what, hint)


@check("check-table", "warning", "A table whose rows differ in length")
def table(subject: Subject) -> Iterator[Problem]:
    """A row has more or fewer cells than its table has heads: what is too much is not shown, and what is missing
    moves the rest.
    """
    for path, text in pages(subject):
        lines = without_code(text).split("\n")
        heads = 0
        for number, line in enumerate(lines, start=1):
            if not is_row(line):
                heads = 0
            elif heads and len(cells(line)) != heads and not is_rule(line):
                what = f"the row has {len(cells(line))} cells, and its table {heads} heads."
                yield Problem(
                    "check-table", Where(path, number), what, "Mend the row; escape a bar in a cell as `\\|`."
                )
            elif not heads and number < len(lines) and is_rule(lines[number]):
                heads = len(cells(lines[number]))
                if len(cells(line)) != heads:
                    what = f"the table has {len(cells(line))} heads, and its second line {heads}."
                    yield Problem("check-table", Where(path, number), what, "Give both the same number of cells.")


@check("check-diagram", "error", "A diagram that cannot be drawn")
def diagram(subject: Subject) -> Iterator[Problem]:
    """A Mermaid block is not closed, is of no known kind, or has a quote, a bracket or a block that is not closed.
    This is a look at its structure; the site and your host have the real parser.
    """
    for path, text in pages(subject):
        for fence in fences(text):
            if not fence.closed:
                what = f"the block of code that opens here ({fence.language or 'no language'}) is not closed."
                yield Problem("check-diagram", Where(path, fence.line), what, "Close it with the same fence.")
            elif fence.language == "mermaid":
                for offset, what in _faults(fence):
                    where = Where(path, fence.line + offset)
                    yield Problem("check-diagram", where, what, "Quote labels, and close what is opened.")


def _faults(fence: Fence) -> Iterator[tuple[int, str]]:
    lines = [(number, line) for number, line in enumerate(fence.lines, start=1) if line.strip()]
    lines = [(number, line) for number, line in lines if not line.lstrip().startswith("%%")]
    if not lines:
        yield 0, "the diagram is empty."
        return
    number, first = lines[0]
    kind = first.split()[0]
    if kind not in KINDS and not first.startswith("---"):
        yield number, f"'{kind}' is no kind of diagram."
        return
    flow, told = kind in ("flowchart", "graph"), kind == "sequenceDiagram"
    opened = 0
    for number, line in lines[1:]:
        if line.count('"') % 2 and not told:
            yield number, "a quote is not closed."
        elif flow and (left := _unclosed(_QUOTED.sub("", line))):
            yield number, f"'{left}' is not closed, or closes nothing."
        if (flow and line.split()[0] == "subgraph") or (told and _BLOCKS.match(line)):
            opened += 1
        elif line.strip() == "end":
            opened -= 1
    if (flow or told) and opened:
        yield 0, "a block is not ended, or ended twice."


def _unclosed(line: str) -> str:
    """The first bracket that does not find its like; arrows and shapes such as `[(` and `>` are no brackets."""
    waiting: list[str] = []
    for char in re.sub(r"[ox<]?[-=.]+[ox>]?", " ", line):
        if char in _PAIRS.values():
            waiting.append(char)
        elif char in _PAIRS and (not waiting or waiting.pop() != _PAIRS[char]):
            return char
    return waiting[0] if waiting else ""
