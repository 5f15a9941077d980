"""Failures to test rules with: how long each lasts so that a tier surely turns, whatever the version of Prometheus."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from fractions import Fraction
from math import ceil

from msgspec import Struct

from archgen.slo import Objective, Tier, detection, reset
from archgen.slo.indicators import NativeTimed, Serial, Sliced, Timed
from archgen.slo.replay import Layout, Load, Stretch, Verdict, watch

SHORT_HISTORY = 60
_SHARES = (Fraction(1, 10), Fraction(1, 2), Fraction(1))
_SLACK = 3


class Turn(Struct, frozen=True):
    """The last step at which a tier is surely silent and the first at which it surely fires."""

    tier: Tier
    silent: int
    firing: int


def turns(
    objective: Objective, share: Fraction, tiers: Iterable[Tier], *, history: int, reach: int, step: int = 1
) -> tuple[Turn, ...]:
    """When each tier turns from silent to firing while `share` of events fails; the others are left out."""
    load = failure(objective, share, history, reach, 0, step)
    found = []
    for tier in tiers:
        expected = _expected(objective, share, tier)
        if expected is not None and expected <= reach * step:
            turn = _turn(objective, load, tier, history + int(expected / step))
            found += [turn] if turn else []
    return tuple(found)


def first_share(
    objective: Objective, tiers: Iterable[Tier], *, history: int, reach: int, step: int = 1
) -> tuple[Fraction, tuple[Turn, ...]]:
    """The smallest of the usual shares of bad events that makes one of the tiers fire in time, and when."""
    tiers = tuple(tiers)
    for share in (Fraction(1),) if isinstance(objective.indicator, Sliced) else _SHARES:
        found = turns(objective, share, tiers, history=history, reach=reach, step=step)
        if found:
            return share, found
    return Fraction(1), ()


def failure(objective: Objective, share: Fraction, history: int, length: int, healing: int, step: int = 1) -> Load:
    """Health for `history` steps, `share` of events bad for `length`, health for `healing`."""
    valid = 1 if isinstance(objective.indicator, Sliced) else _events(objective) * step
    bad = int(valid * share) if not isinstance(objective.indicator, Sliced) else ceil(share)
    stretches = (Stretch(history, valid, 0), Stretch(length, valid, bad), Stretch(healing, valid, 0))
    return Load(tuple(stretch for stretch in stretches if stretch.steps), layout(objective), step)


def past_of(objective: Objective, steps: int) -> int:
    """How much health goes before a failure: less for native histograms, of which promtool holds few."""
    return min(steps, SHORT_HISTORY) if isinstance(objective.indicator, NativeTimed) else steps


def layout(objective: Objective) -> Layout:
    """How the first thing measured shows good and bad events."""
    measured = objective.indicator.steps[0] if isinstance(objective.indicator, Serial) else objective.indicator
    if isinstance(measured, Sliced):
        return "sliced"
    return "cumulative" if isinstance(measured, (Timed, NativeTimed)) else "split"


def verdicts(objective: Objective, load: Load, tier: Tier, steps: range) -> Iterator[Verdict]:
    """What a tier of this objective does at each step of a load."""
    return watch(
        load,
        target=objective.target,
        window=objective.window,
        tier=tier,
        minimum_errors=objective.minimum_errors,
        steps=steps,
    )


def silent(objective: Objective, load: Load, steps: Iterable[int]) -> bool:
    """Whether no tier can fire at any of these steps."""
    return all(
        verdict.silent
        for tier in objective.window.tiers
        for step in steps
        for verdict in verdicts(objective, load, tier, range(step, step + 1))
    )


def cleared(
    objective: Objective, share: Fraction, load: Load, found: tuple[Turn, ...], *, mended: int
) -> Iterator[tuple[Tier, int]]:
    """The first step after the failure from which a tier is surely silent."""
    for turn in found:
        after = reset(objective.target, objective.window, turn.tier, share) or Fraction(0)
        steps = range(mended + max(int(after) - _SLACK, 0), mended + turn.tier.short + _SLACK)
        first = next((v.step for v in verdicts(objective, load, turn.tier, steps) if v.silent), None)
        if first is not None:
            yield turn.tier, first


def _expected(objective: Objective, share: Fraction, tier: Tier) -> Fraction | None:
    """The minutes after which arithmetic lets the tier fire; samples then decide the step."""
    sliced = isinstance(objective.indicator, Sliced)
    return detection(
        objective.target,
        objective.window,
        tier,
        share,
        per_minute=Fraction(1 if sliced else _events(objective)),
        minimum_errors=0 if sliced else objective.minimum_errors,
    )


def _turn(objective: Objective, load: Load, tier: Tier, around: int) -> Turn | None:
    """While a failure lasts its burn only grows, so that the turn lies close to where arithmetic puts it."""
    before = load.stretches[0].steps
    slack = objective.minimum_errors if isinstance(objective.indicator, Sliced) else _SLACK
    silent = before
    for verdict in verdicts(objective, load, tier, range(max(around - _SLACK, before), around + slack + _SLACK)):
        if verdict.firing:
            return Turn(tier, silent, verdict.step)
        silent = verdict.step if verdict.silent else silent
    return None


def _events(objective: Objective) -> int:
    """Events a minute at mean traffic, rounded up to tens so that a tenth of them is whole."""
    return max(ceil(objective.mean_rps * 6) * 10, 10)
