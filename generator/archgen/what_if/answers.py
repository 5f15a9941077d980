"""The answers that a reader moves, and their positions: today's, round ones, and those at which decisions turn."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from fractions import Fraction
from itertools import pairwise
from typing import Any

from msgspec import Struct
from msgspec.structs import replace

from archgen.brief import Brief, Root
from archgen.quantities import Answer, Quantity, answer, print_quantity
from archgen.resolver import Design, Family
from archgen.resolver.lattice import Axis, Field, lattice

TITLES = {
    "load.users.monthly": "Users in a month",
    "load.users.daily": "Users on a day",
    "load.users.registered": "Registered users",
    "load.users.concurrent": "Users at once",
    "team.engineers": "Engineers",
    "targets.availability": "Availability",
    "constraints.budget": "Budget",
}
USERS, OTHERS = tuple(TITLES)[:4], tuple(TITLES)[4:]
MONEY = "constraints.budget"

ENGINEERS = (*range(1, 13), 15, 20, 25, 30, 40, 50, 60, 80, 100, 150, 200)
AVAILABILITIES = ("99", "99.5", "99.9", "99.95", "99.99", "99.999")
BUDGETS = ("1/4", "1/2", "3/4", "0.9", "1.1", "1.25", "1.5", "2", "3", "4", "6", "8", "10")
# Users from a thousandth to the thousandfold of today, by so many rungs in each power of ten.
RUNGS = (("1", "1.2", "1.5", "2", "2.5", "3", "4", "5", "6", "8"), ("1", "2", "3", "5"), ("1", "3"))
REACH = 1000
LEAST_USERS = 10
# Two neighbours between which a decision turns lie no farther apart than this part of their value, or by one.
CLOSE = Fraction(1, 500)


class Position(Struct, frozen=True):
    """A value at which an answer can stand: how it reads, how the command line takes it, the facts that it gives."""

    label: str
    setting: str
    value: Fraction | None
    facts: Mapping[str, Any]


class Moved(Struct, frozen=True):
    """An answer that can be moved: its place in the brief, what it is, its positions in order, and which is today's."""

    path: str
    title: str
    fact: str
    unit: str
    positions: tuple[Position, ...]
    today: int

    @property
    def axis(self) -> Axis:
        return Axis(tuple(position.facts for position in self.positions))


Answers = tuple[Moved, ...]


def answers(brief: Brief, design: Design, *, rungs: int = 0, public: bool = False) -> Answers:
    """The answers of this brief that can be moved, by one of `RUNGS`; on a public page the budget cannot."""
    roots = {root.path(): root for root in brief.schema.roots() if not root.per}
    users = next((path for path in USERS if brief.get(path) is not None), USERS[0])
    found = []
    for path in (users, *OTHERS):
        values = _values(path, design, roots[path], RUNGS[rungs])
        if values and not (public and path == MONEY):
            found.append(_moved(path, roots[path], design, values))
    return _with_turns(design, tuple(found))


def _values(path: str, design: Design, root: Root, rungs: Sequence[str]) -> tuple[Fraction, ...]:
    """The round values of an answer, in its unit; none for one that this design does not rest on."""
    now = design.get(root.fact)
    if path == "team.engineers":
        return tuple(map(Fraction, ENGINEERS))
    if path == "targets.availability":
        return tuple(map(Fraction, AVAILABILITIES))
    if path == MONEY:
        least = now or design.get("cost_least")
        return tuple(_round(least.value * Fraction(step)) for step in BUDGETS) if least and least.value else ()
    return tuple(_ladder(now.value, rungs)) if isinstance(now, Quantity) and now.value else ()


def _ladder(now: Fraction, rungs: Sequence[str]) -> Iterator[Fraction]:
    power = Fraction(1)
    while power <= now * REACH:
        for rung in rungs:
            value = power * Fraction(rung)
            if value.denominator == 1 and max(Fraction(LEAST_USERS), now / REACH) <= value <= now * REACH:
                yield value
        power *= 10


def _round(value: Fraction) -> Fraction:
    """To two digits."""
    step = Fraction(1)
    while value >= 100 * step:
        step *= 10
    return Fraction(round(value / step)) * step


def _moved(path: str, root: Root, design: Design, values: Iterable[Fraction]) -> Moved:
    now = design.get(root.fact)
    unit = _unit(root, design, now)
    low, high = root.field.low, root.field.high
    wanted = {value for value in values if (low is None or low <= value) and (high is None or value <= high)}
    value = now.value if now is not None else None
    today = Position(print_quantity(now) if now is not None else "not said", "", value, {})
    positions = (_position(path, root.fact, unit, other) for other in sorted(wanted - {value}))
    return _sorted(Moved(path, TITLES[path], root.fact, unit, (today, *positions), 0))


