"""Tables of Markdown merged by column, row and cell, so that a table that people aligned anew is no conflict.

A row is known by its first cells; a cell that both sides changed is a conflict of its row.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from archgen.workspace.merging.blocks import Block
from archgen.workspace.merging.pieces import Conflict, Lines, Piece
from archgen.workspace.merging.tree import Merged, merge_trees, ordered

_BAR = re.compile(r"(?<!\\)\|")
_RULE = re.compile(r"\s*\|?\s*:?-+:?\s*(\|\s*:?-+:?\s*)*\|?\s*")
_LINK = re.compile(r"\[([^\]]*)\]\([^)]*\)")
_MARKS = re.compile(r"[*_`]|<[^>]*>")

Cells = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """A table as it stands: the names of its columns, the cells of its rows, and all its lines."""

    columns: Cells
    rows: tuple[Cells, ...]
    lines: Lines

    @property
    def widths(self) -> dict[str, int]:
        """The width of each column, where the bars stand below each other; else nothing."""
        widths = {tuple(len(cell) for cell in _split(line)) for line in self.lines}
        return dict(zip(self.columns, (width - 2 for width in widths.pop()), strict=True)) if len(widths) == 1 else {}


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


def merge_tables(base: Table | None, theirs: Table, ours: Table) -> Merged | None:
    """Merge three tables; None where columns are disputed, so that they can only be merged as lines."""
    old = base or Table(ours.columns if ours.columns == theirs.columns else (), (), ())
    columns = ordered(*_live_columns(old, theirs, ours))
    if not columns or _dropped_an_edit(old, theirs, ours):
        return None
    known_by = _key(columns, (old, theirs, ours))
    roots = [_rows(table, columns, known_by) for table in (old, theirs, ours)]
    merged = merge_trees(*roots, leaf=_merge_row, likeness=_row_likeness)
    if merged is None:
        return None
    style = _Style(theirs, ours, columns)
    return Merged((style.head(), *(style.piece(piece) for piece in merged.pieces)), merged.notes)


class _Style:
    """How rows are written: as people write them, where the table holds them already; else in people's manner."""

    def __init__(self, theirs: Table, ours: Table, columns: Cells) -> None:
        self.theirs, self.ours, self.columns, self.widths = theirs, ours, columns, theirs.widths
        self.known: dict[str, str] = {}
        for table in (ours, theirs) if not self.widths else (theirs,):
            if table.columns == columns:
                self.known.update({_line(cells): raw for cells, raw in zip(table.rows, table.lines[2:], strict=True)})

    def head(self) -> Lines:
        """The names of the columns and the rule below them."""
        for table in (self.theirs, self.ours):
            if table.columns == self.columns:
                return table.lines[:2]
        rules = {name: rule for table in (self.ours, self.theirs) for name, rule in _rules(table).items()}
        return (self._written(self.columns), self._written(tuple(rules[name] for name in self.columns)))

    def piece(self, piece: Piece) -> Piece:
        """The rows of one piece as they are written."""
        if isinstance(piece, Conflict):
            base, theirs, ours = (self._rows(side) for side in (piece.base, piece.theirs, piece.ours))
            return Conflict(base, theirs, ours, piece.where)
        return self._rows(piece)

    def _rows(self, lines: Lines) -> Lines:
        return tuple(self.known.get(line) or self._written(_split(line)) for line in lines)

    def _written(self, cells: Cells) -> str:
        padded = (cell.strip().ljust(self.widths.get(name, 0)) for name, cell in zip(self.columns, cells, strict=True))
        return _line(tuple(padded))


def _table(lines: Lines, at: int) -> Table | None:
    """The table whose head stands at this line, if all its rows have as many cells."""
    if at + 1 >= len(lines) or "|" not in lines[at] or not _RULE.fullmatch(lines[at + 1]) or "|" not in lines[at + 1]:
        return None
    columns, end = _cells(lines[at]), at + 2
    while end < len(lines) and "|" in lines[end] and lines[end].strip():
        end += 1
    rows = tuple(_cells(line) for line in lines[at + 2 : end])
    regular = {len(columns)} == {len(row) for row in (*rows, _cells(lines[at + 1]))}
    return Table(columns, rows, lines[at:end]) if regular and len(set(columns)) == len(columns) else None


