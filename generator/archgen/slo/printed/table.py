"""What a target means, as text and as data: budget, detection of every tier, traffic it needs, reasons against it."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

from msgspec import Struct

from archgen.slo.budget import budget_events, budget_minutes, events_for, traffic_for_budget
from archgen.slo.detection import Row, detection_table
from archgen.slo.feasibility import Reason, feasible
from archgen.slo.printed.units import aligned, count, duration, rounded, share
from archgen.slo.promql import number
from archgen.slo.refusals import percent
from archgen.slo.windows import Window, spell_minutes


class Target(Struct, frozen=True):
    """What a table is asked for: `errors` is the partial failure shown beside a total outage."""

    target: Fraction
    window: Window
    errors: Fraction
    minimum_errors: int
    rps: Fraction | None = None

    @property
    def rows(self) -> tuple[Row, ...]:
        return detection_table(
            self.target,
            self.window,
            errors=self.errors,
            per_minute=self.rps * 60 if self.rps else None,
            minimum_errors=self.minimum_errors if self.rps else 0,
        )

    @property
    def reasons(self) -> tuple[Reason, ...]:
        return feasible(self.target, self.window, mean_rps=self.rps, minimum_errors=self.minimum_errors)


def table_text(asked: Target) -> str:
    """The table with its formulas, for a terminal."""
    lines = [_head(asked)]
    if asked.rps:
        lines.append(_traffic(asked, asked.rps))
    lines += ["", *aligned([_titles(asked), *(_line(row) for row in asked.rows)]), "", *_needs(asked)]
    if asked.reasons:
        lines += ["", *(f"Note: {reason_text(reason)}" for reason in asked.reasons)]
    return "\n".join([*lines, "", *_FORMULAS])


def table_data(asked: Target) -> dict[str, Any]:
    """The same as data; times in minutes, shares as numbers between 0 and 1."""
    fast = asked.window.tiers[0]
    return {
        "target": rounded(asked.target),
        "window_days": asked.window.days,
        "budget_minutes": rounded(budget_minutes(asked.target, asked.window)),
        "budget_events": rounded(budget_events(asked.target, asked.window, asked.rps)) if asked.rps else None,
        "errors": rounded(asked.errors),
        "tiers": [_row_data(row) for row in asked.rows],
        "events_an_hour_for_one_error": events_for(1, asked.target, asked.window, fast),
        "events_an_hour_for_minimum": events_for(max(asked.minimum_errors, 1), asked.target, asked.window, fast),
        "reasons": [{"code": reason.code, "says": reason_text(reason)} for reason in asked.reasons],
    }


def reason_text(reason: Reason) -> str:
    """One reason against a target, with its arithmetic and a way out."""
    wanted, possible = reason.wanted, reason.possible
    match reason.code:
        case "target-is-total":
            return "100 % leaves no budget. State the share that users need."
        case "tier-cannot-fire":
            tier = reason.tier.name if reason.tier else ""
            return f"at {percent(wanted)} the tier {tier} cannot fire; it can above {share(possible)}."
        case "traffic-too-low":
            return (
                f"the fast page needs {count(wanted)} events/h to fire by its burn; there are {count(possible)}. "
                "Until then it waits for its minimum of failures: add a probe, widen the window or lower the target."
            )
        case "budget-below-reaction":
            return (
                f"the budget is {duration(wanted)}, and noticing and acting take {duration(possible)}: "
                "only automatic mitigation can keep it."
            )
        case "budget-below-absence":
            return (
                f"the budget is {duration(wanted)}, and nobody may act for {duration(possible)}: "
                "widen the hours on call, mitigate automatically, or lower the target."
            )
        case "dependencies":
            return (
                f"the target is {percent(wanted)}, and what it stands on reaches {share(possible)}: "
                "make a dependency soft, replace it, or lower the target."
            )


_FORMULAS = (
    "burn = spends x period / long window; bad share = burn x (1 - target)",
    "fires after bad share x long window / share that fails, then at the next evaluation",
    "silent after short window x (1 - bad share / share that failed)",
)


def _head(asked: Target) -> str:
    budget = duration(budget_minutes(asked.target, asked.window))
    return f"{percent(asked.target)} over {asked.window.days} days allows {budget} of total outage."


def _traffic(asked: Target, rps: Fraction) -> str:
    events = count(rps * asked.window.minutes * 60)
    allowed = count(budget_events(asked.target, asked.window, rps))
    return f"At {number(rps)} events/s that is {allowed} of {events} events."


def _titles(asked: Target) -> tuple[str, ...]:
    partial = f"{percent(asked.errors)} fires"
    return ("tier", "severity", "spends", "burn", "bad share", "windows", "outage fires", partial, "silent after")


def _line(row: Row) -> tuple[str, ...]:
    tier = row.tier
    return (
        tier.name,
        tier.severity,
        f"{percent(tier.share)} in {spell_minutes(tier.long)}",
        number(row.burn),
        share(row.threshold),
        f"{spell_minutes(tier.long)}, {spell_minutes(tier.short)}",
        duration(row.outage),
        duration(row.partial),
        duration(row.reset),
    )


def _needs(asked: Target) -> list[str]:
    fast, target = asked.window.tiers[0], asked.target
    one = events_for(1, target, asked.window, fast)
    lines = [f"One failure does not page from {one:,} events/h on."]
    if asked.minimum_errors > 1:
        many = events_for(asked.minimum_errors, target, asked.window, fast)
        lines.append(f"The minimum of {asked.minimum_errors} failures delays no page from {many:,} events/h on.")
    return [
        *lines,
        f"A budget of ten failures needs {traffic_for_budget(10, target):,} events in {asked.window.days} days.",
    ]


def _row_data(row: Row) -> dict[str, Any]:
    return {
        "tier": row.tier.name,
        "severity": row.tier.severity,
        "spends": rounded(row.tier.share),
        "long": spell_minutes(row.tier.long),
        "short": spell_minutes(row.tier.short),
        "burn": rounded(row.burn),
        "bad_share": rounded(row.threshold),
        "outage_fires_after_minutes": rounded(row.outage),
        "errors_fire_after_minutes": rounded(row.partial),
        "silent_after_minutes": rounded(row.reset),
    }
