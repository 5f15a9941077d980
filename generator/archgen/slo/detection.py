"""How long a failure lasts before a tier fires and after it is mended until the tier is silent, in minutes, exactly."""

from __future__ import annotations

from fractions import Fraction

from msgspec import Struct

from archgen.slo.budget import threshold
from archgen.slo.windows import Tier, Window


class Row(Struct, frozen=True):
    """One line of the detection table; times in minutes, None where the tier never fires on such a failure."""

    tier: Tier
    burn: Fraction
    threshold: Fraction
    outage: Fraction | None
    partial: Fraction | None
    reset: Fraction | None
    spent: Fraction | None


def detection(
    target: Fraction,
    window: Window,
    tier: Tier,
    errors: Fraction,
    *,
    per_minute: Fraction | None = None,
    minimum_errors: int = 0,
) -> Fraction | None:
    """Minutes of steady failure until the tier fires: threshold x long window / error share, or the minimum's time.

    Evaluation rounds up to its next run. None where the share never exceeds the threshold or the minimum is not met.
    """
    limit = threshold(target, window, tier)
    if errors <= limit:
        return None
    burnt = limit * tier.long / errors
    if not minimum_errors or per_minute is None:
        return burnt
    if errors * per_minute * tier.long < minimum_errors:
        return None
    return max(burnt, minimum_errors / (errors * per_minute))


def reset(target: Fraction, window: Window, tier: Tier, errors: Fraction) -> Fraction | None:
    """Minutes after a mended failure until the short window has forgotten enough of it; None where it never fired."""
    limit = threshold(target, window, tier)
    return tier.short * (1 - limit / errors) if errors > limit else None


def detection_table(
    target: Fraction,
    window: Window,
    *,
    errors: Fraction,
    per_minute: Fraction | None = None,
    minimum_errors: int = 0,
) -> tuple[Row, ...]:
    """Every tier against a total outage and against a failure of the share `errors`."""
    return tuple(_row(target, window, tier, errors, per_minute, minimum_errors) for tier in window.tiers)


def _row(
    target: Fraction, window: Window, tier: Tier, errors: Fraction, per_minute: Fraction | None, minimum: int
) -> Row:
    outage, partial = (
        detection(target, window, tier, share, per_minute=per_minute, minimum_errors=minimum)
        for share in (Fraction(1), errors)
    )
    spent = None if partial is None else partial * errors / ((1 - target) * window.minutes)
    return Row(
        tier,
        window.burn(tier),
        threshold(target, window, tier),
        outage,
        partial,
        reset(target, window, tier, Fraction(1)),
        spent,
    )
