"""Failure rows bound to the components of this design: from each the line, the alert, the runbook and the risk."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from archgen.blueprint.blueprint import Component, Failure
from archgen.blueprint.speech import Speaker
from archgen.quantities import Quantity


def failures(
    components: Sequence[Component], rows: Mapping[str, Mapping[str, Any]], speaker: Speaker
) -> tuple[Failure, ...]:
    """Every row bound to every component of its role, those that harm critical journeys first."""
    bound = [failure for component in components for failure in _of(component, rows, speaker)]
    order = {journey: place for place, journey in enumerate(speaker.design["critical_journeys"])}
    return tuple(sorted(bound, key=lambda failure: not any(journey in order for journey in failure.journeys)))


def _of(component: Component, rows: Mapping[str, Mapping[str, Any]], speaker: Speaker) -> Iterator[Failure]:
    for name, row in rows.items():
        roles = row["role"] if isinstance(row["role"], list) else [row["role"]]
        if component.id in roles and (failure := _bound(name, row, component, speaker)):
            yield failure


def _bound(name: str, row: Mapping[str, Any], component: Component, speaker: Speaker) -> Failure | None:
    journeys = component.journeys or component.touched
    told = speaker.about(
        component=component.title,
        role=component.id,
        journeys=journeys or None,
        technology=component.technology.name if component.technology else None,
    )
    user_sees, mitigation = told.say(row["user_sees"]), told.say(row["mitigate"]["do"])
    if not (user_sees and mitigation):
        return None
    detect = row["detect"]
    threshold = speaker.design.ledger.get(detect.get("threshold", ""))
    return Failure(
        id=f"{name}-{component.id}",
        row=name,
        title=row["title"],
        component=component.id,
        journeys=journeys,
        user_sees=user_sees,
        expr=str(detect.get("expr", "")),
        threshold=threshold if isinstance(threshold, Quantity) else None,
        during=str(detect.get("for", "")),
        severity=str(detect.get("severity", "ticket")),
        mitigation=mitigation,
        side_effect=told.say(str(row["mitigate"].get("side_effect", ""))),
        undo=told.say(str(row["mitigate"].get("undo", ""))),
        drill=told.say(str(row.get("drill", ""))),
        likelihood=str(row.get("likelihood", "possible")),
        commands=_commands(row, component),
    )


def _commands(row: Mapping[str, Any], component: Component) -> Mapping[str, Mapping[str, str]]:
    """The commands for the component's technology; without any the runbook has a to-do, not fiction."""
    name = component.technology.id if component.technology else ""
    found = row.get("technologies", {})
    return found.get(name) or found.get("any") or {}
