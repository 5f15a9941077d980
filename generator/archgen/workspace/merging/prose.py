"""The lines of one section of Markdown: tables by row and cell, the rest line by line."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator

from archgen.workspace.merging.diff3 import diff3
from archgen.workspace.merging.pieces import Conflict, Lines, Piece
from archgen.workspace.merging.tablemerge import merge_tables
from archgen.workspace.merging.tables import Table, split_tables
from archgen.workspace.merging.tree import Merged

_STRUCTURE = re.compile(r"\s|[>|#*+`~<=-]|\d+[.)]|.* {2}$|.*\\$")


class Prose:
    """Merges sections of one document and collects the notes on the way."""

    def __init__(self) -> None:
        self.notes: list[str] = []

    def merge(self, base: Lines, theirs: Lines, ours: Lines) -> Iterator[Piece]:
        """The merged lines of one section. Tables stand in for themselves while the lines around them are merged."""
        parts = [tuple(split_tables(lines)) for lines in (base, theirs, ours)]
        found = _matched(*(_tables(part) for part in parts))
        cut = _cut(parts[1])
        merged = {
            token: both for token, three in found.items() if not _is_cut(three, cut) and (both := merge_tables(*three))
        }
        self.notes += (note for table in merged.values() for note in table.notes)
        names = [{id(three[side]): token for token, three in found.items() if token in merged} for side in range(3)]
        short = [_shortened(part, name) for part, name in zip(parts, names, strict=True)]
        for piece in diff3(*short):
            if isinstance(piece, Conflict):
                yield from _reflowed(_in_full(piece, found))
            else:
                yield from _expanded(piece, merged)


def _cut(parts: tuple[Lines | Table, ...]) -> frozenset[str]:
    """Lines of people's text that look like rows and stand in no table: a line without bars cuts a table in two."""
    return frozenset(line for part in parts if not isinstance(part, Table) for line in part if "|" in line)


def _is_cut(three: tuple[Table | None, Table, Table], rows: frozenset[str]) -> bool:
    """Do rows of this table, which seem to be removed, stand outside it? Then it is merged by lines."""
    base, theirs, _ = three
    return base is not None and not rows.isdisjoint(set(base.lines).difference(theirs.lines))


def _tables(parts: tuple[Lines | Table, ...]) -> list[Table]:
    return [part for part in parts if isinstance(part, Table)]


def _matched(base: list[Table], theirs: list[Table], ours: list[Table]) -> dict[str, tuple[Table | None, Table, Table]]:
    """The tables that people and we both have, under a name that no line can have; with the one they came from."""
    of_theirs, of_ours = _pairs(base, theirs), _pairs(base, ours)
    both = [(old, of_theirs[old], of_ours[old]) for old in of_theirs if old in of_ours]
    found: dict[str, tuple[Table | None, Table, Table]] = {}
    for old, there, here in both:
        found[f"\0table {len(found)}"] = (base[old], theirs[there], ours[here])
    new_theirs = [table for at, table in enumerate(theirs) if at not in of_theirs.values()]
    new_ours = [table for at, table in enumerate(ours) if at not in of_ours.values()]
    for there, here in _pairs(new_theirs, new_ours).items():
        found[f"\0table {len(found)}"] = (None, new_theirs[there], new_ours[here])
    return found


def _pairs(left: list[Table], right: list[Table]) -> dict[int, int]:
    """Which table is which: the same columns, in order; else half of the columns at least."""
    found: dict[int, int] = {}
    waiting: defaultdict[tuple[str, ...], list[int]] = defaultdict(list)
    for at, table in enumerate(right):
        waiting[table.columns].append(at)
    for at, table in enumerate(left):
        if waiting[table.columns]:
            found[at] = waiting[table.columns].pop(0)
    for at, table in enumerate(left):
        rest = [other for other in range(len(right)) if other not in found.values()]
        alike = [other for other in rest if _alike(table, right[other])]
        if at not in found and len(alike) == 1:
            found[at] = alike[0]
    return found


def _alike(left: Table, right: Table) -> bool:
    shared = len(set(left.columns) & set(right.columns))
    return shared * 2 >= max(len(left.columns), len(right.columns))


def _shortened(parts: tuple[Lines | Table, ...], names: dict[int, str]) -> Lines:
    lines: list[str] = []
    for part in parts:
        if isinstance(part, Table):
            lines += (names[id(part)],) if id(part) in names else part.lines
        else:
            lines += part
    return tuple(lines)


def _expanded(lines: Lines, merged: dict[str, Merged]) -> Iterator[Piece]:
    for line in lines:
        if line in merged:
            yield from merged[line].pieces
        else:
            yield (line,)


def _in_full(conflict: Conflict, found: dict[str, tuple[Table | None, Table, Table]]) -> Conflict:
    """The conflict with each side's own table in it."""
    sides = []
    for side, lines in enumerate((conflict.base, conflict.theirs, conflict.ours)):
        full: list[str] = []
        for line in lines:
            table = found[line][side] if line in found else None
            full += table.lines if table else (line,)
        sides.append(tuple(full))
    return Conflict(sides[0], sides[1], sides[2], conflict.where)


def _reflowed(conflict: Conflict) -> Iterator[Piece]:
    """No conflict where one side only broke the lines of prose elsewhere."""
    base, theirs, ours = (" ".join(side).split() for side in (conflict.base, conflict.theirs, conflict.ours))
    if any(_STRUCTURE.match(line) for line in (*conflict.base, *conflict.theirs, *conflict.ours)):
        yield conflict
    elif theirs == base:
        yield conflict.ours
    elif ours == base or theirs == ours:
        yield conflict.theirs
    else:
        yield conflict
