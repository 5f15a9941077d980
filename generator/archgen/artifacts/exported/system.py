"""The system as data: parts, neighbours, the ways of its journeys through them, and what it keeps."""

from __future__ import annotations

from archgen.artifacts.exported.telling import Data, Telling
from archgen.artifacts.words import words
from archgen.blueprint import (
    Blueprint,
    Component,
    Constraint,
    Deployable,
    Entity,
    Flow,
    Journey,
    Neighbour,
    Objects,
    Query,
    Step,
)


def system(blueprint: Blueprint) -> Data:
    """What it is, for whom, why now, what it is to reach and what it will not do."""
    return {
        "name": words(blueprint.name),
        "purpose": words(blueprint.purpose),
        "audience": words(blueprint.audience),
        "why_now": words(blueprint.why_now),
        "goals": [words(goal) for goal in blueprint.goals],
        "non_goals": [{"what": words(what), "because": words(because)} for what, because in blueprint.non_goals],
    }


def component(part: Component, telling: Telling) -> Data:
    """A part that runs."""
    made = part.technology
    return {
        "id": part.id,
        "title": part.title,
        "kind": part.kind,
        "technology": {
            "id": made.id,
            "name": made.name,
            "cycle": made.cycle,
            "support_ends": made.support_ends,
            "licence": made.licence,
        }
        if made
        else None,
        "units": telling.number(part.units),
        "owner": part.owner,
        "keeps": part.keeps,
        "fails_without": list(part.journeys),
        "touched_by": list(part.touched),
        "decision": part.decision,
    }


def neighbour(other: Neighbour, telling: Telling) -> Data:
    """A system that others run."""
    return {
        "id": other.id,
        "purpose": words(other.purpose),
        "product": words(other.product),
        "fails_without": list(other.hard),
        "goes_on_without": list(other.soft),
        "third_party": other.third_party,
        "protocol": words(other.protocol),
        "sees": list(other.shares),
        "agreement": other.agreement,
        "fallback": words(other.fallback),
        "availability": telling.number(other.availability),
        "promised": telling.number(other.promised),
        "latency": telling.number(other.latency),
        "rate_limit": telling.number(other.rate_limit),
        "peak": telling.number(other.planned),
    }


def deployable(one: Deployable) -> Data:
    """What is released on its own; the core has no id."""
    return {
        "id": one.id,
        "what": [words(what) for what in one.what],
        "teams": list(one.teams),
        "journeys": list(one.journeys),
    }


def constraint(limit: Constraint, telling: Telling) -> Data:
    """What limits the choice, how it is kept, and the decisions that turn without it."""
    what, kept = limit.told.cells
    return {
        "id": limit.told.id,
        "says": telling.sentence(what),
        "kept": telling.sentence(kept),
        "forces": [
            {"decision": each.decision, "subjects": list(each.subjects), "without": each.outcome}
            for each in limit.forces
        ],
    }


def flow(arrow: Flow) -> Data:
    """Who calls whom, for what, over what, with which data, in which journeys."""
    return {
        "from": arrow.source,
        "to": arrow.target,
        "does": [words(does) for does in arrow.does],
        "over": words(arrow.over),
        "carries": list(arrow.carries),
        "journeys": list(arrow.journeys),
        "hard": arrow.hard,
    }


def journey(way: Journey, telling: Telling) -> Data:
    """What a user wants, its load, its targets, and its path step by step."""
    return {
        "id": way.id,
        "wants": words(way.wants),
        "by": way.by,
        "criticality": way.criticality,
        "kind": "write" if way.writes else "read",
        "entities": list(way.entities),
        "contested": words(way.contested),
        "share": telling.number(way.share),
        "peak": telling.number(way.peak),
        "per_day": telling.number(way.per_day),
        "availability": {
            "wanted": telling.number(way.wanted),
            "feasible": telling.number(way.feasible),
            "used": telling.number(way.used),
        },
        "budget": {"time": telling.number(way.budget_time), "requests": telling.number(way.budget_requests)},
        "latency": {"target": telling.number(way.latency), "percentile": telling.number(way.percentile)},
        "path": [_step(step, telling) for step in way.steps],
    }


def entity(kept: Entity, telling: Telling) -> Data:
    """A kind of record, how it grows, and how long it is kept."""
    return {
        "id": kept.id,
        "what": words(kept.what),
        "key": list(kept.key),
        "fields": dict(kept.fields),
        "relations": [{"to": tie.to, "kind": tie.kind, "optional": tie.optional} for tie in kept.relations],
        "integrity": [words(rule) for rule in kept.integrity],
        "consistency": kept.consistency,
        "sensitivity": kept.sensitivity,
        "owner": words(kept.owner),
        "rows_now": telling.number(kept.rows_now),
        "rows_per_month": telling.number(kept.rows_per_month),
        "rows_12m": telling.number(kept.rows_12m),
        "bytes_12m": telling.number(kept.bytes_12m),
        "retention": telling.number(kept.retention),
        "retention_ground": words(kept.retention_ground),
        "journeys": list(kept.journeys),
        "queries": [_query(query) for query in kept.queries],
    }


def files(kept: Objects, telling: Telling) -> Data:
    """A kind of file that is kept."""
    return {
        "id": kept.id,
        "what": words(kept.what),
        "sensitivity": kept.sensitivity,
        "per_month": telling.number(kept.per_month),
        "size": telling.number(kept.size),
        "bytes_12m": telling.number(kept.bytes_12m),
        "retention": telling.number(kept.retention),
    }


def _step(step: Step, telling: Telling) -> Data:
    return {
        "from": step.source,
        "to": step.target,
        "does": words(step.does),
        "hard": step.hard,
        "calls": telling.number(step.calls),
    }


def _query(query: Query) -> Data:
    return {
        "id": query.id,
        "wants": words(query.wants),
        "by": list(query.by),
        "order": query.order,
        "journey": query.journey,
    }
