"""Where decisions flip when one number moves: looked for on bare fractions, in the part of the graph behind it.

A search widens its steps away from today's value; where decisions changed within one, all of them are halved together.
Each flip is a value at which the decision was made and turned out otherwise.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from fractions import Fraction
from math import ceil
from typing import Any

from msgspec import Struct

from archgen.quantities import Expression, Quantity
from archgen.resolver.design import Design
from archgen.resolver.family import Family

_STEPS_UP = (Fraction(5, 4), Fraction(3, 2), *map(Fraction, (2, 3, 5, 8, 12, 20, 40, 100, 1000)))
_STEPS_DOWN = tuple(1 / step for step in _STEPS_UP)
_WHOLE = {"user", "engineer", "person", "team", "device", "zone", "region"}
_CLOSE = 10_000

Key = tuple[str, str]


class Turn(Struct, frozen=True):
    """A decision that turns out otherwise when an answer reaches `value`: the nearest such value in that direction."""

    decision: str
    subject: str
    root: str
    member: str
    value: Quantity
    outcome: Any
    row: str
    rises: bool

    @property
    def edge(self) -> Quantity:
        """Where it turns: the value itself; for things that are counted downwards the last one that changes nothing."""
        if self.rises or not counted(self.value):
            return self.value
        unit = self.value.unit
        return Quantity(
            self.value.low + unit.scale, self.value.low + unit.scale, unit, Expression("flip", (self.value,))
        )


def turns(design: Design, name: str, member: str = "") -> tuple[Turn, ...]:
    """Where decisions flip when one number moves up or down, the nearest of each decision in each direction."""
    search = _Search(design, name, member)
    return (*search.along(_STEPS_UP, rises=True), *search.along(_STEPS_DOWN, rises=False))


def outcomes(design: Design, decisions: Iterable[str] = ()) -> dict[Key, Any]:
    """The outcome of all decisions, or of some, by decision and subject."""
    found: dict[Key, Any] = {}
    for name in decisions or design.decisions:
        value = design.values[name]
        members = value.members.items() if isinstance(value, Family) else (("", value),)
        found |= {(name, member): _plain(outcome) for member, outcome in members}
    return found


def moved(light: Design, name: str, member: str, value: Fraction, only: frozenset[int] | None = None) -> Design:
    """A light design with one number, or one member of a family, at another value."""
    new: Any = Family(light.values[name].per, {member: value}) if member else value
    return light.changed({name: new}, only=only)


def allowed(design: Design, name: str, value: Fraction) -> bool:
    """Whether the brief would take such a value: a share stays a share, a team stays a team."""
    low, high = design.bounds.get(name, (value, value))
    return low <= value <= high


def rounded(value: Fraction, *, whole: bool, up: bool) -> Fraction:
    """The value itself, or for things that are counted the next whole one."""
    if not whole:
        return value
    return Fraction(ceil(value)) if up else Fraction(value.numerator // value.denominator)


def counted(quantity: Quantity) -> bool:
    """Whether it counts things that have no halves, such as people."""
    return quantity.unit.text.partition("/")[0] in _WHOLE


class _Search:
    """One number that moves away from today's value, and the decisions that rest on it."""

    def __init__(self, design: Design, name: str, member: str) -> None:
        self.design, self.light, self.name, self.member = design, design.light, name, member
        self.quantity: Quantity = design.get(name, member)
        self.whole = counted(self.quantity)
        graph = self.light.graph
        behind = graph.order_behind(frozenset((name,)), self.light.only)
        self.decisions = tuple(graph.nodes[index].name for index in behind if graph.nodes[index].table)
        self.today = outcomes(self.light, self.decisions) if self.decisions else {}

    def along(self, steps: Iterable[Fraction], *, rises: bool) -> Iterator[Turn]:
        """Walk away from today's value in widening steps and yield the first flip of each decision."""
        nearer, still = self.quantity.base, sorted(self.today)
        for step in steps:
            farther = rounded(self.quantity.base * step, whole=self.whole, up=rises)
            if not still or farther in (nearer, 0) or not allowed(self.design, self.name, farther):
                continue
            there = self._at(farther, tuple(dict.fromkeys(name for name, _ in still)))
            changed = self._changed(there, still)
            found = sorted(self._halved(nearer, farther, changed, there), key=lambda turned: turned[0])
            yield from (self._turn(key, value, then, rises=rises) for key, value, then in found)
            still = [key for key in still if key not in changed]
            nearer = farther

    def _halved(
        self, near: Fraction, far: Fraction, keys: Sequence[Key], there: Design
    ) -> Iterator[tuple[Key, Fraction, Design]]:
        """The value nearest to `near` at which each decision is not as today: a whole number, or close to it."""
        if not keys:
            return
        middle = rounded((near + far) / 2, whole=self.whole, up=far > near)
        if middle in (near, far) or (not self.whole and abs(far - near) <= abs(far) / _CLOSE):
            yield from ((key, far, there) for key in keys)
            return
        then = self._at(middle, tuple(dict.fromkeys(name for name, _ in keys)))
        changed = self._changed(then, keys)
        yield from self._halved(near, middle, changed, then)
        yield from self._halved(middle, far, [key for key in keys if key not in changed], there)

    def _at(self, value: Fraction, decisions: tuple[str, ...]) -> Design:
        return moved(self.light, self.name, self.member, value, self.light.graph.before(decisions))

    def _changed(self, there: Design, keys: Sequence[Key]) -> list[Key]:
        then = outcomes(there, dict.fromkeys(name for name, _ in keys)) if keys else {}
        return [key for key in keys if then.get(key) != self.today[key]]

    def _turn(self, key: Key, value: Fraction, there: Design, *, rises: bool) -> Turn:
        name, subject = key
        trace = there.decisions[name]
        trace = trace.get(subject) if isinstance(trace, Family) else trace
        way = f"{name}.{subject}" if subject else name
        shown = Quantity(value, value, self.quantity.unit, Expression("flip", (self.quantity,)))
        shown = shown.named(f"flip.{way}.{'up' if rises else 'down'}.{self.quantity.id}")
        rows = trace.rows if trace is not None else ()
        outcome = _plain(there.get(name, subject))
        return Turn(*key, self.name, self.member, shown, outcome, rows[0].id if rows else "", rises)


def _plain(value: Any) -> Any:
    return value.base if isinstance(value, Quantity) else value
