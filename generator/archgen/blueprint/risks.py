"""Risks: every failure mode that harms a journey is one, with its early signal and the runbook that answers it."""

from __future__ import annotations

from collections.abc import Sequence

from archgen.blueprint.blueprint import Failure, Risk
from archgen.blueprint.speech import Filled, Speaker


def risks(failures: Sequence[Failure], speaker: Speaker) -> tuple[Risk, ...]:
    """One risk for each bound failure row, in its order: those that harm critical journeys first."""
    critical = set(speaker.design["critical_journeys"])
    return tuple(_risk(failure, critical) for failure in failures)


def _risk(failure: Failure, critical: set[str]) -> Risk:
    signal: Filled | None = None
    if failure.threshold is not None:
        signal = ("above ", failure.threshold, f" for {failure.during}" if failure.during else "")
    return Risk(
        id=f"risk-{failure.id}",
        family="technical",
        title=(failure.title,),
        likelihood=failure.likelihood,
        harm="high" if critical & set(failure.journeys) else "medium" if failure.journeys else "low",
        signal=signal,
        owner="on call",
        answer=failure.mitigation,
        link=f"runbook:{failure.id}",
    )
