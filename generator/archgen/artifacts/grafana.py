"""A Grafana dashboard of one service: per objective the budget left, the burn and its limits, errors and traffic."""

from __future__ import annotations

from collections.abc import Iterable
from hashlib import sha256
from typing import Any

from archgen.artifacts.recordings import REMAINING, bad_events, burn_rate, valid_events
from archgen.slo import Objective, Tier, percent, spell_minutes, typed
from archgen.slo.promql import number

Panel = dict[str, Any]

SCHEMA_VERSION = 39
_SOURCE = {"type": "prometheus", "uid": "${datasource}"}
_WIDTH = 24
_ROW, _STAT, _GRAPH = 1, 7, 8


def dashboard(service: str, objectives: Iterable[Objective]) -> dict[str, Any]:
    """The dashboard's JSON model; the same objectives give the same bytes, and its uid depends on the service alone."""
    mine = [objective for objective in objectives if objective.service == service]
    panels, top = [], 0
    for objective in mine:
        panels += _section(objective, top)
        top += _ROW + _STAT + _GRAPH
    for place, panel in enumerate(panels, start=1):
        panel["id"] = place
    return {
        "uid": dashboard_uid(service),
        "title": f"{service}: objectives",
        "tags": ["slo", service],
        "schemaVersion": SCHEMA_VERSION,
        "version": 1,
        "editable": True,
        "timezone": "utc",
        "refresh": "1m",
        "time": {"from": "now-6h", "to": "now"},
        "templating": {
            "list": [{"name": "datasource", "type": "datasource", "query": "prometheus", "label": "Source"}]
        },
        "annotations": {"list": []},
        "panels": panels,
    }


def dashboard_uid(service: str) -> str:
    """What a link to the dashboard needs: `/d/<uid>`."""
    return f"slo-{sha256(service.encode()).hexdigest()[:12]}"


def expressions(board: dict[str, Any]) -> list[str]:
    """Every PromQL expression of a dashboard, in the order of its panels."""
    return [target["expr"] for panel in board["panels"] for target in panel.get("targets", ())]


def _section(objective: Objective, top: int) -> list[Panel]:
    below, lowest = top + _ROW, top + _ROW + _STAT
    third = _WIDTH // 3
    return [
        {"type": "row", "title": typed(objective.title), "collapsed": False, "gridPos": _place(0, top, _WIDTH, _ROW)},
        _budget(objective, _place(0, below, third, _STAT)),
        _alerts(objective, _place(third, below, third, _STAT)),
        _about(objective, _place(2 * third, below, third, _STAT)),
        _burns(objective, _place(0, lowest, third, _GRAPH)),
        _errors(objective, _place(third, lowest, third, _GRAPH)),
        _traffic(objective, _place(2 * third, lowest, third, _GRAPH)),
    ]


def _budget(objective: Objective, place: dict[str, int]) -> Panel:
    steps = [("red", None), ("orange", 0.25), ("yellow", 0.5), ("green", 0.75)]
    return _panel(
        "stat",
        "Budget left",
        place,
        [(str(objective.recorded(REMAINING)), "left")],
        unit="percentunit",
        thresholds=[{"color": color, "value": value} for color, value in steps],
    )


def _alerts(objective: Objective, place: dict[str, int]) -> Panel:
    which = ",".join(map(str, objective.scope))
    expr = f'count by (alertname, tier, severity) (ALERTS{{alertstate="firing",{which}}})'
    return _panel("table", "Firing", place, [(expr, "")], instant=True)


def _about(objective: Objective, place: dict[str, int]) -> Panel:
    """Words for whoever was just woken; Grafana renders them, so markup in them is shown and not run."""
    lines = [
        f"{percent(objective.target)} over {objective.window.days} days",
        f"Owner: {_shown(objective.owner)}",
        _shown(typed(objective.user_harm)),
        f"Runbook: {objective.runbook_url}" if objective.runbook_url else "",
    ]
    content = "\n\n".join(line for line in lines if line)
    return {
        "type": "text",
        "title": "What this is",
        "gridPos": place,
        "options": {"mode": "markdown", "content": content},
    }


def _burns(objective: Objective, place: dict[str, int]) -> Panel:
    targets = [
        (str(objective.recorded(burn_rate(tier.long))), _legend(objective, tier)) for tier in objective.window.tiers
    ]
    limits = [
        (f"vector({number(objective.window.burn(tier))})", f"limit {tier.name}") for tier in objective.window.tiers
    ]
    return _panel("timeseries", "Burn", place, targets + limits, unit="none")


def _legend(objective: Objective, tier: Tier) -> str:
    return f"{tier.name} over {spell_minutes(tier.long)} (limit {number(objective.window.burn(tier))})"


def _errors(objective: Objective, place: dict[str, int]) -> Panel:
    span = objective.window.spans[0]
    bad, valid = objective.recorded(bad_events(span)), objective.recorded(valid_events(span))
    targets = [(f"{bad} / ({valid} > 0)", "bad share"), (f"vector({number(objective.allowed)})", "allowed")]
    return _panel("timeseries", "Bad share", place, targets, unit="percentunit")


def _traffic(objective: Objective, place: dict[str, int]) -> Panel:
    span = objective.window.spans[0]
    expr = f"{objective.recorded(valid_events(span))} / {span}"
    return _panel("timeseries", "Valid events a minute", place, [(expr, "valid")], unit="short")


def _panel(
    kind: str,
    title: str,
    place: dict[str, int],
    targets: list[tuple[str, str]],
    *,
    unit: str = "short",
    instant: bool = False,
    thresholds: list[dict[str, Any]] | None = None,
) -> Panel:
    defaults: dict[str, Any] = {"unit": unit}
    if thresholds:
        defaults["thresholds"] = {"mode": "absolute", "steps": thresholds}
    return {
        "type": kind,
        "title": title,
        "datasource": _SOURCE,
        "gridPos": place,
        "fieldConfig": {"defaults": defaults, "overrides": []},
        "targets": [_target(expr, legend, place_, instant) for place_, (expr, legend) in enumerate(targets)],
    }


def _target(expr: str, legend: str, place: int, instant: bool) -> dict[str, Any]:
    target: dict[str, Any] = {"refId": chr(ord("A") + place), "datasource": _SOURCE, "expr": expr}
    if instant:
        return target | {"instant": True, "range": False, "format": "table"}
    return target | {"legendFormat": legend}


def _place(x: int, y: int, width: int, height: int) -> dict[str, int]:
    return {"x": x, "y": y, "w": width, "h": height}


def _shown(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace("[", "\\[").replace("$", "&#36;")
