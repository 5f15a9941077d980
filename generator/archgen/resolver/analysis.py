"""What would be different: what a number carries if it is halved or doubled, the design of a later month.

All by resolving again what lies behind a changed answer.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from fractions import Fraction
from math import ceil, log
from typing import Any

from msgspec import Struct

from archgen.quantities import Answer, Assumption, Quantity, count, power, smallest
from archgen.quantities.sources import Source
from archgen.resolver.design import Design
from archgen.resolver.family import Family
from archgen.resolver.flips import allowed, counted, moved, outcomes, rounded

GROWING = (
    "users",
    "users_registered",
    "users_daily",
    "users_concurrent",
    "peak_rps_measured",
    "senders",
    "orders_per_hour",
)
GROWING_MEMBERS = ("entity_rows_per_month", "object_count_per_month")


class Influence(Struct, frozen=True):
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


def influence(design: Design, name: str, member: str = "") -> Influence:
    """What halving and doubling one number changes."""
    quantity = design.get(name, member)
    light, before = design.light, outcomes(design)

    def changed(factor: Fraction) -> tuple[tuple[str, Any], ...]:
        value = rounded(quantity.base * factor, whole=counted(quantity), up=True)
        if not allowed(design, name, value):
            return ()
        return tuple(sorted(_differences(before, outcomes(moved(light, name, member, value))), key=str))

    return Influence(quantity, name, member, changed(Fraction(1, 2)), changed(Fraction(2)))


def at_month(design: Design, months: int) -> Design:
    """The design of a later month of the declared growth; its changed quantities bear `@12m`."""
    horizon = f"{months}m"
    exponent = count(months, "month").named(f"horizon@{horizon}") / design["growth_months"]
    later = power(design["growth_factor"], exponent)
    return grown(design, later, horizon, held=_held_by_then(design, count(months, "month"), later, horizon))


def grown(design: Design, factor: Quantity, horizon: str, *, held: Mapping[str, Any] | None = None) -> Design:
    """The design with everything that grows multiplied by `factor`; `horizon` marks what changed: `12m`, `x10`.

    `held` is what is stored by then, where that differs from today: answers by their fact.
    """
    factor = factor.named(f"growth@{horizon}")
    changes: dict[str, Any] = dict(held or {})
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
    return design.changed(changes, horizon=horizon)


def _held_by_then(design: Design, months: Quantity, factor: Quantity, horizon: str) -> dict[str, Any]:
    """The rows of each entity after so many months, and the database that holds them beside what nobody counted."""
    rows = _rows_by_then(design, months, factor, horizon)
    held: dict[str, Any] = {"entity_rows_now": Family("entity", rows)} if rows else {}
    if rows and design["existing_database_size"].base:
        only = frozenset({design.graph.owner["store_bytes_counted"]})
        size = design["store_bytes_uncounted"] + design.changed(held, horizon=horizon, only=only)["store_bytes_counted"]
        held["existing_database_size"] = size.named(f"existing_database_size@{horizon}", size.unit)
    return held


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


def _decisive(design: Design) -> frozenset[str]:
    nodes = design.graph.nodes
    return frozenset(name for index in design.graph.before(design.decisions) for name in nodes[index].inputs)


def _stated(value: Any) -> bool:
    return isinstance(value, Quantity) and value.exact and value.low > 0 and _is_root(value.source)


def _is_root(source: Source) -> bool:
    return isinstance(source, (Answer, Assumption))


def _differences(before: Mapping[Any, Any], after: Mapping[Any, Any]) -> Iterator[tuple[str, Any]]:
    for (name, member), outcome in after.items():
        if before.get((name, member)) != outcome:
            yield (f"{name}[{member}]" if member else name, outcome)
