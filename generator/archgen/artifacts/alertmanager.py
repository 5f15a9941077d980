"""Alertmanager: who gets a page or a ticket, and which alert keeps quiet because a worse one already speaks."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from archgen.slo import Hours, Objective
from archgen.slo.promql import quote

Route = dict[str, Any]

DEFAULT, SWITCH = "unowned", "dead-mans-switch"
_REACHABLE = "reachable-hours"
_SAME = ["service", "slo"]


def alertmanager(
    objectives: Iterable[Objective],
    *,
    hours: Hours | None = None,
    dependents: Mapping[str, tuple[str, ...]] | None = None,
) -> dict[str, Any]:
    """Routes by owner and severity; receivers stay empty, since nobody's address is known here.

    `dependents` names the components that fail when a component is down: their tickets keep quiet meanwhile.
    """
    objectives = tuple(objectives)
    owners = sorted({objective.owner for objective in objectives})
    config: dict[str, Any] = {
        "route": {
            "receiver": DEFAULT,
            "group_by": [*_SAME, "component"],
            "group_wait": "30s",
            "group_interval": "5m",
            "repeat_interval": "4h",
            "routes": [_watchdog(), *(route for owner in owners for route in _owned(owner, hours))],
        },
        "receivers": [{"name": name} for name in (DEFAULT, SWITCH, *_receivers(owners))],
        "inhibit_rules": [*_tiers(objectives), *_components(dependents or {})],
    }
    if hours:
        config["time_intervals"] = [{"name": _REACHABLE, "time_intervals": [_interval(hours)]}]
    return config


def _receivers(owners: Iterable[str]) -> list[str]:
    return [f"{kind}-{owner}" for owner in owners for kind in ("pager", "tickets")]


def _watchdog() -> Route:
    """An alert that always fires: whoever receives it raises the alarm when it stops coming."""
    return {
        "matchers": ['alertname="Watchdog"'],
        "receiver": SWITCH,
        "group_wait": "0s",
        "group_interval": "1m",
        "repeat_interval": "1m",
    }


def _owned(owner: str, hours: Hours | None) -> list[Route]:
    mine = f"owner={quote(owner)}"
    page: Route = {"matchers": [mine, 'severity="page"'], "receiver": f"pager-{owner}"}
    ticket: Route = {
        "matchers": [mine, 'severity="ticket"'],
        "receiver": f"tickets-{owner}",
        "group_wait": "5m",
        "repeat_interval": "3d",
    }
    if hours is None:
        return [page, ticket]
    night: Route = {
        "matchers": [mine, 'severity="page"'],
        "receiver": f"tickets-{owner}",
        "mute_time_intervals": [_REACHABLE],
    }
    return [page | {"active_time_intervals": [_REACHABLE], "continue": True}, night, ticket]


def _interval(hours: Hours) -> dict[str, Any]:
    return {
        "weekdays": [hours.weekdays],
        "times": [{"start_time": hours.start, "end_time": hours.end}],
        "location": hours.location,
    }


def _tiers(objectives: Iterable[Objective]) -> list[dict[str, Any]]:
    """A page speaks for the tickets of its objective or component, a faster tier for the slower ones."""
    names = list(dict.fromkeys(tier.name for objective in objectives for tier in objective.window.tiers))
    rules = [_inhibit(['severity="page"'], ['severity="ticket"'], [*_SAME, "component"])]
    for place, name in enumerate(names[:-1]):
        slower = "|".join(names[place + 1 :])
        rules.append(_inhibit([f"tier={quote(name)}"], [f"tier=~{quote(slower)}"], _SAME))
    return rules


def _components(dependents: Mapping[str, tuple[str, ...]]) -> list[dict[str, Any]]:
    return [
        _inhibit(
            [f"component={quote(component)}", 'signal="up"'],
            [f"component=~{quote('|'.join(sorted(harmed)))}", 'severity="ticket"'],
            [],
        )
        for component, harmed in sorted(dependents.items())
        if harmed
    ]


def _inhibit(source: list[str], target: list[str], equal: list[str]) -> dict[str, Any]:
    return {"source_matchers": source, "target_matchers": target, **({"equal": equal} if equal else {})}
