"""Pages as the checks read them: lines without code, sections, sentences, tables. Knows Markdown, not designs."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from msgspec import Struct

from archgen.checks.subject import Subject
from archgen.markdown import cells, is_row, open_fence

LONG = 7  # words; shorter sentences are labels

_HEADING = re.compile(r"^(#{1,6})\s+(.*?)\s*#*\s*$")
_TRACE = re.compile(r"^<details markdown=\"1\"><summary>(?:Read|Where) .*?^</details>$", re.MULTILINE | re.DOTALL)
_COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)


class Fence(Struct, frozen=True):
    """A block of code: its language, the line it opens on, its lines, and whether it is closed."""

    language: str
    line: int
    lines: tuple[str, ...]
    closed: bool


class Heading(Struct, frozen=True):
    """A heading with its level and line."""

    level: int
    title: str
    line: int


class Section(Struct, frozen=True):
    """What stands between a heading and the next, code aside."""

    heading: Heading
    text: str


def pages(subject: Subject) -> Iterator[tuple[str, str]]:
    """The pages under review: records and the log of changes are history, and nobody's prose."""
    for path, text in sorted(subject.files.items()):
        if path.endswith(".md") and "/adr/" not in path and not path.endswith("CHANGELOG.md"):
            yield path, text


def prose_of(files: Mapping[str, str], folder: str) -> Iterator[tuple[str, str]]:
    """The pages of one design that are prose: runbooks, ledger, compliance and files for machines are lists."""
    aside = ("runbooks/", "artifacts/", "ledger", "compliance", "slo/metrics")
    for path, text in sorted(files.items()):
        inside = path.removeprefix(f"{folder}/")
        if inside != path and inside.endswith(".md") and not inside.startswith(aside):
            yield path, text


def fences(text: str) -> Iterator[Fence]:
    """The blocks of code of a page."""
    fence, language, begun = "", "", 0
    inside: list[str] = []
    for number, line in enumerate(text.split("\n"), start=1):
        before, fence = fence, open_fence(fence, line)
        if before and fence:
            inside.append(line)
        elif before:
            yield Fence(language, begun, tuple(inside), closed=True)
        elif fence:
            language, begun, inside = line.strip().removeprefix(fence).strip().partition(" ")[0], number, []
    if fence:
        yield Fence(language, begun, tuple(inside), closed=False)


def without_code(text: str) -> str:
    """The page with blocks of code and comments blanked, line by line, so that numbers of lines stay right."""
    lines = text.split("\n")
    for fence in fences(text):
        last = fence.line + len(fence.lines) + fence.closed
        lines[fence.line - 1 : last] = [""] * (last - fence.line + 1)
    return _COMMENT.sub(lambda match: "\n" * match[0].count("\n"), "\n".join(lines))


def headings(text: str) -> Iterator[Heading]:
    """The headings of a page without its code."""
    for number, line in enumerate(without_code(text).split("\n"), start=1):
        if match := _HEADING.match(line):
            yield Heading(len(match[1]), match[2], number)


def sections(text: str) -> Iterator[Section]:
    """The sections of a page; what stands before the first heading belongs to none."""
    lines = without_code(text).split("\n")
    found = list(headings(text))
    for heading, following in zip(found, [*found[1:], None], strict=True):
        last = following.line - 1 if following else len(lines)
        yield Section(heading, "\n".join(lines[heading.line : last]))


def sentences(text: str) -> frozenset[str]:
    """The sentences of `LONG` words and more, numbers masked: paragraphs, items and cells; traces and code left out."""
    found: set[str] = set()
    for line in without_code(_TRACE.sub("", text)).split("\n"):
        stripped = line.strip().removeprefix("- ")
        for cell in cells(stripped) if is_row(stripped) else (stripped,):
            if not cell.strip().startswith("#"):
                parts = re.split(r"(?<=[.!?])\s+", cell.strip())
                found |= {masked(part) for part in parts if len(part.split()) >= LONG}
    return frozenset(found)


def masked(sentence: str) -> str:
    """The sentence with every number masked, links and emphasis taken off."""
    plain = re.sub(r"\[([^\]]*)\]\([^)]*\)", r"\1", sentence)
    plain = re.sub(r"<[^>]+>|[*`]", "", plain)
    return re.sub(r"\d[\d,.]*", "#", plain).strip()
