"""A decision table as a value: rows with their reasons, options, cases. Of files it knows where a row stands."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

from msgspec import Struct
from msgspec.structs import replace

from archgen.decisions.cells import Cell
from archgen.decisions.layout import Layout
from archgen.decisions.vocabulary import FactType, Value, spelt
from archgen.problems import Where


class Signal(Struct, frozen=True):
    """What only monitoring sees: a metric, or `$` and the fact that names it, above or below a quantity for a while."""

    metric: str
    side: Literal["above", "below"]
    threshold: str
    during: str


class Revisit(Struct, frozen=True):
    """When to look at a row again: facts that would have changed, a signal, or both."""

    when: Mapping[str, Cell]
    signal: Signal | None
    note: str


class Row(Struct, frozen=True):
    """One row; an input that `when` leaves out may be anything, and every output has a value in `then`."""

    id: str
    when: Mapping[str, Cell]
    then: Mapping[str, Value]
    level: str
    because: str
    sources: tuple[str, ...]
    revisit: Revisit | None
    layer: str
    where: Where

    @property
    def gives(self) -> str:
        """Its outputs in words: the outcome, then further outputs by name."""
        first, *further = self.then.items()
        return ", ".join([spelt(first[1]), *(f"{name} {spelt(value)}" for name, value in further)])


class Option(Struct, frozen=True):
    """What is said of one value of the outcome; `brings` binds roles to technologies.

    `effort` is small, medium or large where the way to it is more than what it brings; else empty.
    """

    value: str
    title: str
    brings: Mapping[str, str]
    costs: str
    hurts: str
    layer: str
    effort: str = ""


class Case(Struct, frozen=True):
    """An example that must hold, whatever the inputs are that it leaves out. `expect` of a collect table is the set."""

    given: Mapping[str, Value]
    expect: Mapping[str, Value] | frozenset[Value]
    conflicts: tuple[str, ...]
    layer: str
    where: Where


class Table(Struct, frozen=True):
    """A whole table; `layers` from the lowest up, `withdrawn` the rows of lower layers that are gone, and where.

    `members` is what the members of a set are called together, such as `layers`; empty where there is no word.
    """

    name: str
    title: str
    question: str
    hit: str
    per: str
    inputs: tuple[FactType, ...]
    outputs: tuple[FactType, ...]
    rows: tuple[Row, ...]
    impossible: tuple[Mapping[str, Cell], ...]
    options: Mapping[str, Option]
    cases: tuple[Case, ...]
    conflicts: tuple[str, ...]
    layers: tuple[str, ...]
    withdrawn: tuple[Row, ...]
    where: Where
    layout: Layout
    members: str = ""

    @property
    def outcomes(self) -> tuple[FactType, ...]:
        """The facts that the table makes: its outcome under its own name, further outputs as `table.output`.

        A collect table makes a bool `table.member` for each value, and a text that lists those that hold.
        """
        return outcomes(self.name, self.hit, self.outputs)

    @property
    def counts(self) -> bool:
        """Whether its outcome is a number, which other tables read and which says little by itself."""
        return self.outputs[0].kind == "number"

    def titled(self, value: Value) -> str:
        """The title of an outcome."""
        option = self.options.get(str(value))
        return option.title if option else spelt(value)


def outcomes(table: str, hit: str, outputs: tuple[FactType, ...]) -> tuple[FactType, ...]:
    """The facts that a table with these outputs makes."""
    first = outputs[0]
    if hit == "collect":
        members = (FactType(f"{table}.{value}", "bool", per=first.per) for value in first.values)
        return (FactType(table, "text", per=first.per), *members)
    return (first, *(replace(output, name=f"{table}.{output.name}") for output in outputs[1:]))
