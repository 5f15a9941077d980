"""A table laid out on its grid: what each row matches, what is possible at all, and what each row wins."""

from __future__ import annotations

from functools import reduce
from operator import or_

from msgspec import Struct

from archgen.decisions.grid import Grid
from archgen.decisions.table import Table


class Survey(Struct, frozen=True):
    """Regions of the grid; `wins` are those in which a row counts, which under `first` is what is left to it."""

    table: Table
    grid: Grid
    regions: tuple[int, ...]
    possible: int
    wins: tuple[int, ...]


def survey(table: Table, grid: Grid) -> Survey:
    """Lay out `table` on `grid`."""
    regions = tuple(grid.region(box) for box in table.layout.boxes)
    ruled_out = reduce(or_, (grid.region(grid.box(cells)) for cells in table.impossible), 0)
    possible = grid.region(grid.whole) & ~ruled_out
    wins: list[int] = []
    free = possible
    for region in regions:
        wins.append(region & free)
        if table.hit == "first":
            free &= ~region
    return Survey(table, grid, regions, possible, tuple(wins))
