"""One failure, minute by minute: which tier fires when, when it is silent again, and how much budget goes."""

from __future__ import annotations

from fractions import Fraction

from msgspec import Struct

from archgen.slo.budget import budget_events
from archgen.slo.windows import Tier, Window


class Failure(Struct, frozen=True):
    """A share of events fails for some minutes of otherwise healthy traffic."""

    errors: Fraction
    minutes: int
    rps: Fraction


class Firing(Struct, frozen=True):
    """The minute at whose evaluation a tier fires and the one at which it is silent again; None if it never fires."""

    tier: Tier
    fired: int | None
    cleared: int | None


class Point(Struct, frozen=True):
    """The state after a minute: the burn over each tier's long window, and the share of the period's budget spent."""

    minute: int
    burns: tuple[Fraction, ...]
    spent: Fraction


class Simulation(Struct, frozen=True):
    """What a failure does to an objective."""

    firings: tuple[Firing, ...]
    points: tuple[Point, ...]
    spent: Fraction
    bad_events: Fraction
    budget_events: Fraction


def simulate(target: Fraction, window: Window, failure: Failure, *, minimum_errors: int = 0) -> Simulation:
    """Evaluate every tier once a minute from the first minute of the failure until the last one is silent again."""
    firings = tuple(_firing(target, window, tier, failure, minimum_errors) for tier in window.tiers)
    last = max([failure.minutes, *(firing.cleared for firing in firings if firing.cleared is not None)])
    points = tuple(_point(target, window, failure, minute) for minute in range(last + 1))
    bad = failure.errors * failure.minutes * failure.rps * 60
    return Simulation(firings, points, points[-1].spent, bad, budget_events(target, window, failure.rps))


def _firing(target: Fraction, window: Window, tier: Tier, failure: Failure, minimum: int) -> Firing:
    end = failure.minutes + tier.short
    fires = [_fires(target, window, tier, failure, minimum, minute) for minute in range(end + 1)]
    if True not in fires:
        return Firing(tier, None, None)
    first = fires.index(True)
    return Firing(tier, first, fires.index(False, first))


def _fires(target: Fraction, window: Window, tier: Tier, failure: Failure, minimum: int, minute: int) -> bool:
    limit = window.burn(tier)
    burns = (_burn(target, failure, span, minute) for span in (tier.long, tier.short))
    bad = failure.errors * failure.rps * 60 * _overlap(failure, tier.long, minute)
    return all(value > limit for value in burns) and bad >= minimum


def _burn(target: Fraction, failure: Failure, span: int, minute: int) -> Fraction:
    return failure.errors * _overlap(failure, span, minute) / span / (1 - target)


def _overlap(failure: Failure, span: int, minute: int) -> int:
    """The minutes of the failure that lie in the window ending at `minute`."""
    return max(min(minute, failure.minutes) - max(minute - span, 0), 0)


def _point(target: Fraction, window: Window, failure: Failure, minute: int) -> Point:
    burns = tuple(_burn(target, failure, tier.long, minute) for tier in window.tiers)
    spent = failure.errors * min(minute, failure.minutes) / ((1 - target) * window.minutes)
    return Point(minute, burns, spent)
