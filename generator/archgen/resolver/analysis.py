"""What would be different: where a decision flips, what an assumption carries, the design of a later month.

All by resolving again what lies behind a changed answer. Flips are looked for on bare fractions and only in the part of
the graph that decisions rest on, then proved: a flip that is printed does flip.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction
from math import ceil, log
from typing import Any

from archgen.quantities import Answer, Assumption, Expression, Quantity, count, power, smallest
from archgen.quantities.sources import Source
from archgen.resolver.design import Design
from archgen.resolver.family import Family

GROWING = ("users", "users_registered", "users_daily", "users_concurrent", "peak_rps_measured", "senders")
GROWING_MEMBERS = ("entity_rows_per_month", "object_count_per_month")
_STEPS_UP = (Fraction(5, 4), Fraction(3, 2), *map(Fraction, (2, 3, 5, 8, 12, 20, 40, 100, 1000)))
_STEPS_DOWN = tuple(1 / step for step in _STEPS_UP)
_WHOLE = {"user", "engineer", "person", "team", "device", "zone", "region"}


@dataclass(frozen=True, slots=True)
class Turn:
    """A decision that turns out otherwise when an answer reaches `value`: the nearest such value in that direction."""

    decision: str
    subject: str
    root: str
    member: str
    value: Quantity
    outcome: Any
    row: str
    rises: bool


@dataclass(frozen=True, slots=True)
class Influence:
    """What changes when one number is halved or doubled: decisions that flip, as (decision, new outcome)."""

    quantity: Quantity
    root: str
    member: str
    halved: tuple[tuple[str, Any], ...]
    doubled: tuple[tuple[str, Any], ...]

    @property
    def weight(self) -> int:
        return len(self.halved) + len(self.doubled)


def movable(design: Design) -> tuple[tuple[str, str, Quantity], ...]:
    """The numbers that somebody gave or assumed and that a decision rests on: name, member of a family, quantity."""
    needed = _decisive(design)
    found = []
    for name, value in design.values.items():
        if name in needed:
            members = value.members.items() if isinstance(value, Family) else (("", value),)
            found += [(name, member, quantity) for member, quantity in members if _stated(quantity)]
    return tuple(found)


def turns(design: Design, name: str, member: str = "") -> tuple[Turn, ...]:
    """Where decisions flip when one number moves up or down, the nearest of each decision in each direction."""
    quantity = design.get(name, member)
    light = design.light
    found: dict[tuple[str, str, bool], Turn] = {}
    for rises, steps in ((True, _STEPS_UP), (False, _STEPS_DOWN)):
        for turn in _along(light, design, name, member, quantity, steps, rises=rises):
            found.setdefault((turn.decision, turn.subject, rises), turn)
    return tuple(found.values())


def influence(design: Design, name: str, member: str = "") -> Influence:
    """What halving and doubling one number changes."""
    quantity = design.get(name, member)
    light, before = design.light, outcomes(design)

    def changed(factor: Fraction) -> tuple[tuple[str, Any], ...]:
        value = _rounded(quantity.base * factor, _whole(quantity), up=True)
        if not _allowed(design, name, value):
            return ()
        return tuple(sorted(_differences(before, outcomes(_moved(light, name, member, value))), key=str))

    return Influence(quantity, name, member, changed(Fraction(1, 2)), changed(Fraction(2)))


def at_month(design: Design, months: int) -> Design:
    """The design of a later month of the declared growth; its changed quantities bear `@12m`."""
    horizon = f"{months}m"
    exponent = count(months, "month").named(f"horizon@{horizon}") / design["growth_months"]
    later = power(design["growth_factor"], exponent)
    return grown(design, later, horizon, rows=_rows_by_then(design, count(months, "month"), later, horizon))


def grown(design: Design, factor: Quantity, horizon: str, *, rows: Mapping[str, Quantity] | None = None) -> Design:
    """The design with everything that grows multiplied by `factor`; `horizon` marks what changed: `12m`, `x10`.

    `rows` are those that each entity has by then.
    """
    factor = factor.named(f"growth@{horizon}")
    changes: dict[str, Any] = {}
    for name in GROWING:
        if isinstance(value := design.given.get(name), Quantity):
            changes[name] = (value * factor).named(f"{name}@{horizon}", value.unit)
    for name in GROWING_MEMBERS:
        family = design.given.get(name)
        if isinstance(family, Family):
            members = {key: value for key, value in family.members.items() if isinstance(value, Quantity)}
            grow = {
                key: (value * factor).named(f"{name}[{key}]@{horizon}", value.unit) for key, value in members.items()
            }
            changes[name] = family.merged(grow)
    if rows:
        changes["entity_rows_now"] = Family("entity", rows)
    return design.changed(changes, horizon=horizon)


def _rows_by_then(design: Design, months: Quantity, factor: Quantity, horizon: str) -> dict[str, Quantity]:
    """The rows of each entity after so many months: what is left, and what came at the mean of both rates."""
    found = {}
    for entity, now in design["entity_rows_now"].items():
        rate, kept = design.get("entity_rows_per_month", entity), design.get("entity_retention", entity)
        left = now if months < kept else count(0, "rows")
        came = rate * smallest(months, kept) * (1 + factor) / (1 + count(1))
        found[entity] = (left + came).named(f"entity_rows_now[{entity}]@{horizon}", now.unit)
    return found


def month_of(design: Design, name: str, value: Quantity) -> int | None:
    """The month of the declared growth in which a growing number reaches `value`; None where it never does."""
    now, factor = design.get(name), design["growth_factor"].base
    if name not in GROWING or value.base <= now.base or factor <= 1:
        return None
    months = float(design["growth_months"].value_in("month")) * log(value.base / now.base) / log(factor)
    return ceil(months)


def outcomes(design: Design) -> dict[tuple[str, str], Any]:
    """Every decision's outcome, by decision and subject."""
    found: dict[tuple[str, str], Any] = {}
    for name in design.decisions:
        value = design.values[name]
        members = value.members.items() if isinstance(value, Family) else (("", value),)
        found |= {(name, member): _plain(outcome) for member, outcome in members}
    return found


