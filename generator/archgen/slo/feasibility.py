"""Whether a target can be kept and watched at all: each reason against it as a value with the numbers that make it."""

from __future__ import annotations

from fractions import Fraction
from math import prod
from typing import Literal

from msgspec import Struct

from archgen.slo.budget import budget_minutes, events_for, lowest_target, threshold
from archgen.slo.detection import detection
from archgen.slo.windows import Tier, Window

WEEK_HOURS = 168
_ONE = Fraction(1)

Code = Literal[
    "target-is-total",
    "tier-cannot-fire",
    "traffic-too-low",
    "budget-below-reaction",
    "budget-below-absence",
    "dependencies",
]


class Reach(Struct, frozen=True):
    """When people can be reached and how long they then need: hours a week, the longest gap, minutes until they act."""

    hours_a_week: Fraction
    longest_gap_hours: Fraction
    reaction_minutes: Fraction


class Reason(Struct, frozen=True):
    """One reason against a target: `wanted` is what the target asks, `possible` what there is, both in `unit`."""

    code: Code
    wanted: Fraction
    possible: Fraction
    unit: Literal["share", "minutes", "events/h"]
    tier: Tier | None = None
    blocks: bool = False


def feasible(
    target: Fraction,
    window: Window,
    *,
    mean_rps: Fraction | None = None,
    minimum_errors: int = 0,
    reach: Reach | None = None,
    own: Fraction = _ONE,
    dependencies: tuple[Fraction, ...] = (),
) -> tuple[Reason, ...]:
    """Every reason against the target, the blocking ones first; none means that it can be kept and watched.

    `own` and `dependencies` are availabilities, measured or assumed; a dependency shared by several steps stands once.
    """
    if target >= 1:
        return (Reason("target-is-total", target, _ONE, "share", blocks=True),)
    found = [*_silent_tiers(target, window), *_thin_traffic(target, window, mean_rps, minimum_errors)]
    found += [*_slow_people(target, window, reach), *_weak_parts(target, own, dependencies)]
    return tuple(sorted(found, key=lambda reason: not reason.blocks))


def serial(availabilities: tuple[Fraction, ...]) -> Fraction:
    """Availability of steps that must all work, failing independently: their product."""
    return prod(availabilities, start=_ONE)


def parallel(availabilities: tuple[Fraction, ...]) -> Fraction:
    """Availability where any one suffices, only if they fail independently: 1 - the product of their failures."""
    return 1 - prod((1 - value for value in availabilities), start=_ONE)


def _silent_tiers(target: Fraction, window: Window) -> list[Reason]:
    return [
        Reason("tier-cannot-fire", target, lowest_target(window, tier), "share", tier, blocks=tier.severity == "page")
        for tier in window.tiers
        if threshold(target, window, tier) >= 1
    ]


def _thin_traffic(target: Fraction, window: Window, mean_rps: Fraction | None, minimum_errors: int) -> list[Reason]:
    """The fastest page needs so many events that the minimum of bad ones is met no later than the burn."""
    tier = window.tiers[0]
    if mean_rps is None or threshold(target, window, tier) >= 1:
        return []
    needed = Fraction(events_for(max(minimum_errors, 1), target, window, tier))
    had = mean_rps * 3600
    return [Reason("traffic-too-low", needed, had, "events/h", tier)] if had < needed else []


def _slow_people(target: Fraction, window: Window, reach: Reach | None) -> list[Reason]:
    if reach is None:
        return []
    budget = budget_minutes(target, window)
    noticed = detection(target, window, window.tiers[0], _ONE) or Fraction(0)
    needed = noticed + reach.reaction_minutes
    if budget < needed:
        return [Reason("budget-below-reaction", budget, needed, "minutes")]
    absent = reach.longest_gap_hours * 60 + reach.reaction_minutes
    if reach.hours_a_week < WEEK_HOURS and budget < absent:
        return [Reason("budget-below-absence", budget, absent, "minutes")]
    return []


def _weak_parts(target: Fraction, own: Fraction, dependencies: tuple[Fraction, ...]) -> list[Reason]:
    reachable = serial((own, *dependencies))
    return [Reason("dependencies", target, reachable, "share")] if dependencies and target > reachable else []
