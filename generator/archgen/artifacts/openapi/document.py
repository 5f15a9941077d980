"""An interface as an OpenAPI document: what it is, its journeys with their objectives, operations, components."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from archgen.artifacts.openapi.components import components
from archgen.artifacts.openapi.names import schema_names
from archgen.artifacts.openapi.paths import paths, tag_of
from archgen.artifacts.openapi.policy import Node, Policy
from archgen.artifacts.openapi.security import people
from archgen.artifacts.told import line, sentence, told
from archgen.blueprint import Blueprint, Journey
from archgen.interface import interface
from archgen.quantities import print_quantity
from archgen.slo import Objective
from archgen.slo.promql import number

_DECIDED = ("api_style", "error_body", "list_paging", "api_versioning", "api_deprecation")
_TAGS = {
    "callbacks": "what others tell",
    "changes": "what changed, as it happens",
    "jobs": "work that is done after the answer",
    "search": "records found by words",
    "sessions": "who is signed in",
}


def openapi(blueprint: Blueprint) -> Node:
    """The document of a system that is called over HTTP."""
    offered = interface(blueprint)
    codes = frozenset(blueprint.design["status_codes"] or ())
    policy = Policy(blueprint, offered, schema_names(blueprint), codes)
    document: Node = {
        "openapi": "3.1.0",
        "info": _info(policy),
        "servers": [{"url": "/v1" if policy.versioned else "/"}],
        "security": people(policy),
        "tags": list(_tags(policy)),
        "x-journeys": {journey.id: _journey(journey, policy) for journey in _called(policy)},
    }
    if offered.elsewhere:
        document["x-without-operation"] = dict(offered.elsewhere)
    made = paths(policy)
    return document | {"paths": made, "components": components(made, policy)}


def _info(policy: Policy) -> Node:
    blueprint = policy.blueprint
    info: Node = {"title": line(blueprint.name), "version": "1.0.0"}
    if blueprint.purpose:
        info["summary"] = line(blueprint.purpose)
    return info | {"description": "\n\n".join(_describes(policy))}


def _describes(policy: Policy) -> Iterator[str]:
    """What was decided of the interface, a paragraph each."""
    if policy.blueprint.design["existing_consumers"]:
        yield sentence(policy.blueprint.speaker.say(policy.blueprint.formats["openapi"]["existing"]))
    for table in _DECIDED:
        decision = policy.blueprint.decision(table)
        if decision and decision.because:
            yield f"**{decision.title}: {decision.option}.** {sentence(decision.because[0])}"


def _tags(policy: Policy) -> Iterator[Node]:
    records = {resource.plural: resource.entity for resource in policy.interface.resources.values()}
    for name in dict.fromkeys(tag_of(one, policy) for one in policy.interface.operations):
        says = told(records[name].what) if name in records else _TAGS.get(name, name.replace("-", " "))
        yield {"name": name, "description": says[:1].upper() + says[1:]}


def _called(policy: Policy) -> list[Journey]:
    used = {one.journey for one in policy.interface.operations}
    return [journey for journey in policy.blueprint.journeys if journey.id in used]


def _journey(journey: Journey, policy: Policy) -> Node:
    """A journey as this file's readers need it: how much of it there is, and what is promised."""
    mine = [objective for objective in policy.blueprint.objectives if objective.journey == journey.id]
    node = {
        "wants": line(journey.wants),
        "criticality": journey.criticality,
        "peak": print_quantity(journey.peak),
    }
    return {**node, "objectives": [_objective(objective, journey) for objective in mine]}


def _objective(objective: Objective, journey: Journey) -> Node:
    node: Node = {"name": objective.name, "target": Decimal(number(objective.target))}
    if objective.name.endswith("-latency") and journey.latency:
        node["within"] = print_quantity(journey.latency)
    return node | {"window": f"{objective.window.days}d"}
