"""Decides: from the values of the inputs to the rows that hold, with the reason why every other row lost."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction

from msgspec import Struct

from archgen.decisions.cells import Cell
from archgen.decisions.grid import Steps
from archgen.decisions.table import Row, Table
from archgen.decisions.vocabulary import FactType, Value
from archgen.problems import Problem, Stop

Outcome = Value | tuple[Value, ...]


class Miss(Struct, frozen=True):
    """A condition that failed: an input, its value, and what the cell asks for."""

    input: FactType
    value: Value
    cell: Cell

    def __str__(self) -> str:
        return f"{self.input.name} is {self.input.spelt(self.value)}, not {self.cell.text}"


class Loser(Struct, frozen=True):
    """A row that does not count: what failed, in the order of the inputs; nothing, if another row came first."""

    row: Row
    misses: tuple[Miss, ...]


class Decision(Struct, frozen=True):
    """What a table says to some facts: the values it `read`, and all rows that `matched` them, in order."""

    table: Table
    subject: str
    read: Mapping[str, Value]
    matched: tuple[Row, ...]

    @property
    def rows(self) -> tuple[Row, ...]:
        """The rows that count: all that matched in a collect table, the first in any other."""
        return self.matched if self.table.hit == "collect" else self.matched[:1]

    @property
    def row(self) -> Row:
        """The row that won; of a collect table the first, if any matched."""
        return self.matched[0]

    @property
    def outcome(self) -> Outcome:
        """The value of the first output; of a collect table every value once, in the order of the rows."""
        values = tuple(dict.fromkeys(row.then[self.table.name] for row in self.rows))
        return values if self.table.hit == "collect" else values[0]

    @property
    def facts(self) -> Mapping[str, Outcome]:
        """The facts that the decision makes, by the names of `Table.outcomes`."""
        table, outcome = self.table, self.outcome
        if isinstance(outcome, tuple):
            members = {f"{table.name}.{value}": value in outcome for value in table.outputs[0].values}
            return {table.name: outcome, **members}
        further = {f"{table.name}.{output.name}": self.row.then[output.name] for output in table.outputs[1:]}
        return {table.name: outcome, **further}

    @property
    def losers(self) -> tuple[Loser, ...]:
        """Every other row, and why it lost."""
        counting = {row.id for row in self.rows}
        return tuple(Loser(row, self._misses(row)) for row in self.table.rows if row.id not in counting)

    def _misses(self, row: Row) -> tuple[Miss, ...]:
        return tuple(
            Miss(fact, value, cell)
            for fact, value in zip(self.table.inputs, self.read.values(), strict=True)
            if (cell := row.when.get(fact.name)) and not cell.holds(fact.seen(value))
        )


def decide(table: Table, facts: Mapping[str, Value], *, subject: str = "") -> Decision:
    """What a proved table says to the facts; further facts are ignored.

    Raises `ValueError` for a value that its fact cannot have, and stops at what the table rules out as impossible.
    """
    matched = (1 << len(table.rows)) - 1
    read: dict[str, Value] = {}
    for axis, rows in zip(table.layout.axes, table.layout.takers, strict=True):
        value = read[axis.name] = facts[axis.name]
        try:
            matched &= rows[axis.place(value)]
        except ValueError:
            raise ValueError(f"table {table.name}: {axis.name} cannot be {value}") from None
    found = tuple(_rows(table, matched))
    if table.hit != "collect" and (len(found) != 1 if table.hit == "unique" else not found):
        raise Stop((_impossible(table, read, found),))
    return Decision(table, subject, read, found)


def cut_points(table: Table, name: str) -> tuple[Fraction, ...]:
    """The numbers from which on other rows match, in order; none for an input that is no number."""
    (place,) = (place for place, fact in enumerate(table.inputs) if fact.name == name)
    axis, rows = table.layout.axes[place], table.layout.takers[place]
    if not isinstance(axis, Steps):
        return ()
    cuts = zip(axis.starts[1:], rows[:-1], rows[1:], strict=True)
    return tuple(start * axis.step for start, before, after in cuts if before != after)


def _rows(table: Table, matched: int) -> list[Row]:
    found: list[Row] = []
    while matched:
        bit = matched & -matched
        found.append(table.rows[bit.bit_length() - 1])
        matched ^= bit
    return found


def _impossible(table: Table, read: Mapping[str, Value], found: tuple[Row, ...]) -> Problem:
    """A combination that the table holds for impossible has come about."""
    words = ", ".join(f"{fact.name} {fact.spelt(read[fact.name])}" for fact in table.inputs)
    who = f"rows {', '.join(row.id for row in found)} all match" if found else "no row matches"
    what = f"table {table.name}: {who} {words}, which the table holds for impossible."
    return Problem("table-impossible", table.where, what, "Correct the answers behind it, or add a row for it.")
