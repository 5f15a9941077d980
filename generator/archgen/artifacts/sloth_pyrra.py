"""Experimental export for teams that run Sloth or Pyrra. What those cannot say is left out and named."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from fractions import Fraction
from typing import Any

from archgen.slo import Objective, typed
from archgen.slo.indicators import Counted, NativeTimed, Serial, Sliced, Timed
from archgen.slo.promql import Matcher, number

_WINDOW = "{{.window}}"


def sloth(service: str, objectives: Iterable[Objective]) -> dict[str, Any]:
    """Sloth's specification of one service: its own windows and rules replace ours."""
    return {
        "version": "prometheus/v1",
        "service": service,
        "slos": [_sloth(objective) for objective in objectives if objective.service == service],
    }


def pyrra(objective: Objective) -> dict[str, Any] | None:
    """Pyrra's object of one objective; None where Pyrra has no indicator for it (time slices, journeys by steps)."""
    indicator = _pyrra(objective)
    if indicator is None:
        return None
    return {
        "apiVersion": "pyrra.dev/v1alpha1",
        "kind": "ServiceLevelObjective",
        "metadata": {
            "name": objective.name,
            "labels": {"pyrra.dev/owner": objective.owner, "pyrra.dev/journey": objective.journey},
        },
        "spec": {
            "target": number(objective.target * 100),
            "window": f"{objective.window.days}d",
            "description": typed(objective.user_harm),
            "indicator": indicator,
        },
    }


def not_for_pyrra(objectives: Iterable[Objective]) -> tuple[str, ...]:
    """The names of the objectives that Pyrra cannot express."""
    return tuple(objective.name for objective in objectives if _pyrra(objective) is None)


def _sloth(objective: Objective) -> dict[str, Any]:
    return {
        "name": objective.name,
        "objective": Decimal(number(objective.target * 100)),
        "description": typed(objective.user_harm),
        "labels": {"journey": objective.journey, "owner": objective.owner},
        "sli": _sloth_sli(objective),
        "alerting": {
            "name": objective.alert,
            "annotations": {"runbook_url": objective.runbook_url},
            "page_alert": {"labels": {"severity": "page"}} if objective.pages else {"disable": True},
            "ticket_alert": {"labels": {"severity": "ticket"}},
        },
    }


def _sloth_sli(objective: Objective) -> dict[str, Any]:
    indicator = objective.indicator
    if isinstance(indicator, Sliced):
        return {"raw": {"error_ratio_query": f"avg_over_time(({indicator.slice})[{_WINDOW}:1m])"}}
    if isinstance(indicator, Serial):
        return {"raw": {"error_ratio_query": indicator.failed(_WINDOW)}}
    return {"events": {"error_query": indicator.bad(_WINDOW), "total_query": indicator.valid(_WINDOW)}}


def _pyrra(objective: Objective) -> dict[str, Any] | None:
    match objective.indicator:
        case Counted(total=total, failed=failed):
            return {"ratio": {"errors": {"metric": str(total.having(failed))}, "total": {"metric": str(total)}}}
        case Timed(histogram=histogram, bound=bound) as timed:
            bucket = histogram.named(f"{histogram.metric}_bucket").having(Matcher("le", number(bound)))
            return {"latency": {"success": {"metric": str(bucket)}, "total": {"metric": str(timed.count)}}}
        case NativeTimed(histogram=histogram, bound=bound):
            return {"latencyNative": {"latency": _duration(bound), "total": {"metric": str(histogram)}}}
    return None


def _duration(seconds: Fraction) -> str:
    """Prometheus' durations are whole: 300ms, 2s."""
    return f"{seconds}s" if seconds.denominator == 1 else f"{round(seconds * 1000)}ms"
