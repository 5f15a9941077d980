"""Tables of Markdown merged by column, row and cell, so that a table that people aligned anew is no conflict.

A column is known by its head, a row by its first cells; a cell that both sides changed is a conflict of its row.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from msgspec.structs import replace

from archgen.markdown import cells, padded_cells, row_of
from archgen.workspace.merging.blocks import Block
from archgen.workspace.merging.pieces import Conflict, Lines, Piece
from archgen.workspace.merging.tables import Cells, Table
from archgen.workspace.merging.tree import Merged, merge_trees, ordered

_LINK = re.compile(r"\[([^\]]*)\]\([^)]*\)")
_MARKS = re.compile(r"[*`]|<[^>]*>")


def merge_tables(base: Table | None, theirs: Table, ours: Table) -> Merged | None:
    """Merge three tables; None where columns are disputed, so that they can only be merged as lines."""
    old = base or Table(ours.columns if ours.columns == theirs.columns else (), ours.heads, (), ())
    theirs, ours = _identified(theirs, old), _identified(ours, old)
    columns = ordered(*_live_columns(old, theirs, ours))
    if not columns or _dropped_an_edit(old, theirs, ours):
        return None
    known_by = _key(columns, (old, theirs, ours))
    roots = [_rows(table, columns, known_by) for table in (old, theirs, ours)]
    merged = merge_trees(*roots, leaf=_merge_row, likeness=_row_likeness)
    if merged is None:
        return None
    style = _Style(old, theirs, ours, columns)
    notes = (*merged.notes, *_left_out(old, theirs, ours))
    return Merged((style.head(), *(style.piece(piece) for piece in merged.pieces)), notes)


class _Style:
    """How rows are written: as people write them, where the table holds them already; else in people's manner."""

    def __init__(self, base: Table, theirs: Table, ours: Table, columns: Cells) -> None:
        self.base, self.theirs, self.ours, self.columns, self.widths = base, theirs, ours, columns, theirs.widths
        self.known: dict[str, str] = {}
        for table in (ours, theirs) if not self.widths else (theirs,):
            if table.columns == columns:
                rows = zip(table.rows, table.lines[2:], strict=True)
                self.known.update({row_of(row): raw for row, raw in rows})

    def head(self) -> Lines:
        """The heads of the columns and the rule below them."""
        heads = tuple(self._head(name) for name in self.columns)
        for table in (self.theirs, self.ours):
            if table.columns == self.columns and table.heads == heads:
                return table.lines[:2]
        rules = self.ours.rule | self.theirs.rule
        return (self._written(heads), self._written(tuple(rules[name] for name in self.columns)))

    def piece(self, piece: Piece) -> Piece:
        """The rows of one piece as they are written."""
        if isinstance(piece, Conflict):
            base, theirs, ours = (self._rows(side) for side in (piece.base, piece.theirs, piece.ours))
            return Conflict(base, theirs, ours, piece.where)
        return self._rows(piece)

    def _head(self, name: str) -> str:
        """What stands above a column: people's words if they changed them, else ours."""
        base, theirs, ours = (table.head.get(name) for table in (self.base, self.theirs, self.ours))
        return (ours if theirs is None or (theirs == base and ours is not None) else theirs) or ""

    def _rows(self, lines: Lines) -> Lines:
        return tuple(self.known.get(line) or self._written(padded_cells(line)) for line in lines)

    def _written(self, row: Cells) -> str:
        padded = (cell.strip().ljust(self.widths.get(name, 0)) for name, cell in zip(self.columns, row, strict=True))
        return row_of(tuple(padded))


def _identified(table: Table, base: Table) -> Table:
    """The table with its columns known by the names that they had: one that stands where another stood was renamed."""
    if len(table.heads) != len(base.columns):
        return table
    gone = [old if old not in table.heads else "" for old in base.columns]
    names = (old if old and head not in base.columns else head for head, old in zip(table.heads, gone, strict=True))
    return replace(table, columns=tuple(names))


def _live_columns(base: Table, theirs: Table, ours: Table) -> tuple[list[str], list[str], list[str]]:
    """The columns of each version without those that the other side removed."""
    gone = {name for name in base.columns if name not in theirs.columns or name not in ours.columns}
    first, second, third = ([name for name in table.columns if name not in gone] for table in (base, theirs, ours))
    return first, second, third


def _dropped_an_edit(base: Table, theirs: Table, ours: Table) -> bool:
    """Did people write into a column that we no longer have?"""
    gone = [name for name in base.columns if name not in ours.columns and name in theirs.columns]
    return any(sorted(base.column(name)) != sorted(theirs.column(name)) for name in gone)


def _left_out(base: Table, theirs: Table, ours: Table) -> Iterator[str]:
    """What we have to say in columns that people removed."""
    for name in base.columns:
        if name not in theirs.columns and name in ours.columns and base.column(name) != ours.column(name):
            yield f"Column '{name}' was left out: people had removed it."


def _key(columns: Cells, tables: tuple[Table, ...]) -> Cells:
    """The fewest first columns that tell all rows apart, else the first."""
    shared = tuple(name for name in columns if all(name in table.columns for table in tables if table.rows))
    for count in range(1, len(shared) + 1):
        named = [[_name(table, row, shared[:count]) for row in table.rows] for table in tables]
        if all(len(set(names)) == len(names) for names in named):
            return shared[:count]
    return shared[:1]


def _name(table: Table, row: Cells, known_by: Cells) -> str:
    named = (row[table.columns.index(name)] for name in known_by)
    return " / ".join(_MARKS.sub("", _LINK.sub(r"\1", cell)).strip() for cell in named)


def _rows(table: Table, columns: Cells, known_by: Cells) -> Block:
    places = [table.columns.index(name) if name in table.columns else None for name in columns]
    lines = (row_of(tuple("" if at is None else row[at] for at in places)) for row in table.rows)
    names = (_name(table, row, known_by) for row in table.rows)
    return Block("", (), children=tuple(Block(name, (line,)) for name, line in zip(names, lines, strict=True)))


def _merge_row(base: Lines, theirs: Lines, ours: Lines) -> Iterator[Piece]:
    """Merge one row by its cells; disputed cells make a conflict of rows that agree in all others."""
    if not theirs:
        return
    their_cells, our_cells = cells(theirs[0]), cells(ours[0])
    base_cells = cells(base[0]) if base else ("",) * len(our_cells)
    triples = tuple(zip(base_cells, their_cells, our_cells, strict=True))
    merged = [o if t == b else t for b, t, o in triples]
    disputed = [t not in (b, o) and o != b for b, t, o in triples]
    if not any(disputed):
        yield (row_of(tuple(merged)),)
        return
    sides = [
        (row_of(tuple(own if open_ else both for own, open_, both in zip(row, disputed, merged, strict=True))),)
        for row in (base_cells, their_cells, our_cells)
    ]
    yield Conflict(base=sides[0], theirs=sides[1], ours=sides[2])


def _row_likeness(left: Block, right: Block) -> float:
    one, other = cells(left.lines[0]), cells(right.lines[0])
    return sum(a == b != "" for a, b in zip(one, other, strict=True)) / len(one)
