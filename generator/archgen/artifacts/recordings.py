"""Recording rules of an objective: events counted once per window, the burn they make, the budget that is left."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from archgen.slo import Objective, spell_minutes
from archgen.slo.indicators import SLICE, Sliced
from archgen.slo.promql import number

Rule = dict[str, Any]

START = "slo:history_start:timestamp"
REMAINING = "slo:error_budget:remaining"
TARGET = "slo:objective:ratio"
MONTH = "slo:calendar:month"
THIS_MONTH, LAST_MONTH = "slo:error_ratio:month_to_date", "slo:error_ratio:last_month"
_DAY = 1440
_SUMMABLE = 15


def recordings(objective: Objective) -> Iterator[Rule]:
    """In the order in which they read each other."""
    yield _record(objective, TARGET, f"vector({number(objective.target)})")
    yield _record(objective, START, _start(objective))
    if isinstance(objective.indicator, Sliced):
        yield _record(objective, SLICE, objective.indicator.slice)
    for span in sorted({*objective.window.spans, _DAY}):
        yield _record(objective, valid_events(span), objective.valid(spell_minutes(span)))
        yield _record(objective, bad_events(span), objective.bad(spell_minutes(span)))
    for span in objective.window.spans:
        yield _record(objective, burn_rate(span), _burn(objective, span))
    yield _record(objective, REMAINING, _remaining(objective))
    if objective.calendar_report:
        yield from _calendar(objective)


def valid_events(span: int) -> str:
    """The recording of valid events within `span` minutes."""
    return f"slo:events_valid:increase{spell_minutes(span)}"


def bad_events(span: int) -> str:
    """The recording of bad events within `span` minutes."""
    return f"slo:events_bad:increase{spell_minutes(span)}"


def burn_rate(span: int) -> str:
    """The recording of the burn over `span` minutes."""
    return f"slo:burn_rate:{spell_minutes(span)}"


def _record(objective: Objective, name: str, expr: str) -> Rule:
    return {"record": name, "expr": expr, "labels": {"service": objective.service, "slo": objective.name}}


def _start(objective: Objective) -> str:
    """When measuring began: carried on from run to run, taken anew where nothing is remembered."""
    remembered = objective.recorded(START)
    return (
        f"last_over_time({remembered}[{objective.window.days}d]) or on() (0 * {objective.indicator.present} + time())"
    )


def _burn(objective: Objective, span: int) -> str:
    bad, valid = objective.recorded(bad_events(span)), objective.recorded(valid_events(span))
    return f"{bad} / ({valid} > 0) * {_covered(objective, span)} / {number(objective.allowed)}"


def _covered(objective: Objective, span: int) -> str:
    """The part of the window that was measured: missing history counts as free of errors, so a cold start is quiet."""
    return f"clamp_max((time() - {objective.recorded(START)}) / {span * 60}, 1)"


def _remaining(objective: Objective) -> str:
    """Event-weighted: counts are summed over the period and divided once. A mean of ratios would weigh quiet hours."""
    span = next(span for span in objective.window.spans if span >= _SUMMABLE)
    bad, valid = (
        f"sum_over_time({objective.recorded(name)}[{objective.window.days}d])"
        for name in (bad_events(span), valid_events(span))
    )
    covered = _covered(objective, objective.window.minutes)
    return f"1 - {bad} / ({valid} > 0) * {covered} / {number(objective.allowed)}"


def _calendar(objective: Objective) -> Iterator[Rule]:
    """Whole days of a month in UTC: the count of a day stands at the midnight that ends it."""
    now = f"scalar({objective.recorded(MONTH)} @ end())"
    yield _record(objective, MONTH, "month()")
    yield _record(objective, THIS_MONTH, _ratio_of_days(objective, now, "31d"))
    yield _record(objective, LAST_MONTH, _ratio_of_days(objective, f"({now} + 10) % 12 + 1", "62d"))


def _ratio_of_days(objective: Objective, month: str, reach: str) -> str:
    bad, valid = (
        f"sum_over_time(({objective.recorded(name)} and on() (month(vector(time() - 1)) == {month}))[{reach}:1d])"
        for name in (bad_events(_DAY), valid_events(_DAY))
    )
    return f"{bad} / ({valid} > 0)"
