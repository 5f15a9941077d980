"""What Prometheus computes from samples taken once a step, exactly: so that a rule test can name the minute of a page.

Prometheus 2 counts a sample on the left edge of a window, Prometheus 3 does not; both are replayed.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from fractions import Fraction
from typing import Literal

from msgspec import Struct

from archgen.slo.windows import Tier, Window

Layout = Literal["split", "cumulative", "sliced"]
_SURELY = Fraction(1, 10**9)
_GAP = Fraction(11, 10)


class Stretch(Struct, frozen=True):
    """`steps` samples during which `valid` events come between two samples, `bad` of them bad."""

    steps: int
    valid: int
    bad: int


class Load(Struct, frozen=True):
    """What happens from the first sample on, one stretch after the other; `step` is the minutes between samples.

    `layout` says what is exposed: a counter each for good and bad, one for all and one for the good, or a slice a step.
    """

    stretches: tuple[Stretch, ...]
    layout: Layout = "split"
    step: int = 1

    def counted(self, step: int, of: Callable[[Stretch], int]) -> int:
        """The counter's value at a sample."""
        total, left = 0, step
        for stretch in self.stretches:
            total += min(left, stretch.steps) * of(stretch)
            left -= min(left, stretch.steps)
        return total


class Verdict(Struct, frozen=True):
    """What a tier does at a step: surely `firing`, surely `silent`, or neither where versions may differ."""

    step: int
    firing: bool
    silent: bool


def watch(
    load: Load, *, target: Fraction, window: Window, tier: Tier, minimum_errors: int, steps: range
) -> Iterator[Verdict]:
    """The tier's verdict at each of `steps`, for windows measured at samples of this load."""
    for step in steps:
        views = [_margin(load, target, window, tier, minimum_errors, step, closed) for closed in (True, False)]
        yield Verdict(step, all(view > _SURELY for view in views), all(view < -_SURELY for view in views))


def burn(load: Load, *, target: Fraction, span: int, step: int, closed: bool = True) -> Fraction:
    """The burn over `span` minutes at a step; history that is missing counts as free of errors."""
    valid, bad = _counts(load, span, step, closed)
    return _burn(load, target, span, step, valid, bad)


def _burn(load: Load, target: Fraction, span: int, step: int, valid: Fraction, bad: Fraction) -> Fraction:
    covered = min(Fraction(step * load.step, span), Fraction(1))
    return bad / valid * covered / (1 - target) if valid and bad else Fraction(0)


def _margin(
    load: Load, target: Fraction, window: Window, tier: Tier, minimum: int, step: int, closed: bool
) -> Fraction:
    """How far the weakest of the tier's conditions is above its limit, relative to it; negative is below."""
    limit = window.burn(tier)
    valid, bad = _counts(load, tier.long, step, closed)
    slow = _burn(load, target, tier.long, step, valid, bad) / limit - 1
    quick = burn(load, target=target, span=tier.short, step=step, closed=closed) / limit - 1
    if not minimum:
        return min(slow, quick)
    # The guard is written >=: whole counts meet it exactly, without a rounding error.
    return min(slow, quick, Fraction(1) if bad == minimum else bad / minimum - 1)


def _counts(load: Load, span: int, step: int, closed: bool) -> tuple[Fraction, Fraction]:
    """Valid and bad events in the window that ends at `step`."""
    width = span // load.step
    if load.layout == "sliced":
        return _slices(load, width, step, closed)
    good = _increase(load, _good, width, step, closed)
    if load.layout == "split":
        bad = _increase(load, _bad, width, step, closed)
        return good + bad, bad
    valid = _increase(load, _valid, width, step, closed)
    return valid, valid - good


def _slices(load: Load, width: int, step: int, closed: bool) -> tuple[Fraction, Fraction]:
    first = max(step - width + (0 if closed else 1), 0)
    before = load.counted(first - 1, _bad) if first else 0
    return Fraction(step - first + 1), Fraction(load.counted(step, _bad) - before)


def _increase(load: Load, of: Callable[[Stretch], int], width: int, step: int, closed: bool) -> Fraction:
    """Prometheus' `increase`: the growth between the samples seen, stretched to the edges of the window."""
    first = max(step - width + (0 if closed else 1), 0)
    seen = step - first
    if seen < 1:
        return Fraction(0)
    start = load.counted(first, of)
    grown = Fraction(load.counted(step, of) - start)
    if not grown or seen == width:
        return grown
    gap = min(Fraction(first - (step - width)), seen * start / grown)
    gap = gap if gap < _GAP else Fraction(1, 2)
    return grown * (seen + gap) / seen


def _good(stretch: Stretch) -> int:
    return stretch.valid - stretch.bad


def _bad(stretch: Stretch) -> int:
    return stretch.bad


def _valid(stretch: Stretch) -> int:
    return stretch.valid
