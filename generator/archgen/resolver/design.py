"""What the resolver yields: facts, decisions with their traces, and the ledger of every number.

A design can be resolved again with some answers changed; only what lies behind them and truly changes is computed anew.
"""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from functools import cached_property
from typing import Any

from msgspec import Struct, field
from msgspec.structs import replace

from archgen.quantities import Ledger, Quantity
from archgen.resolver.family import Family
from archgen.resolver.graph import Graph, Node

Bounds = Mapping[str, tuple[Fraction, Fraction]]


class Design(Struct, frozen=True, dict=True):
    """Every fact of one system, by name. `given` are the answers and assumptions it was resolved from."""

    graph: Graph
    given: Mapping[str, Any]
    values: Mapping[str, Any]
    decisions: Mapping[str, Any]
    horizon: str = ""
    bounds: Bounds = field(default_factory=dict)
    only: frozenset[int] | None = None

    def __getitem__(self, name: str) -> Any:
        return self.values[name]

    def get(self, name: str, subject: str = "") -> Any:
        """A fact, or one member of a family; None where there is none."""
        value = self.values.get(name)
        return value.get(subject) if subject and isinstance(value, Family) else value

    @cached_property
    def ledger(self) -> Ledger:
        """All quantities by id, in the order of their resolution."""
        found: dict[str, Quantity] = {}
        for value in self.values.values():
            for member in value.members.values() if isinstance(value, Family) else (value,):
                if isinstance(member, Quantity) and member.id:
                    found.setdefault(member.id, member)
        return Ledger(found)

    @cached_property
    def light(self) -> Design:
        """The part that decisions rest on, in bare fractions of base units, which is much faster."""
        given = {name: _bare(value) for name, value in self.given.items()}
        values = {name: _bare(value) for name, value in self.values.items()}
        return replace(self, given=given, values=values, only=self.graph.before(self.decisions))

    def changed(self, changes: Mapping[str, Any], *, horizon: str = "", only: frozenset[int] | None = None) -> Design:
        """The design with other roots: `changes` by fact, or by family with only the members that change.

        `only` are the nodes that are computed anew, where the others are of no interest.
        """
        given = {**self.given, **{name: _member_wise(self.given.get(name), new) for name, new in changes.items()}}
        run = _Run(self.graph, given, horizon, dict(self.values), dict(self.decisions))
        run.again(changes, self.only if only is None else only)
        return replace(self, given=given, values=run.values, decisions=run.decisions, horizon=horizon)

    def remade(self, node: Node, values: Mapping[str, Any], given: Mapping[str, Any]) -> Mapping[str, Any]:
        """What one node makes of other `values`, some of them `given`, by output; of a table its trace as `@trace`."""
        run = _Run(self.graph, {**self.given, **given}, self.horizon, {**self.values, **values}, {})
        run.node(node)
        made = {name: run.values[name] for name in node.outputs}
        return {**made, "@trace": run.decisions[node.name]} if node.name in run.decisions else made


def resolve(graph: Graph, given: Mapping[str, Any], *, bounds: Bounds | None = None) -> Design:
    """Resolve every fact of `graph` from the roots `given`; `bounds` are what a brief takes for each, in base units."""
    run = _Run(graph, given, "", dict(given), {})
    for node in graph.nodes:
        run.node(node)
    return Design(graph, given, run.values, run.decisions, bounds=bounds or {})


class _Run:
    """One pass over the graph: values grow node by node."""

    def __init__(
        self, graph: Graph, given: Mapping[str, Any], horizon: str, values: dict[str, Any], decisions: dict[str, Any]
    ) -> None:
        self.graph, self.given, self.horizon = graph, given, horizon
        self.values, self.decisions = values, decisions

    def again(self, changes: Mapping[str, Any], only: frozenset[int] | None = None) -> None:
        """Compute what lies behind `changes`, within `only`, leaving alone what turns out as before."""
        dirty = set(changes)
        self.values.update({name: self.given[name] for name in changes if name not in self.graph.owner})
        owned = {self.graph.owner[name] for name in changes if name in self.graph.owner}
        for index in self.graph.order_behind(frozenset(changes), only):
            node = self.graph.nodes[index]
            if index in owned or not dirty.isdisjoint(node.inputs):
                before = {name: self.values.get(name) for name in node.outputs}
                self.node(node)
                for name, old in before.items():
                    if self.values.get(name) == old:
                        self.values[name] = old
                    else:
                        dirty.add(name)

    def node(self, node: Node) -> None:
        """Compute one node; an answer that a person gave stands against what the function would say."""
        if not node.per:
            if all(name in self.given for name in node.outputs):
                self.values.update({name: self.given[name] for name in node.outputs})
                return
            self._keep(node, node.run(self.values, ""))
            return
        answered = {name: self.given[name].members for name in node.outputs if name in self.given}
        results = {name: dict(answered.get(name, {})) for name in node.outputs}
        traces: dict[str, Any] = {}
        for subject in self.values[f"subjects.{node.per}"]:
            if all(subject in answered.get(name, ()) for name in node.outputs):
                continue
            made = dict(node.run(self.values, subject))
            traces[subject] = made.pop("@trace", None)
            for name, value in made.items():
                results[name].setdefault(subject, self._named(value, f"{name}[{subject}]"))
        self.values.update({name: Family(node.per, members) for name, members in results.items()})
        if node.table:
            self.decisions[node.name] = Family(node.per, traces)

    def _keep(self, node: Node, made: Mapping[str, Any]) -> None:
        for name, value in made.items():
            if name == "@trace":
                self.decisions[node.name] = value
            else:
                self.values[name] = self.given.get(name, self._named(value, name))

    def _named(self, value: Any, name: str) -> Any:
        if not isinstance(value, Quantity):
            return value
        return value.named(f"{name}@{self.horizon}" if self.horizon else name)


def _member_wise(old: Any, new: Any) -> Any:
    return old.merged(new.members) if isinstance(old, Family) and isinstance(new, Family) else new


def _bare(value: Any) -> Any:
    if isinstance(value, Family):
        return Family(value.per, {subject: _bare(member) for subject, member in value.members.items()})
    return value.low if isinstance(value, Quantity) and value.exact else value
