"""The phases of adoption with dates: from a day to begin with, and never in production before the wait is over."""

from __future__ import annotations

from datetime import date, timedelta

from msgspec import Struct

from archgen.evaluation.rules import Phase, Rules
from archgen.evaluation.wait import later

IN_PRODUCTION = ("adopt", "standard")


class Stage(Struct, frozen=True):
    """One phase: when it begins and ends, at the earliest and at the latest."""

    phase: Phase
    begins: tuple[date, date]
    ends: tuple[date, date]


def plan(rules: Rules, *, start: date, first: str, not_before: date | None = None) -> tuple[Stage, ...]:
    """The phases from `first` on, one after the other; those in production not before `not_before`."""
    names = [phase.id for phase in rules.phases]
    stages: list[Stage] = []
    begins = (start, start)
    for phase in rules.phases[names.index(first) :]:
        if not_before and phase.id in IN_PRODUCTION:
            begins = (max(begins[0], not_before), max(begins[1], not_before))
        ends = (_end(begins[0], phase, 0), _end(begins[1], phase, 1))
        stages.append(Stage(phase, begins, ends))
        begins = ends
    return tuple(stages)


def _end(begin: date, phase: Phase, pace: int) -> date:
    return later(begin + timedelta(days=phase.days[pace]), months=phase.months[pace])
