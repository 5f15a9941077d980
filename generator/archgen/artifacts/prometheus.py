"""Prometheus rules of an objective: one ordered group of recordings, then the alerts that read them. Data, not text."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from archgen.artifacts.recordings import Rule, bad_events, burn_rate, recordings
from archgen.slo import Objective, Probe, Tier, Words, percent, spell_minutes, typed
from archgen.slo.promql import number

INTERVAL = "1m"
ABSENT_FOR, PROBE_FOR = "5m", "2m"


def rules(objectives: Iterable[Objective], *, components: tuple[Rule, ...] = ()) -> dict[str, Any]:
    """A rule file: a group for each objective, and one for the causes that component alerts watch."""
    groups = [group(objective) for objective in objectives]
    return {"groups": groups + ([{"name": "component-alerts", "rules": list(components)}] if components else [])}


def prometheus_rule(name: str, file: Mapping[str, Any], *, labels: Mapping[str, str]) -> dict[str, Any]:
    """The same groups for the Prometheus operator; `labels` are those that its ruleSelector looks for."""
    return {
        "apiVersion": "monitoring.coreos.com/v1",
        "kind": "PrometheusRule",
        "metadata": {"name": name, "labels": dict(labels)},
        "spec": {"groups": file["groups"]},
    }


def group(objective: Objective) -> dict[str, Any]:
    """Recordings before the alerts that read them: rules of a group run in their order, groups in none."""
    rules = [*recordings(objective), *_alerts(objective)]
    return {"name": group_name(objective), "interval": INTERVAL, "rules": rules}


def group_name(objective: Objective) -> str:
    """The group's name, which rule tests put in order."""
    return f"slo-{objective.service}-{objective.name}"


def absent_alert(objective: Objective) -> str:
    """The name of the alert for counters that are gone: without them no ratio can say that anything is wrong."""
    return objective.alert.replace("BudgetBurn", "MetricsAbsent")


def probe_alert(objective: Objective) -> str:
    """The name of the second witness's alert."""
    overdue = objective.probe is not None and objective.probe.bound is not None
    return objective.alert.replace("BudgetBurn", "Overdue" if overdue else "ProbeFailed")


def literal(words: Words) -> str:
    """People's words where Prometheus would expand templates: `{{` prints itself."""
    return typed(words).replace("{{", '{{ "{{" }}')


def _alerts(objective: Objective) -> Iterator[Rule]:
    for tier in objective.window.tiers:
        yield _alert(
            objective,
            objective.alert,
            tier.name,
            objective.severity(tier),
            expr=_fires(objective, tier),
            summary=f"{objective.service} {objective.name} spends its error budget too fast ({tier.name})",
            threshold=_formula(objective, tier),
        )
    yield _absent(objective)
    if objective.probe:
        yield _witness(objective, objective.probe)


def _fires(objective: Objective, tier: Tier) -> str:
    limit = number(objective.window.burn(tier))
    conditions = [f"{objective.recorded(burn_rate(span))} > {limit}" for span in (tier.long, tier.short)]
    if objective.minimum_errors:
        conditions.append(f"{objective.recorded(bad_events(tier.long))} >= {objective.minimum_errors}")
    return "\nand\n".join(conditions)


def _formula(objective: Objective, tier: Tier) -> str:
    share = percent(objective.threshold(tier))
    guard = f", at least {objective.minimum_errors} of them" if objective.minimum_errors else ""
    return (
        f"{percent(tier.share)} of {objective.window.days}d within {spell_minutes(tier.long)} is "
        f"{number(objective.window.burn(tier))} x (1 - {percent(objective.target)}) = {share} bad events over "
        f"{spell_minutes(tier.long)} and {spell_minutes(tier.short)}{guard}"
    )


def _absent(objective: Objective) -> Rule:
    expr = "\nor\n".join(f"absent({selector})" for selector in objective.indicator.required)
    return _alert(
        objective,
        absent_alert(objective),
        "absent",
        "page" if objective.pages else "ticket",
        expr=expr,
        wait=ABSENT_FOR,
        summary=f"{objective.service} {objective.name} is blind: its metrics are gone",
        threshold=f"no sample for {ABSENT_FOR}",
    )


def _witness(objective: Objective, probe: Probe) -> Rule:
    if probe.bound is None:
        expr, tier, told = f"max({probe.selector}) == 0", "probe", "no probe passes"
        threshold = f"no success for {PROBE_FOR}"
    else:
        expr, tier, told = f"time() - max({probe.selector}) > {number(probe.bound)}", "overdue", "a success is overdue"
        threshold = f"older than {number(probe.bound)} s"
    return _alert(
        objective,
        probe_alert(objective),
        tier,
        "page" if objective.pages else "ticket",
        expr=f"{expr}\nor\nabsent({probe.selector})",
        wait=PROBE_FOR,
        summary=f"{objective.service} {objective.name}: {told}",
        threshold=threshold,
    )


def _alert(
    objective: Objective,
    name: str,
    tier: str,
    severity: str,
    *,
    expr: str,
    summary: str,
    threshold: str,
    wait: str = "",
) -> Rule:
    """`tier` tells alerts of one objective apart and never changes while they fire."""
    labels = {
        "severity": severity,
        "tier": tier,
        "service": objective.service,
        "slo": objective.name,
        "journey": objective.journey,
        "owner": objective.owner,
        **dict(objective.labels),
    }
    annotations = {
        "summary": summary,
        "description": literal(objective.user_harm),
        "threshold": threshold,
        "runbook_url": literal(objective.runbook_url),
        "dashboard_url": literal(objective.dashboard_url),
    }
    return {
        "alert": name,
        "expr": expr,
        **({"for": wait} if wait else {}),
        "labels": {label: literal(value) for label, value in labels.items()},
        "annotations": {key: text for key, text in annotations.items() if text},
    }
