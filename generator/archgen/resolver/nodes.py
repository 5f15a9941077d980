"""Functions and tables as nodes of one graph: what each reads, and how its values are handed over."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from fractions import Fraction
from typing import Any

from archgen.decisions import FactType, Table, decide
from archgen.decisions.vocabulary import Kind
from archgen.facts import Fact
from archgen.problems import Where
from archgen.quantities import Outcome, Quantity, Unit, outcome, parse_unit
from archgen.resolver.graph import Node, Values
from archgen.resolver.overruling import BECAUSE, BY, CHOICE, overruled


def fact_node(fact: Fact, families: Mapping[str, str]) -> Node:
    """The node of a derived fact; `families` says of every fact which subject it stands for, "" for single facts."""
    same = frozenset(name for name in fact.inputs if fact.per and families.get(name) == fact.per)
    unit = parse_unit(fact.unit) if fact.kind == "number" else None
    call, inputs, per, name = fact.function, fact.inputs, fact.per, fact.name

    def run(values: Values, subject: str) -> Mapping[str, Any]:
        arguments = [
            subject if read == per and per else values[read].get(subject) if read in same else values[read]
            for read in inputs
        ]
        made = call(*arguments)
        return {name: made.in_unit(unit) if unit and isinstance(made, Quantity) else made}

    reads = tuple(read for read in inputs if read != per)
    family = (f"subjects.{per}",) if per else ()
    return Node(name, (name,), (*reads, *family), per, run, Where(f"facts/{fact.topic}.py"))


def table_node(table: Table) -> Node:
    """The node of a table: it reads cells' values and a person's word, and yields outcome, outputs and trace."""
    numbers = {fact.name: parse_unit(fact.unit) for fact in table.outcomes if fact.kind == "number"}

    def run(values: Values, subject: str) -> Mapping[str, Any]:
        cells = {fact.name: _cell_value(fact, values, subject, table.per) for fact in table.inputs}
        decision = overruled(decide(table, cells, subject=subject), values[CHOICE], values)
        made: dict[str, Any] = {"@trace": decision}
        for name, value in decision.facts.items():
            made[name] = _counted(value, numbers[name], table.name) if name in numbers else value
        return made

    def seen(name: str, value: Any) -> Any:
        taken = zip(table.inputs, table.layout.axes, table.layout.takers, strict=True)
        return tuple(
            tuple(rows[axis.place(cell)] for cell in _cells(fact, value, table.per))
            for fact, axis, rows in taken
            if fact.name.partition("[")[0] == name
        )

    family = (f"subjects.{table.per}",) if table.per else ()
    reads = tuple(fact.name.partition("[")[0] for fact in table.inputs)
    outputs = tuple(fact.name for fact in table.outcomes)
    return Node(table.name, outputs, (*reads, CHOICE, BECAUSE, BY, *family), table.per, run, table.where, seen)


def _cell_value(fact: FactType, values: Values, subject: str, per: str) -> Any:
    name, bracket, member = fact.name.partition("[")
    value = values[name]
    if bracket:
        value = value[member.rstrip("]")]
    elif per and fact.per == per:
        value = value[subject]
    if isinstance(value, Quantity):
        value = value.value_in(fact.unit)
    elif isinstance(value, Fraction):
        value = value / parse_unit(fact.unit).scale
    else:
        return value
    return min(value, fact.high)  # extremes and growth may lead past a bound: the last span of a cell goes on


def _cells(fact: FactType, value: Any, per: str) -> Iterator[Any]:
    """What a cell sees of a fact: of a family that the table is `per`, every member in its order."""
    subjects = tuple(value) if per and fact.per == per and "[" not in fact.name else ("",)
    return (_cell_value(fact, {fact.name.partition("[")[0]: value}, subject, per) for subject in subjects)


def fact_types(facts: Iterable[Fact]) -> dict[str, FactType]:
    """The types of derived facts, as tables see them; what a table cannot read is text."""
    kinds: dict[str, Kind] = {"number": "number", "flag": "bool", "choice": "enum"}
    return {fact.name: _type(fact, kinds) for fact in facts}


def _type(fact: Fact, kinds: Mapping[str, Kind]) -> FactType:
    kind = "text" if fact.optional else kinds.get(fact.kind, "text")
    return FactType(fact.name, kind, fact.values, fact.unit, fact.low, fact.high, fact.step, fact.per)


def _counted(value: Any, unit: Unit, table: str) -> Quantity:
    return outcome(value, unit.text, Outcome(table))
