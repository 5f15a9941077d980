"""Proves a table, exactly: nothing is left open, nothing contradicts, no row is idle, and every case holds."""

from __future__ import annotations

from collections.abc import Iterator
from functools import reduce
from itertools import combinations, islice
from operator import or_

from archgen.decisions.cases import check_cases
from archgen.decisions.grid import LARGEST_GRID, Box, Grid
from archgen.decisions.survey import Survey, survey
from archgen.decisions.table import Row, Table
from archgen.problems import Problem

MOST_BOXES = 8


def verify(table: Table) -> tuple[Problem, ...]:
    """Everything that is wrong with a table as a whole; empty for a table that always answers, and in one way."""
    grid = Grid(table.layout.axes)
    if grid.size > LARGEST_GRID:
        what = f"table {table.name}: {grid.size:,} combinations of inputs, and {LARGEST_GRID:,} is the most."
        hint = "Split the table: let one decide first what another reads."
        return (Problem("table-too-large", table.where, what, hint),)
    laid = survey(table, grid)
    return tuple(problem for check in (_idle, *_CHECKS[table.hit], check_cases) for problem in check(laid))


def _gaps(laid: Survey) -> Iterator[Problem]:
    """Combinations that no row matches, one problem a box."""
    table = laid.table
    left = laid.possible & ~reduce(or_, laid.regions, 0)
    hint = "Add a row or widen one; what cannot be belongs under 'impossible'."
    for count, box in enumerate(laid.grid.boxes(left)):
        if count == MOST_BOXES:
            what = f"table {table.name}: more is left open than these {MOST_BOXES} boxes."
            yield Problem("table-gap", table.where, what, hint)
            return
        what = f"table {table.name}: no row matches {laid.grid.text(box)}"
        gone = _withdrawn(laid, box)
        if gone:
            yield Problem("table-gap", gone.where, f"{what}; row {gone.id} did before it was changed here.", hint)
        else:
            yield Problem("table-gap", table.where, f"{what}.", hint)


def _overlaps(laid: Survey) -> Iterator[Problem]:
    for first, second, shared in _pairs(laid):
        what = f"rows {first.id} and {second.id} both match {_boxes(laid, shared)}."
        hint = "A unique table has one row for each combination: narrow one of them."
        yield Problem("table-overlap", _upper(laid.table, first, second).where, what, hint)


def _conflicts(laid: Survey) -> Iterator[Problem]:
    for first, second, shared in _pairs(laid):
        if first.then != second.then:
            gives = f"{first.id} gives {first.gives}, {second.id} gives {second.gives}"
            what = f"rows {first.id} and {second.id} both match {_boxes(laid, shared)}, but {gives}."
            hint = "Where rows of an 'any' table meet they give the same: narrow one of them."
            yield Problem("table-conflict", _upper(laid.table, first, second).where, what, hint)


def _twins(laid: Survey) -> Iterator[Problem]:
    """Rows of a collect table that match the same and give the same."""
    for (place, first), (other, second) in combinations(enumerate(laid.table.rows), 2):
        if laid.regions[place] == laid.regions[other] and first.then == second.then:
            what = f"rows {first.id} and {second.id} match the same and give the same, {first.gives}."
            yield Problem("table-duplicate", _upper(laid.table, first, second).where, what, "Remove one of them.")


def _unreached(laid: Survey) -> Iterator[Problem]:
    """Rows that other rows above them, together, leave nothing to win."""
    rows = laid.table.rows
    for place, (row, region) in enumerate(zip(rows, laid.regions, strict=True)):
        if region & laid.possible and not laid.wins[place]:
            above = [rows[other] for other in range(place) if laid.wins[other] & region]
            winners = " and ".join(winner.id for winner in above)
            what = f"row {row.id} is never reached: {winners} above it won all that it matches."
            blamed = reduce(lambda one, two: _upper(laid.table, two, one), above, row)
            hint = "Remove it, move it up, or narrow what stands above."
            yield Problem("table-unreachable", blamed.where, what, hint)


def _idle(laid: Survey) -> Iterator[Problem]:
    """Rows that match only what cannot be."""
    for row, region in zip(laid.table.rows, laid.regions, strict=True):
        if not region & laid.possible:
            what = f"row {row.id} matches only combinations that 'impossible' rules out."
            yield Problem("table-unreachable", row.where, what, "Remove the row, or narrow 'impossible'.")


_CHECKS = {"unique": (_gaps, _overlaps), "any": (_gaps, _conflicts), "first": (_gaps, _unreached), "collect": (_twins,)}


def _pairs(laid: Survey) -> Iterator[tuple[Row, Row, int]]:
    """Every two rows that meet, and where."""
    for (place, first), (other, second) in combinations(enumerate(laid.table.rows), 2):
        shared = laid.wins[place] & laid.wins[other]
        if shared:
            yield first, second, shared


def _boxes(laid: Survey, region: int) -> str:
    found = [laid.grid.text(box) for box in islice(laid.grid.boxes(region), MOST_BOXES + 1)]
    return "; ".join([*found[:MOST_BOXES], *(["and more"] if len(found) > MOST_BOXES else [])])


def _upper(table: Table, first: Row, second: Row) -> Row:
    """Of two rows the one of the upper layer, else the second: the one to blame."""
    return max(second, first, key=lambda row: table.layers.index(row.layer))


def _withdrawn(laid: Survey, box: Box) -> Row | None:
    """The row of a lower layer that used to match the corner of a box."""
    axes = zip(laid.grid.axes, box, strict=True)
    corner = {axis.name: axis.seen((mask & -mask).bit_length() - 1) for axis, mask in axes}
    for row in laid.table.withdrawn:
        if all(cell.holds(corner[name]) for name, cell in row.when.items()):
            return row
    return None
