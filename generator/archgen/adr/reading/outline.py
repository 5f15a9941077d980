"""Where the headings of a text are, in Markdown, AsciiDoc and reStructuredText; code and comments are passed over."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from archgen.markdown import open_fence

MARKUPS = {
    ".md": "markdown",
    ".markdown": "markdown",
    ".mdx": "markdown",
    ".adoc": "asciidoc",
    ".asciidoc": "asciidoc",
    ".asc": "asciidoc",
    ".rst": "rst",
}
_ATX = re.compile(r" {0,3}(#{1,6})(?:[ \t]+(.*?))?(?:[ \t]+#+)?[ \t]*$")
_SETEXT = re.compile(r" {0,3}(?:=+|-+)[ \t]*$")
_NO_TITLE = re.compile(r"\s*$|\s*(?:[-*+>|]|\d+[.)])(?:\s|$)| {4}|\t|<!--|#|\|")
_ADOC = re.compile(r"(={1,6}|#{1,6})[ \t]+(\S.*?)[ \t]*$")
_ADOC_BLOCK = re.compile(r"(?:-{4,}|\.{4,}|={4,}|\*{4,}|_{4,}|\+{4,}|/{4,}|```|\|===)$")
_RST_RULE = re.compile(r"([=\-`:.'\"~^_*+#<>])\1{2,}\s*$")


class Heading(NamedTuple):
    """A heading: the line of its text, the line after it, its level (1 is the title's), the text itself."""

    line: int
    after: int
    level: int
    text: str


def outline(lines: Sequence[str], markup: str, start: int = 0) -> tuple[Heading, ...]:
    """The headings of a text in order."""
    found = {"markdown": _markdown, "asciidoc": _asciidoc, "rst": _rst}[markup]
    return tuple(found(lines, start))


def quiet(lines: Sequence[str], start: int, end: int) -> frozenset[int]:
    """Lines of a stretch of Markdown that are code or comment, so that nothing in them is meant."""
    found: list[int] = []
    fence, comment = "", False
    for at in range(start, end):
        line = lines[at]
        fence, comment, hidden = _state(line, fence, comment)
        if hidden:
            found.append(at)
    return frozenset(found)


def _markdown(lines: Sequence[str], start: int) -> Iterator[Heading]:
    fence, comment = "", False
    for at in range(start, len(lines)):
        line = lines[at]
        mark = line.lstrip()[:1]
        if not (fence or comment) and (not mark or mark not in "#=-`~<") and "<!--" not in line:
            continue
        fence, comment, hidden = _state(line, fence, comment)
        if hidden:
            continue
        if mark == "#" and (match := _ATX.match(line)):
            yield Heading(at, at + 1, len(match[1]), match[2] or "")
        elif mark in "=-" and at > start and _SETEXT.match(line) and not _NO_TITLE.match(lines[at - 1]):
            yield Heading(at - 1, at + 1, 1 if mark == "=" else 2, lines[at - 1].strip())


def _state(line: str, fence: str, comment: bool) -> tuple[str, bool, bool]:
    """The open fence, whether a comment is open, and whether this line is hidden by one of them."""
    if fence:
        return open_fence(fence, line), False, True
    if comment:
        return "", "-->" not in line, True
    if opened := open_fence("", line):
        return opened, False, True
    begun = line.rfind("<!--")
    if begun >= 0:
        closed = "-->" in line[begun:]
        return "", not closed, line.lstrip().startswith("<!--") and (not closed or line.rstrip().endswith("-->"))
    return "", False, False


def _asciidoc(lines: Sequence[str], start: int) -> Iterator[Heading]:
    block = ""
    for at in range(start, len(lines)):
        line = lines[at].rstrip()
        if _ADOC_BLOCK.match(line):
            block = "" if line == block else block or line
        elif not block and (match := _ADOC.match(line)):
            yield Heading(at, at + 1, len(match[1]), match[2])


def _rst(lines: Sequence[str], start: int) -> Iterator[Heading]:
    """Levels are given by the order in which the underlines appear, as in docutils."""
    levels: list[str] = []
    for at in range(start + 1, len(lines)):
        text, rule = lines[at - 1], lines[at].rstrip()
        if not _RST_RULE.match(rule) or not text.strip() or text[:1].isspace() or _RST_RULE.match(text):
            continue
        if len(rule) < len(text.rstrip()) and len(rule) < 4:
            continue
        over = at >= 2 and lines[at - 2].rstrip() == rule and bool(_RST_RULE.match(rule))
        style = rule[0] * (1 + over)
        if style not in levels:
            levels.append(style)
        yield Heading(at - 1, at + 1, levels.index(style) + 1, text.strip())