def _unit(root: Root, design: Design, now: Quantity | None) -> str:
    if root.field.type != "money":
        return root.field.unit
    return now.unit.text if now is not None else design["cost_least"].unit.text


def _position(path: str, fact: str, unit: str, value: Fraction) -> Position:
    number = str(value.numerator) if value.denominator == 1 else str(float(value))
    currency, _, per = unit.partition("/")
    spelled = f"{currency} {number}/{per}" if path == MONEY else f"{number} %" if unit == "%" else number
    quantity = answer(value, unit, Answer(path, "--set", 1, spelled)).named(fact)
    return Position(print_quantity(quantity), f"{path}={spelled}", value, {fact: quantity, f"{fact}.given": True})


def _sorted(moved: Moved) -> Moved:
    """The positions by value; one that says nothing stands first."""
    positions = tuple(sorted(moved.positions, key=lambda position: (position.value is not None, position.value or 0)))
    today = next(place for place, position in enumerate(positions) if not position.setting)
    return replace(moved, positions=positions, today=today)


def _with_turns(design: Design, found: Answers) -> Answers:
    """The answers with two more positions, side by side, at each place where a decision turns between two of theirs."""
    for place, moved in enumerate(found):
        if moved.path in (*USERS, OTHERS[0]):
            added = _Turns(design, found, place).values()
            positions = (*moved.positions, *(_position(moved.path, moved.fact, moved.unit, value) for value in added))
            found = (*found[:place], _sorted(replace(moved, positions=positions)), *found[place + 1 :])
    return found


class _Turns:
    """The values of one whole-numbered answer between which a decision turns at any position of the other answers."""

    def __init__(self, design: Design, moved: Answers, place: int) -> None:
        self.design, self.moved, self.place = design.light, moved, place
        self.decisions = tuple(design.decisions)

    def values(self) -> tuple[Fraction, ...]:
        """Every value that was looked at and lies next to a turn."""
        known = dict(self._signatures(self.moved[self.place].positions))
        while middles := [middle for low, high in self._gaps(known) if (middle := _middle(low, high)) is not None]:
            moved = self.moved[self.place]
            known |= dict(self._signatures([_position(moved.path, moved.fact, moved.unit, value) for value in middles]))
        return tuple(value for pair in self._gaps(known) for value in pair if not self._stands(value))

    def _signatures(self, positions: Sequence[Position]) -> Iterator[tuple[Fraction, Any]]:
        """Each position that has a value, and everything that is decided there, whatever the other answers are."""
        others = [moved.positions for moved in self.moved]
        axes = [_light(own) for own in (*others[: self.place], positions, *others[self.place + 1 :])]
        over = lattice(self.design, axes, self.decisions)
        fields = {name: over.mapped(field, outcomes) for name, field in over.traces.items()}
        for number, position in enumerate(positions):
            if position.value is not None:
                yield position.value, tuple(self._outcome(name, fields.get(name), number) for name in self.decisions)

    def _outcome(self, name: str, field: Field | None, number: int) -> Any:
        if field is None:
            return outcomes(self.design.decisions[name])
        there = field.cut(self.place, number)
        return (
            (there.axes, tuple(there.values[cell] for cell in there.cells))
            if there.axes
            else there.values[there.cells[0]]
        )

    def _gaps(self, known: Mapping[Fraction, Any]) -> Iterator[tuple[Fraction, Fraction]]:
        """Neighbours at which something else is decided."""
        order = sorted(known)
        return ((low, high) for low, high in pairwise(order) if known[low] != known[high])

    def _stands(self, value: Fraction) -> bool:
        return any(position.value == value for position in self.moved[self.place].positions)


def _light(positions: Sequence[Position]) -> Axis:
    """The positions in bare numbers of base units, as a light design has them."""
    bare = ({name: getattr(value, "base", value) for name, value in position.facts.items()} for position in positions)
    return Axis(tuple(bare))


def outcomes(trace: Any) -> Any:
    """What was decided, by subject for a decision that is taken for each."""
    return tuple(each.outcome for each in trace.members.values()) if isinstance(trace, Family) else trace.outcome


def _middle(low: Fraction, high: Fraction) -> Fraction | None:
    """The whole number between two, if they lie far enough apart."""
    middle = (low + high) // 2
    return None if middle in (low, high) or high - low <= CLOSE * high else Fraction(middle)
