"""Every value of a range at which decisions turn when one number moves, not the nearest alone.

The range is sampled at even ratios; between two samples that differ, each change is halved down to its value. A
decision that turns and turns back between two samples goes unseen.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from fractions import Fraction
from itertools import pairwise
from typing import Any

from msgspec import Struct

from archgen.quantities import Quantity
from archgen.resolver.design import Design
from archgen.resolver.flips import Key, allowed, counted, moved, outcomes, rounded

SAMPLES = 32
_CLOSE = 10_000


class Change(Struct, frozen=True):
    """A decision that turns where the number reaches `value`, coming from below."""

    value: Fraction
    key: Key
    before: Any
    then: Any


class Sweep(Struct, frozen=True):
    """What decisions come to at the `low` end of a range, and every change on the way to its `high` end."""

    name: str
    low: Fraction
    high: Fraction
    first: Mapping[Key, Any]
    changes: tuple[Change, ...]


def sweep(design: Design, name: str, low: Fraction, high: Fraction) -> Sweep:
    """Move one number, in base units, from `low` to `high`; the ends are drawn in to what a brief takes."""
    search = _Search(design, name)
    points = search.points(low, high)
    changes = [change for near, far in pairwise(points) for change in search.between(near, far)]
    ordered = sorted(changes, key=lambda change: (change.value, change.key))
    return Sweep(name, points[0], points[-1], search.at(points[0]), tuple(ordered))


class _Search:
    """Outcomes of the decisions behind one number, each value resolved once."""

    def __init__(self, design: Design, name: str) -> None:
        self.design, self.light, self.name = design, design.light, name
        quantity: Quantity = design[name]
        self.whole = counted(quantity)
        graph = self.light.graph
        behind = graph.order_behind(frozenset((name,)), self.light.only)
        self.decisions = tuple(graph.nodes[index].name for index in behind if graph.nodes[index].table)
        self.only = graph.before(self.decisions)
        self.seen: dict[Fraction, Mapping[Key, Any]] = {}

    def points(self, low: Fraction, high: Fraction) -> list[Fraction]:
        """The samples from end to end; whole numbers for what has no halves."""
        least, most = self.design.bounds.get(self.name, (low, high))
        low, high = max(low, least), min(high, most)
        ratio = float(high / low)
        inner = (low * Fraction(ratio ** (step / SAMPLES)).limit_denominator(10**6) for step in range(1, SAMPLES))
        even = (rounded(value, whole=self.whole, up=False) for value in (low, *inner, high))
        return sorted({value for value in even if value > 0 and allowed(self.design, self.name, value)})

    def at(self, value: Fraction) -> Mapping[Key, Any]:
        if value not in self.seen:
            there = moved(self.light, self.name, "", value, self.only)
            self.seen[value] = outcomes(there, self.decisions) if self.decisions else {}
        return self.seen[value]

    def between(self, near: Fraction, far: Fraction) -> Iterator[Change]:
        before, then = self.at(near), self.at(far)
        if before == then:
            return
        middle = rounded((near + far) / 2, whole=self.whole, up=False)
        if middle in (near, far) or (not self.whole and far - near <= far / _CLOSE):
            for key in before.keys() | then.keys():
                if before.get(key) != then.get(key):
                    yield Change(far, key, before.get(key), then.get(key))
            return
        yield from self.between(near, middle)
        yield from self.between(middle, far)
