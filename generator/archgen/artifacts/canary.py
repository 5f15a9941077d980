"""A canary's stages as data: which share when, what each journey must have shown, and the queries that show it."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from msgspec.structs import replace

from archgen.blueprint import Blueprint, Journey
from archgen.quantities import Quantity, count, print_number
from archgen.slo import Objective
from archgen.slo.indicators import Counted
from archgen.slo.promql import Matcher

Data = dict[str, Any]

SPAN = "$SINCE"
VARIABLES = {
    "CANARY": "a regular expression of the instances that run the new version, as the label 'instance' names them",
    "SINCE": "how long they have run, such as 30m",
}
RULES = (
    "A stage begins when its time has come and no gate that has seen its requests fails.",
    "A gate fails when the share of failing requests is above that elsewhere by more points than allowed.",
    "The last stage waits until every gate has seen its requests.",
    "The alert of a watched journey rolls back at every stage.",
)
_NEW = Matcher("instance", "$CANARY", "=~")
_REST = Matcher("instance", "$CANARY", "!~")
# Each share and when it begins at the earliest, by the names of their figures.
_STAGES = (
    ("canary_share_first", ""),
    ("canary_share_second", "canary_at_second"),
    ("canary_share_third", "canary_at_third"),
    ("canary_share_fourth", "canary_at_fourth"),
    ("", "canary_at_full"),
)


def canary(blueprint: Blueprint) -> Data:
    """The stages of a release, the gates of journeys whose traffic can tell, and the others with their alerts."""
    promised = {one.journey: (one, one.indicator) for one in blueprint.objectives if isinstance(one.indicator, Counted)}
    blind = set(blueprint.design["canary_blind"])
    journeys = [journey for journey in blueprint.journeys if journey.id in promised]
    return {
        "service": blueprint.slug,
        "rules": list(RULES),
        "variables": VARIABLES,
        "stages": [_stage(*names, blueprint) for names in _STAGES],
        "gates": [_gate(one, *promised[one.id], blueprint) for one in journeys if one.id not in blind],
        "watched": [_watched(one, promised[one.id][0], blueprint) for one in journeys if one.id in blind],
    }


def _stage(share: str, earliest: str, blueprint: Blueprint) -> Data:
    design = blueprint.design
    return {
        "percent": shown(design[share]) if share else 100,
        "earliest_minutes": shown(_in(design[earliest], "min")) if earliest else 0,
    }


def _gate(journey: Journey, objective: Objective, indicator: Counted, blueprint: Blueprint) -> Data:
    design = blueprint.design
    new, rest = (_of_arm(indicator, matcher) for matcher in (_NEW, _REST))
    return {
        "journey": journey.id,
        "objective": objective.name,
        "requests": shown(design["canary_sample"][journey.id]),
        "hours_until_seen": dict(_waits(journey, blueprint)),
        "allowed_percent": shown(design["error_share_allowed"][journey.id]),
        "told_from_percent": shown(design["canary_failing_share"][journey.id]),
        "roll_back_above_points": shown(design["rollback_error_points"]),
        "seen": new.valid(SPAN),
        "failing": f"({new.bad(SPAN)}) / ({new.valid(SPAN)} > 0)",
        "failing_elsewhere": f"({rest.bad(SPAN)}) / ({rest.valid(SPAN)} > 0)",
    }


def _watched(journey: Journey, objective: Objective, blueprint: Blueprint) -> Data:
    """A journey whose traffic comes too slowly to compare: its budget judges the release."""
    wait = blueprint.design["canary_wait"][journey.id]
    return {
        "journey": journey.id,
        "objective": objective.name,
        "requests": shown(blueprint.design["canary_sample"][journey.id]),
        **({"hours_until_seen": dict(_waits(journey, blueprint))} if wait is not None else {}),
        "roll_back_on_alert": objective.alert,
    }


def _waits(journey: Journey, blueprint: Blueprint) -> Iterator[tuple[str, Decimal]]:
    """How long each share takes to see what the gate needs, at the mean load of a day."""
    design = blueprint.design
    sample, mean = design["canary_sample"][journey.id], design["rps_mean"][journey.id]
    for share, _ in _STAGES[:-1]:
        yield f"at_{print_number(design[share])}_percent", shown(_in(sample / (mean * design[share]), "h"))


def shown(quantity: Quantity) -> Decimal:
    """A number as pages print it, in its own unit."""
    return Decimal(print_number(quantity).replace(",", ""))


def _in(quantity: Quantity, unit: str) -> Quantity:
    return count(quantity.value_in(unit), unit)


def _of_arm(indicator: Counted, matcher: Matcher) -> Counted:
    return replace(indicator, total=indicator.total.having(matcher))
