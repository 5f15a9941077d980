"""The rows of a table on its axes, worked out once when it is loaded, so that deciding is a few lookups."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from msgspec import Struct

from archgen.decisions.cells import Cell
from archgen.decisions.grid import Axis, Box, Grid, axis_of
from archgen.decisions.vocabulary import FactType

Cells = Mapping[str, Cell]


class Layout(Struct, frozen=True):
    """The box of each row; `takers` are, for each elementary interval of each axis, the rows that take it, as bits."""

    axes: tuple[Axis, ...]
    boxes: tuple[Box, ...]
    takers: tuple[tuple[int, ...], ...]


def lay_out(inputs: Iterable[FactType], rows: Sequence[Cells], impossible: Sequence[Cells]) -> Layout:
    """Cut the axes wherever a cell has a bound, and put the rows on them."""
    used = (*rows, *impossible)
    axes = tuple(axis_of(fact, [cells[fact.name] for cells in used if fact.name in cells]) for fact in inputs)
    grid = Grid(axes)
    boxes = tuple(grid.box(cells) for cells in rows)
    takers = (_takers(size, [box[axis] for box in boxes]) for axis, size in enumerate(grid.sizes))
    return Layout(axes, boxes, tuple(takers))


def _takers(size: int, masks: Sequence[int]) -> tuple[int, ...]:
    return tuple(sum(1 << row for row, mask in enumerate(masks) if mask >> place & 1) for place in range(size))