def _outcome(design: Design, key: tuple[str, str]) -> Any:
    return _plain(design.get(*key))


def _along(
    light: Design, design: Design, name: str, member: str, quantity: Quantity, steps: Iterable[Fraction], *, rises: bool
) -> Iterator[Turn]:
    """Walk away from today's value in widening steps; where a decision changed within one, halve on."""
    today = outcomes(light)
    whole = _whole(quantity)
    nearer, open_ones = quantity.base, set(today)
    for step in steps:
        farther = _rounded(quantity.base * step, whole, up=rises)
        if farther == nearer or not _allowed(design, name, farther):
            continue
        there = outcomes(_moved(light, name, member, farther))
        for key in sorted(open_ones):
            if there.get(key) != today[key]:
                value = _first(light, name, member, key, today[key], nearer, farther, whole=whole)
                yield _turn(light, name, member, key, value, quantity, rises=rises)
                open_ones.discard(key)
        nearer = farther


def _first(
    light: Design,
    name: str,
    member: str,
    key: tuple[str, str],
    today: Any,
    near: Fraction,
    far: Fraction,
    *,
    whole: bool,
) -> Fraction:
    """The value nearest to `near` at which the decision `key` is not as today, to a whole number or to four digits."""
    only = light.graph.before((key[0],))
    for _ in range(60):
        middle = _rounded((near + far) / 2, whole, up=far > near)
        if middle in (near, far) or (not whole and abs(far - near) <= abs(far) / 10000):
            break
        if _outcome(_moved(light, name, member, middle, only), key) == today:
            near = middle
        else:
            far = middle
    return far


def _turn(
    light: Design, name: str, member: str, key: tuple[str, str], value: Fraction, quantity: Quantity, *, rises: bool
) -> Turn:
    there = _moved(light, name, member, value)
    trace = there.decisions[key[0]]
    trace = trace.get(key[1]) if isinstance(trace, Family) else trace
    shown = Quantity(value, value, quantity.unit, Expression("flip", (quantity,)))
    shown = shown.named(f"flip.{key[0]}{f'.{key[1]}' if key[1] else ''}.{'up' if rises else 'down'}.{quantity.id}")
    rows = trace.rows if trace is not None else ()
    return Turn(*key, name, member, shown, outcomes(there).get(key), rows[0].id if rows else "", rises)


def _moved(light: Design, name: str, member: str, value: Fraction, only: frozenset[int] | None = None) -> Design:
    new: Any = Family(light.values[name].per, {member: value}) if member else value
    return light.changed({name: new}, only=only)


def _decisive(design: Design) -> frozenset[str]:
    nodes = design.graph.nodes
    return frozenset(name for index in design.graph.before(design.decisions) for name in nodes[index].inputs)


def _stated(value: Any) -> bool:
    return isinstance(value, Quantity) and value.exact and value.low > 0 and _is_root(value.source)


def _is_root(source: Source) -> bool:
    return isinstance(source, (Answer, Assumption))


def _allowed(design: Design, name: str, value: Fraction) -> bool:
    """Whether the brief would take such a value: a share stays a share, a team stays a team."""
    low, high = design.bounds.get(name, (value, value))
    return low <= value <= high


def _rounded(value: Fraction, whole: bool, *, up: bool) -> Fraction:
    if not whole:
        return value
    return Fraction(ceil(value)) if up else Fraction(value.numerator // value.denominator)


def _whole(quantity: Quantity) -> bool:
    return quantity.unit.text.partition("/")[0] in _WHOLE


def _differences(before: Mapping[Any, Any], after: Mapping[Any, Any]) -> Iterator[tuple[str, Any]]:
    for (name, member), outcome in after.items():
        if before.get((name, member)) != outcome:
            yield (f"{name}[{member}]" if member else name, outcome)


def _plain(value: Any) -> Any:
    return value.base if isinstance(value, Quantity) else value
