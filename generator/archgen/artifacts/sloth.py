"""Experimental export for teams that run Sloth, which replaces our windows and rules by its own."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from typing import Any

from archgen.slo import Objective, typed
from archgen.slo.indicators import Serial, Sliced
from archgen.slo.promql import number

_WINDOW = "{{.window}}"


def sloth(service: str, objectives: Iterable[Objective]) -> dict[str, Any]:
    """Sloth's specification of one service: its own windows and rules replace ours."""
    return {
        "version": "prometheus/v1",
        "service": service,
        "slos": [_sloth(objective) for objective in objectives if objective.service == service],
    }


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
