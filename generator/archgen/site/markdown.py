"""A Markdown page cut into blocks that can be left out one by one; joined again, they are the page byte for byte."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Literal

from msgspec import Struct

from archgen.markdown import cells, is_row, open_fence, row_of

Kind = Literal["blank", "heading", "fence", "table", "item", "html", "paragraph"]
_HEADING = re.compile(r"(#{1,6}) ")
_ITEM = re.compile(r"\s*(?:[-*+]|\d+[.)]) ")
_HTML = re.compile(r"\s*(?:</?(?:details|summary|div|section|figure)\b|<!--)")


class Block(Struct, frozen=True, eq=False):
    """A part of a page with its line ends: one heading, table, item of a list, code block, line of HTML, paragraph."""

    kind: Kind
    text: str


def blocks(text: str) -> Iterator[Block]:
    """The blocks of a page in their order."""
    lines = text.splitlines(keepends=True)
    at = 0
    while at < len(lines):
        kind = _kind(lines[at])
        end = _fence_end(lines, at) if kind == "fence" else _end(lines, at, kind)
        yield Block(kind, "".join(lines[at:end]))
        at = end


def level_of(block: Block) -> int:
    """The level of a heading, 1 for the title; 0 for any other block."""
    found = _HEADING.match(block.text) if block.kind == "heading" else None
    return len(found[1]) if found else 0


def rows_of(table: Block) -> tuple[list[list[str]], list[list[str]]]:
    """The cells of a table: the header with the line below it, and the rows."""
    rows = [list(cells(line)) for line in table.text.splitlines()]
    return rows[:2], rows[2:]


def table_of(rows: Iterable[list[str]]) -> Block:
    """The table of such rows."""
    return Block("table", "".join(f"{row_of(row)}\n" for row in rows))


def _kind(line: str) -> Kind:
    if not line.strip():
        return "blank"
    if _HEADING.match(line):
        return "heading"
    if open_fence("", line):
        return "fence"
    if is_row(line):
        return "table"
    if _ITEM.match(line):
        return "item"
    return "html" if _HTML.match(line) else "paragraph"


def _fence_end(lines: list[str], at: int) -> int:
    fence = ""
    for end in range(at, len(lines)):
        fence = open_fence(fence, lines[end])
        if not fence:
            return end + 1
    return len(lines)


def _end(lines: list[str], at: int, kind: Kind) -> int:
    """The line behind a block: tables and paragraphs go on, an item takes the lines that belong to it."""
    end = at + 1
    if kind in ("table", "paragraph", "item"):
        goes_on = ("paragraph",) if kind == "item" else (kind,)
        while end < len(lines) and _kind(lines[end]) in goes_on:
            end += 1
    return end
