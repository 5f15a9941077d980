"""Tables of Markdown as they stand in a text. Knows columns and rows, no merge."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import Struct

from archgen.markdown import cells, is_rule, outside_fences, padded_cells
from archgen.workspace.merging.pieces import Lines

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
        widths = {tuple(len(cell) for cell in padded_cells(line)) for line in self.lines}
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
    text = tuple(outside_fences(lines))
    while at < len(lines):
        table = _table(lines, at) if text[at] else None
        if table:
            yield lines[start:at]
            yield table
            start = at = at + len(table.lines)
        else:
            at += 1
    yield lines[start:]


def _table(lines: Lines, at: int) -> Table | None:
    """The table whose head stands at this line, if all its rows have as many cells."""
    if at + 1 >= len(lines) or "|" not in lines[at] or not is_rule(lines[at + 1]):
        return None
    heads, end = cells(lines[at]), at + 2
    while end < len(lines) and "|" in lines[end]:
        end += 1
    rows = tuple(cells(line) for line in lines[at + 2 : end])
    regular = {len(heads)} == {len(row) for row in (*rows, cells(lines[at + 1]))}
    return Table(heads, heads, rows, lines[at:end]) if regular and len(set(heads)) == len(heads) else None