def _split(line: str) -> Cells:
    """The cells between the bars, blanks included."""
    return tuple(_BAR.split(line.strip().removeprefix("|"))[: -1 if line.rstrip().endswith("|") else None])


def _cells(line: str) -> Cells:
    return tuple(cell.strip() for cell in _split(line))


def _line(cells: Cells) -> str:
    return f"| {' | '.join(cells)} |"


def _rules(table: Table) -> dict[str, str]:
    return dict(zip(table.columns, _cells(table.lines[1]), strict=True)) if table.lines else {}


def _live_columns(base: Table, theirs: Table, ours: Table) -> tuple[list[str], list[str], list[str]]:
    """The columns of each version without those that the other side removed."""
    gone = {name for name in base.columns if name not in theirs.columns or name not in ours.columns}
    first, second, third = ([name for name in table.columns if name not in gone] for table in (base, theirs, ours))
    return first, second, third


def _dropped_an_edit(base: Table, theirs: Table, ours: Table) -> bool:
    """Did people write into a column that we no longer have?"""
    gone = [name for name in base.columns if name not in ours.columns and name in theirs.columns]
    return any(
        sorted(row[base.columns.index(name)] for row in base.rows)
        != sorted(row[theirs.columns.index(name)] for row in theirs.rows)
        for name in gone
    )


def _key(columns: Cells, tables: tuple[Table, ...]) -> Cells:
    """The fewest first columns that tell all rows apart, else the first."""
    shared = tuple(name for name in columns if all(name in table.columns for table in tables if table.rows))
    for count in range(1, len(shared) + 1):
        named = [[_name(table, row, shared[:count]) for row in table.rows] for table in tables]
        if all(len(set(names)) == len(names) for names in named):
            return shared[:count]
    return shared[:1]


def _name(table: Table, row: Cells, known_by: Cells) -> str:
    cells = (row[table.columns.index(name)] for name in known_by)
    return " / ".join(_MARKS.sub("", _LINK.sub(r"\1", cell)).strip() for cell in cells)


def _rows(table: Table, columns: Cells, known_by: Cells) -> Block:
    places = [table.columns.index(name) if name in table.columns else None for name in columns]
    lines = (_line(tuple("" if at is None else row[at] for at in places)) for row in table.rows)
    names = (_name(table, row, known_by) for row in table.rows)
    return Block("", (), children=tuple(Block(name, (line,)) for name, line in zip(names, lines, strict=True)))


def _merge_row(base: Lines, theirs: Lines, ours: Lines) -> Iterator[Piece]:
    """Merge one row by its cells; disputed cells make a conflict of rows that agree in all others."""
    if not theirs:
        return
    their_cells, our_cells = _cells(theirs[0]), _cells(ours[0])
    base_cells = _cells(base[0]) if base else ("",) * len(our_cells)
    triples = tuple(zip(base_cells, their_cells, our_cells, strict=True))
    merged = [o if t == b else t for b, t, o in triples]
    disputed = [t not in (b, o) and o != b for b, t, o in triples]
    if not any(disputed):
        yield (_line(tuple(merged)),)
        return
    sides = [
        (_line(tuple(own if open_ else both for own, open_, both in zip(cells, disputed, merged, strict=True))),)
        for cells in (base_cells, their_cells, our_cells)
    ]
    yield Conflict(base=sides[0], theirs=sides[1], ours=sides[2])


def _row_likeness(left: Block, right: Block) -> float:
    one, other = _cells(left.lines[0]), _cells(right.lines[0])
    return sum(a == b != "" for a, b in zip(one, other, strict=True)) / len(one)
