"""Tables of Markdown as they stand in a text. Knows bars and cells, no merge."""

from __future__ import annotations

import re
from collections.abc import Iterator

from msgspec import Struct

from archgen.workspace.merging.pieces import Lines

_BAR = re.compile(r"(?<!\\)\|")
_RULE = re.compile(r"\s*\|?\s*:?-+:?\s*(\|\s*:?-+:?\s*)*\|?\s*")

Cells = tuple[str, ...]


class Table(Struct, frozen=True):
    """A table: what its columns are known by, what stands above them, the cells of its rows, and all its lines."""

    columns: Cells
    heads: Cells
    rows: tuple[Cells, ...]
    lines: Lines

    @property
    def widths(self) -> dict[str, int]:
        """The width of each column, where the bars stand below each other; else nothing."""
        widths = {tuple(len(cell) for cell in split_cells(line)) for line in self.lines}
        return dict(zip(self.columns, (width - 2 for width in widths.pop()), strict=True)) if len(widths) == 1 else {}

    @property
    def head(self) -> dict[str, str]:
        """What stands above each column."""
        return dict(zip(self.columns, self.heads, strict=True))

    @property
    def rule(self) -> dict[str, str]:
        """The dashes below each column's head, which say how it is aligned."""
        return dict(zip(self.columns, cells(self.lines[1]), strict=True)) if self.lines else {}

    def column(self, name: str) -> tuple[str, ...]:
        """The cells of one column."""
        at = self.columns.index(name)
        return tuple(row[at] for row in self.rows)


def split_tables(lines: Lines) -> Iterator[Lines | Table]:
    """The lines, with each table found as one; fenced blocks hold no tables."""
    at = start = 0
    fence = ""
    while at < len(lines):
        mark = lines[at].lstrip()[:3]
        if mark in ("```", "~~~"):
            fence = "" if fence == mark else fence or mark
        table = None if fence else _table(lines, at)
        if table:
            yield lines[start:at]
            yield table
            start = at = at + len(table.lines)
        else:
            at += 1
    yield lines[start:]


def cells(line: str) -> Cells:
    """The cells of a row."""
    return tuple(cell.strip() for cell in split_cells(line))


def split_cells(line: str) -> Cells:
    """The cells of a row with the blanks around them."""
    return tuple(_BAR.split(line.strip().removeprefix("|"))[: -1 if line.rstrip().endswith("|") else None])


def row_line(row: Cells) -> str:
    """A row as a line."""
    return f"| {' | '.join(row)} |"


def _table(lines: Lines, at: int) -> Table | None:
    """The table whose head stands at this line, if all its rows have as many cells."""
    if at + 1 >= len(lines) or "|" not in lines[at] or not _RULE.fullmatch(lines[at + 1]) or "|" not in lines[at + 1]:
        return None
    heads, end = cells(lines[at]), at + 2
    while end < len(lines) and "|" in lines[end]:
        end += 1
    rows = tuple(cells(line) for line in lines[at + 2 : end])
    regular = {len(heads)} == {len(row) for row in (*rows, cells(lines[at + 1]))}
    return Table(heads, heads, rows, lines[at:end]) if regular and len(set(heads)) == len(heads) else None
