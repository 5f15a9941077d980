"""The error budget in minutes and events, what a tier spends before it fires, and the traffic that an alert needs."""

from __future__ import annotations

from fractions import Fraction
from math import ceil

from archgen.slo.windows import Tier, Window


def budget_minutes(target: Fraction, window: Window) -> Fraction:
    """How long everything may fail in one period: (1 - target) x period."""
    return (1 - target) * window.minutes


def budget_events(target: Fraction, window: Window, mean_rps: Fraction) -> Fraction:
    """How many events may fail in one period at this traffic: (1 - target) x events a second x period."""
    return (1 - target) * mean_rps * window.minutes * 60


def threshold(target: Fraction, window: Window, tier: Tier) -> Fraction:
    """The share of bad events above which the tier fires: burn x (1 - target). At 1 and above it cannot."""
    return window.burn(tier) * (1 - target)


def lowest_target(window: Window, tier: Tier) -> Fraction:
    """The target at and below which even a total outage cannot make the tier fire: 1 - 1 / burn."""
    return 1 - 1 / window.burn(tier)


def events_for(errors: int, target: Fraction, window: Window, tier: Tier) -> int:
    """The fewest events an hour with which `errors` bad ones in the long window do not exceed the tier's threshold."""
    return ceil(errors / threshold(target, window, tier) * 60 / tier.long)


def traffic_for_budget(errors: int, target: Fraction) -> int:
    """The fewest events a period of which `errors` may be bad: errors / (1 - target)."""
    return ceil(errors / (1 - target))
