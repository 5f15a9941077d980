"""A simulated failure as text with a timeline, as a Mermaid chart, and as data."""

from __future__ import annotations

from fractions import Fraction
from math import ceil
from typing import Any

from archgen.slo.printed.units import aligned, count, duration, rounded, share
from archgen.slo.promql import number
from archgen.slo.refusals import percent
from archgen.slo.simulation import Failure, Firing, Simulation
from archgen.slo.windows import Window

_COLUMNS = 60
_POINTS = 40


def simulation_text(target: Fraction, window: Window, failure: Failure, simulation: Simulation) -> str:
    """Who is told when, what it costs, and a timeline."""
    told = aligned([("tier", "severity", "fires", "silent"), *map(_told, simulation.firings)])
    return "\n".join(
        [
            f"{percent(failure.errors)} of {number(failure.rps)} events/s fail for {failure.minutes} minutes, "
            f"at {percent(target)} over {window.days} days.",
            "",
            *told,
            "",
            f"Spent: {share(simulation.spent)} of the budget, {count(simulation.bad_events)} of "
            f"{count(simulation.budget_events)} events; left in one such period: {_left(simulation)}.",
            "",
            *_timeline(failure, simulation),
        ]
    )


def simulation_data(target: Fraction, window: Window, failure: Failure, simulation: Simulation) -> dict[str, Any]:
    """The same as data, with the burn over each tier's long window for every minute."""
    names = [firing.tier.name for firing in simulation.firings]
    return {
        "target": rounded(target),
        "window_days": window.days,
        "errors": rounded(failure.errors),
        "minutes": failure.minutes,
        "events_a_second": rounded(failure.rps),
        "tiers": [
            {"tier": f.tier.name, "severity": f.tier.severity, "fires_at": f.fired, "silent_at": f.cleared}
            for f in simulation.firings
        ],
        "budget_spent": rounded(simulation.spent),
        "bad_events": rounded(simulation.bad_events),
        "budget_events": rounded(simulation.budget_events),
        "minute_by_minute": [
            {
                "minute": point.minute,
                "burn": dict(zip(names, map(rounded, point.burns), strict=True)),
                "budget_spent": rounded(point.spent),
            }
            for point in simulation.points
        ],
    }


def simulation_mermaid(window: Window, simulation: Simulation) -> str:
    """The burn over the fast page's long window and the limit above which it fires, as a Mermaid chart."""
    step = ceil(len(simulation.points) / _POINTS)
    points = simulation.points[::step]
    limit = window.burn(window.tiers[0])
    burns = [f"{float(point.burns[0]):.3g}" for point in points]
    top = ceil(max(limit, *(point.burns[0] for point in points)) * Fraction(11, 10))
    return "\n".join(
        [
            "xychart-beta",
            '  title "Burn over the long window of the fast page, and its limit"',
            f'  x-axis "minutes since the failure began" 0 --> {points[-1].minute}',
            f'  y-axis "burn" 0 --> {top}',
            f"  line [{', '.join(burns)}]",
            f"  line [{', '.join([f'{float(limit):.3g}'] * len(points))}]",
        ]
    )


def _told(firing: Firing) -> tuple[str, ...]:
    times = (_at(firing.fired), _at(firing.cleared))
    return (firing.tier.name, firing.tier.severity, *times)


def _at(minute: int | None) -> str:
    return "never" if minute is None else f"at {duration(Fraction(minute))}"


def _left(simulation: Simulation) -> str:
    return share(1 - simulation.spent) if simulation.spent <= 1 else "nothing"


def _timeline(failure: Failure, simulation: Simulation) -> list[str]:
    """`#` while events fail, `!` while a tier fires; a column is one or more minutes."""
    last = simulation.points[-1].minute
    step = max(ceil((last + 1) / _COLUMNS), 1)
    starts = range(0, last + 1, step)
    rows = [("failure", "".join("#" if start < failure.minutes else "." for start in starts))]
    rows += [
        (firing.tier.name, "".join("!" if _fires(firing, start, step) else "." for start in starts))
        for firing in simulation.firings
    ]
    unit = "minute" if step == 1 else f"{step} minutes"
    return [*aligned(rows), f"one column is {unit}; # fails, ! fires"]


def _fires(firing: Firing, start: int, step: int) -> bool:
    if firing.fired is None or firing.cleared is None:
        return False
    return firing.fired < start + step and start < firing.cleared
