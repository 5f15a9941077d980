"""Alerts of the bound failure rows, and of monitoring itself: the expression filled in, and where to read on."""

from __future__ import annotations

import re

from archgen.artifacts.recordings import Rule
from archgen.artifacts.words import sentence
from archgen.blueprint import Blueprint, Failure
from archgen.quantities import print_quantity
from archgen.slo.promql import number, quote
from archgen.slo.telemetry import Component, component_alerts

_SLOT = re.compile(r"\$(job|service|threshold|dependency)\b")


def failure_alerts(blueprint: Blueprint) -> tuple[Rule, ...]:
    """One rule for each bound failure that says how it is detected, in the order of the failure table."""
    return tuple(_rule(failure, blueprint) for failure in blueprint.failures if failure.expr)


def watch_alerts(blueprint: Blueprint) -> tuple[Rule, ...]:
    """Alerts on monitoring itself, and the one that always fires: when it stops coming, silence means nothing."""
    itself = Component("monitoring", "prometheus", ("prometheus",), blueprint.slug)
    page = f"{blueprint.site}runbooks/objectives/#monitoring"
    return component_alerts(blueprint.telemetry.watch, [itself], runbook=lambda *_: page)


def expression(failure: Failure, slug: str) -> str:
    """What is asked of Prometheus; a threshold stands in base units: seconds, bytes, shares of one."""
    words = {
        "service": slug,
        "job": quote(f"{slug}-{failure.component}")[1:-1],
        "dependency": quote(failure.component)[1:-1],
        "threshold": number(failure.threshold.base) if failure.threshold is not None else "0",
    }
    return _SLOT.sub(lambda match: words[match[1]], failure.expr)


def _rule(failure: Failure, blueprint: Blueprint) -> Rule:
    annotations = {
        "summary": f"{failure.component}: {failure.title}",
        "description": sentence(failure.user_sees).replace("{{", '{{ "{{" }}'),
        "threshold": print_quantity(failure.threshold) if failure.threshold is not None else "",
        "runbook_url": f"{blueprint.site}runbooks/{failure.page}/#{failure.id}",
    }
    return {
        "alert": blueprint.alert_name(failure),
        "expr": expression(failure, blueprint.slug),
        **({"for": failure.during} if failure.during else {}),
        "labels": {
            "severity": failure.severity,
            "service": blueprint.slug,
            "component": failure.component,
            "owner": blueprint.slug,
        },
        "annotations": {name: text for name, text in annotations.items() if text},
    }
