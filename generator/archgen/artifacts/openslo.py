"""OpenSLO v1. A policy may hold one condition there, so each tier is a policy and its short window an annotation."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from fractions import Fraction
from typing import Any

from archgen.slo import Objective, Tier, Words, spell_minutes, typed
from archgen.slo.indicators import Serial, Sliced
from archgen.slo.promql import number

Document = dict[str, Any]

VERSION = "openslo/v1"
_TITLE, _DESCRIPTION = 63, 1050


def openslo(objective: Objective) -> Document:
    """One objective with its indicator and its alert policies inside."""
    return {
        "apiVersion": VERSION,
        "kind": "SLO",
        "metadata": {
            "name": objective.name,
            "displayName": _cut(objective.title, _TITLE),
            "labels": {"journey": [objective.journey], "owner": [objective.owner]},
            "annotations": _annotations(objective),
        },
        "spec": {
            "description": _cut(objective.user_harm, _DESCRIPTION),
            "service": objective.service,
            "indicator": {
                "metadata": {"name": f"{objective.name}-sli"[:_TITLE].rstrip("-")},
                "spec": _indicator(objective),
            },
            "timeWindow": [{"duration": f"{objective.window.days}d", "isRolling": True}],
            "budgetingMethod": "Timeslices" if isinstance(objective.indicator, Sliced) else "Occurrences",
            "objectives": [_target(objective)],
            "alertPolicies": [_policy(objective, tier) for tier in objective.window.tiers],
        },
    }


def openslo_shared(objectives: Iterable[Objective]) -> list[Document]:
    """What the objectives refer to: their services and the two ways to be told."""
    services = sorted({objective.service for objective in objectives})
    targets = (("pager", "Wakes the person on call."), ("tickets", "Waits for the working day."))
    return [
        *(_document("Service", name, {"description": f"The objectives of {name}."}) for name in services),
        *(_document("AlertNotificationTarget", name, {"description": says, "target": name}) for name, says in targets),
    ]


def _document(kind: str, name: str, spec: dict[str, Any]) -> Document:
    return {"apiVersion": VERSION, "kind": kind, "metadata": {"name": name}, "spec": spec}


def _annotations(objective: Objective) -> dict[str, str]:
    facts = {
        "archgen/indicator": objective.indicator.kind,
        "archgen/minimum-errors": str(objective.minimum_errors),
        "archgen/provisional": "true" if objective.provisional else "false",
    }
    return facts | ({"archgen/runbook": objective.runbook_url} if objective.runbook_url else {})


def _indicator(objective: Objective) -> dict[str, Any]:
    indicator = objective.indicator
    if isinstance(indicator, Sliced):
        return {"thresholdMetric": _query(indicator.age)}
    if isinstance(indicator, Serial):
        return {"ratioMetric": {"counter": False, "rawType": "failure", "raw": _query(indicator.failed("5m"))}}
    valid, bad = indicator.totals
    return {"ratioMetric": {"counter": True, "bad": _query(bad), "total": _query(valid)}}


def _query(expr: str) -> dict[str, Any]:
    return {"metricSource": {"type": "Prometheus", "spec": {"query": expr}}}


def _target(objective: Objective) -> dict[str, Any]:
    """A target of 1 and above is refused before; the format takes 0 to below 1."""
    target: dict[str, Any] = {"displayName": objective.indicator.kind, "target": _decimal(objective.target)}
    if isinstance(objective.indicator, Sliced):
        slices = {"op": "lte", "value": _decimal(objective.indicator.bound)}
        target |= slices | {"timeSliceTarget": 1, "timeSliceWindow": "1m"}
    return target


def _policy(objective: Objective, tier: Tier) -> Document:
    severity = objective.severity(tier)
    name = f"{objective.name[: _TITLE - len(tier.name) - 1].rstrip('-')}-{tier.name}"
    return {
        "kind": "AlertPolicy",
        "metadata": {
            "name": name,
            "annotations": {
                "archgen/short-window": spell_minutes(tier.short),
                "archgen/short-window-why": "One condition is allowed here; the rules ask for both windows.",
            },
        },
        "spec": {
            "alertWhenBreaching": True,
            "conditions": [_condition(objective, tier, name, severity)],
            "notificationTargets": [{"targetRef": "pager" if severity == "page" else "tickets"}],
        },
    }


def _condition(objective: Objective, tier: Tier, name: str, severity: str) -> Document:
    return {
        "kind": "AlertCondition",
        "metadata": {"name": name},
        "spec": {
            "severity": severity,
            "condition": {
                "kind": "burnrate",
                "op": "gt",
                "threshold": _decimal(objective.window.burn(tier)),
                "lookbackWindow": spell_minutes(tier.long),
            },
        },
    }


def _decimal(value: Fraction) -> Decimal:
    return Decimal(number(value))


def _cut(words: Words, length: int) -> str:
    text = typed(words)
    return text if len(text) <= length else text[: length - 1].rstrip() + "…"
