"""Facts and tables as one graph, sorted by the names they read. Built once for a knowledge base; knows no design.

A name that nobody owns, a name with two owners, and a circle are problems of the knowledge base and name who asked.
"""

from __future__ import annotations

import difflib
from collections.abc import Callable, Iterable, Mapping
from typing import Any

from msgspec import Struct, field

from archgen.problems import Problem, Where

Values = Mapping[str, Any]


class Node(Struct, frozen=True):
    """One function or table: the facts it yields, the facts it reads, and how.

    `run(values, subject)` returns the outputs by name; `subject` is "" for what stands once in a design.
    `seen(name, value)` is what of an input makes a difference to a table, which only asks between which bounds it lies.
    """

    name: str
    outputs: tuple[str, ...]
    inputs: tuple[str, ...]
    per: str
    run: Callable[[Values, str], Mapping[str, Any]]
    where: Where
    seen: Callable[[str, Any], Any] | None = None

    @property
    def table(self) -> bool:
        return self.seen is not None


class Graph(Struct, frozen=True, eq=False):
    """Nodes in an order in which each comes after what it reads; `readers` are the nodes behind a fact, by index."""

    nodes: tuple[Node, ...]
    owner: Mapping[str, int]
    readers: Mapping[str, tuple[int, ...]]
    roots: frozenset[str]
    kept: dict[Any, Any] = field(default_factory=dict)

    def order_behind(self, names: frozenset[str], only: frozenset[int] | None) -> tuple[int, ...]:
        """The nodes that make or read one of `names`, directly or not, within `only`, each after what it reads."""
        key = (names, only)
        if key not in self.kept:
            found = self._behind(names)
            self.kept[key] = tuple(sorted(found if only is None else found & only))
        return self.kept[key]  # type: ignore[no-any-return]

    def _behind(self, names: frozenset[str]) -> frozenset[int]:
        found = {self.owner[name] for name in names if name in self.owner}
        waiting = [index for name in names for index in self.readers.get(name, ())]
        while waiting:
            index = waiting.pop()
            if index not in found:
                found.add(index)
                waiting.extend(after for name in self.nodes[index].outputs for after in self.readers.get(name, ()))
        return frozenset(found)

    def before(self, names: Iterable[str]) -> frozenset[int]:
        """Every node that one of `names` rests on, its own included."""
        key = ("before", *names)
        if key not in self.kept:
            self.kept[key] = self._before(key[1:])
        return self.kept[key]  # type: ignore[no-any-return]

    def _before(self, names: Iterable[str]) -> frozenset[int]:
        found: set[int] = set()
        waiting = [self.owner[name] for name in names if name in self.owner]
        while waiting:
            index = waiting.pop()
            if index not in found:
                found.add(index)
                waiting.extend(self.owner[name] for name in self.nodes[index].inputs if name in self.owner)
        return frozenset(found)


def build(nodes: Iterable[Node], roots: Iterable[str]) -> tuple[Graph, tuple[Problem, ...]]:
    """Sort `nodes` over `roots`, the facts that the brief and the figures supply; problems come with the best order."""
    wanted = tuple(sorted(nodes, key=lambda node: node.name))
    known = frozenset(roots)
    owners: dict[str, list[Node]] = {}
    for node in wanted:
        for output in node.outputs:
            owners.setdefault(output, []).append(node)
    problems = [*_double(owners), *_unknown(wanted, owners, known)]
    ordered, circle = _sorted(wanted, owners)
    if circle:
        problems.append(circle)
    index = {output: place for place, node in enumerate(ordered) for output in node.outputs}
    readers: dict[str, list[int]] = {}
    for place, node in enumerate(ordered):
        for name in node.inputs:
            readers.setdefault(name, []).append(place)
    graph = Graph(tuple(ordered), index, {name: tuple(places) for name, places in readers.items()}, known)
    return graph, tuple(problems)


def _double(owners: Mapping[str, list[Node]]) -> list[Problem]:
    return [
        Problem(
            "fact-two-owners",
            twice[1].where,
            f"the fact '{name}' is made here and at {twice[0].where}; a fact has one owner.",
            "Rename one of them.",
        )
        for name, twice in owners.items()
        if len(twice) > 1
    ]


def _unknown(nodes: Iterable[Node], owners: Mapping[str, list[Node]], roots: frozenset[str]) -> list[Problem]:
    names = [*owners, *roots]
    return [
        Problem(
            "fact-unknown",
            node.where,
            f"'{node.name}' reads the fact '{name}', which nothing supplies.",
            _near(name, names),
        )
        for node in nodes
        for name in node.inputs
        if name not in owners and name not in roots
    ]


def _near(name: str, names: Iterable[str]) -> str:
    close = difflib.get_close_matches(name, names, n=1)
    return f"Did you mean '{close[0]}'?" if close else ""


def _sorted(nodes: tuple[Node, ...], owners: Mapping[str, list[Node]]) -> tuple[list[Node], Problem | None]:
    """Depth first in the order of names, so that the same knowledge always gives the same order."""
    ordered: list[Node] = []
    state: dict[str, int] = {}
    circle: list[str] = []

    def visit(node: Node, trail: tuple[str, ...]) -> None:
        if state.get(node.name) == 2:
            return
        if state.get(node.name) == 1:
            circle.extend((*trail[trail.index(node.name) :], node.name) if not circle else ())
            return
        state[node.name] = 1
        for name in node.inputs:
            for owner in owners.get(name, ()):
                visit(owner, (*trail, node.name))
        state[node.name] = 2
        ordered.append(node)

    for node in nodes:
        visit(node, ())
    if not circle:
        return ordered, None
    first = next(node for node in nodes if node.name == circle[0])
    text = " -> ".join(circle)
    return ordered, Problem(
        "fact-circle", first.where, f"facts read each other in a circle: {text}.", "Break it at one of them."
    )
