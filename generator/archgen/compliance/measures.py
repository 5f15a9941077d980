"""What is counted or compared in a design for its checks, where no condition over facts can say it.

A measure gives what speaks against the check: the names of the parts, journeys or people that fall short; none where
nothing does. It gives None where there is nothing to look at.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from types import FunctionType
from typing import Any

from msgspec import Struct

from archgen.blueprint import Blueprint
from archgen.outline import Outline
from archgen.quantities import Answer, Expression, Quantity


class Of(Struct, frozen=True):
    """What is measured: the design, and which of its pages are owed."""

    blueprint: Blueprint
    outline: Outline


Short = Sequence[Any] | None
Measure = Callable[[Of], Short]

_LAYERS = {
    "perimeter": {"waf", "ddos", "ip-allowlist"},
    "network": {"private-network", "security-groups", "network-acl"},
    "application": {"sign-in", "token-check", "rate-limit"},
    "data": {"at-rest", "in-transit", "database-access"},
    "watch": {"intrusion-detection", "audit-log", "anomaly-detection"},
}


def unnamed_parts(of: Of) -> Short:
    """Components that nothing of the catalogue fills."""
    return [component.title for component in of.blueprint.components if not component.technology]


def undated_parts(of: Of) -> Short:
    """Technologies whose end of support is not known."""
    used = [component.technology for component in of.blueprint.components if component.technology]
    return list(dict.fromkeys(each.name for each in used if not each.support_ends))


def unwatched_parts(of: Of) -> Short:
    """Components without a failure row, so without alert, runbook and drill."""
    watched = {failure.component for failure in of.blueprint.failures}
    return [component.title for component in of.blueprint.components if component.id not in watched]


def unsigned_takers(of: Of) -> Short:
    """Other organisations that see data of people without an agreement, or of which nobody said what they see."""
    design = of.blueprint.design
    people, touched = {*design["personal_kinds"]}, design["journey_personal"]
    met = {flow.target for flow in of.blueprint.flows if any(touched[journey] for journey in flow.journeys)}
    others = [one for one in of.blueprint.neighbours if one.third_party]
    takers = [one for one in others if people & {*one.shares} or (one.id in met and not one.shares)]
    return [one.id for one in takers if not one.agreement or not one.shares] if takers else None


def unanswered_failures(of: Of) -> Short:
    """Failures whose alert leads to no page."""
    return [failure.title for failure in of.blueprint.failures if not of.outline.reference(f"runbook:{failure.id}")]


def assumed_targets(of: Of) -> Short:
    """Critical journeys whose target nobody gave."""
    critical = [journey for journey in of.blueprint.journeys if journey.critical]
    return [journey.id for journey in critical if not _answered(journey.wanted)] if critical else None


def _answered(quantity: Quantity) -> bool:
    """Whether somebody gave it, be it under another name: a target of the whole is that of its critical journeys."""
    source = quantity.source
    if isinstance(source, Expression) and source.operator == "=":
        return _answered(source.operands[0])
    return isinstance(source, Answer)


def untold_fallbacks(of: Of) -> Short:
    """Neighbours of whom nobody said what users get without them."""
    return [each.id for each in of.blueprint.neighbours if not each.fallback] if of.blueprint.neighbours else None


def unpromised_neighbours(of: Of) -> Short:
    """Hard neighbours of other organisations that promise nothing in writing."""
    hard = [each for each in of.blueprint.neighbours if each.hard and each.third_party]
    return [each.id for each in hard if not each.agreement] if hard else None


def assumed_driver(of: Of) -> Short:
    """The number that drives the design, where nobody gave it."""
    driver = of.blueprint.driver
    return None if driver is None else [driver.path] if driver.where != "given" else []


def open_layers(of: Of) -> Short:
    """Layers of defence without a control."""
    taken = set(of.blueprint.design["security_controls"])
    return [layer for layer, controls in _LAYERS.items() if not controls & taken]


def short_promises(of: Of) -> Short:
    """Critical journeys that cannot keep the least availability of the house."""
    least = of.blueprint.design["quality_availability"].base
    critical = [journey for journey in of.blueprint.journeys if journey.critical]
    return [journey.id for journey in critical if journey.feasible.low < least] if critical else None


def slow_targets(of: Of) -> Short:
    """Critical journeys that are promised slower than what people feel as at once."""
    most = of.blueprint.design["quality_latency"].base
    critical = [journey for journey in of.blueprint.journeys if journey.critical]
    waited = {journey.id: journey.latency for journey in critical if journey.latency}
    return [journey for journey, latency in waited.items() if latency.high > most] if waited else None


def full_tiers(of: Of) -> Short:
    """Parts that carry more at the peak than the headroom leaves."""
    most, loads = of.blueprint.design["headroom"].base, of.blueprint.design["load_at_peak"]
    titles = {component.id: component.title for component in of.blueprint.components}
    return [titles.get(part, part) for part, load in loads.items() if load is not None and load.high > most]


def slow_recovery(of: Of) -> Short:
    """The hours in which recovery takes longer than wanted."""
    wanted = of.blueprint.design["rto_wanted"]
    facts = (("by day", "recovery_by_day"), ("by night", "recovery_by_night"))
    found = [(hours, of.blueprint.design[name]) for hours, name in facts]
    return [hours for hours, takes in found if takes is not None and takes.high > wanted.base]


def lost_beyond_wish(of: Of) -> Short:
    """What may be lost, where that is more than wanted."""
    reached, wanted = of.blueprint.design["rpo_reached"], of.blueprint.design["rpo_wanted"]
    return None if reached is None or wanted is None else [reached] if reached.high > wanted.base else []


def missing_growth(of: Of) -> Short:
    """Orders of magnitude of which nobody says what breaks first."""
    told = {horizon.title for horizon in of.blueprint.horizons}
    return [title for title in ("x10", "x100") if title not in told]


def thin_ownership(of: Of) -> Short:
    """The number of deployables, where there are more than the people can own."""
    design = of.blueprint.design
    parts, each = design["deployables"].value, design["split_limit.people_each"]
    if each is None or parts <= 1:
        return []
    return [design["deployables"]] if design["engineers"].value < parts * each.value else []


def split_too_far(of: Of) -> Short:
    """The number of deployables, where it is beyond what the phase and the teams bear."""
    design = of.blueprint.design
    return [design["deployables"]] if design["deployables"].value > 1 + design["split_ceiling"].value else []


def unowned_deployables(of: Of) -> Short:
    """The number of deployables, where there are more than teams."""
    design = of.blueprint.design
    return [design["deployables"]] if design["deployables"].value > max(design["teams"].value, 1) else []


def unmeasured_debt(of: Of) -> Short:
    """Debts of the register by which no number would move; None where no debt was named."""
    measured = of.blueprint.design["debt_measured"]
    return [name for name, known in measured.items() if not known] if len(measured) else None


def beyond_team(of: Of) -> Short:
    """Contradictions that this team cannot carry."""
    return [each.title for each in of.blueprint.challenges if each.severity.startswith("infeasible")]


def unknown_skills(of: Of) -> Short:
    """Technologies that nobody of the team has run in production."""
    return [gap.technology for gap in of.blueprint.people.gaps]


def silent_journeys(of: Of) -> Short:
    """Critical journeys without an objective."""
    promised = {objective.journey for objective in of.blueprint.objectives}
    critical = [journey for journey in of.blueprint.journeys if journey.critical]
    return [journey.id for journey in critical if journey.id not in promised] if critical else None


def waiting_todos(of: Of) -> Short:
    """What only the team can supply and has not, in the words of its place on the list of to-dos."""
    return [todo.id.removeprefix("todo-").replace("-", " ") for todo in of.blueprint.todos]


def unrecorded_choices(of: Of) -> Short:
    """Decisions that add a part, a cost or a duty and have no record."""
    recorded = {(each.id, each.subject) for each in of.outline.records}
    return [
        each.title
        for each in of.blueprint.decisions
        if each.recorded and each.losers and (each.id, each.subject) not in recorded
    ]


def unkept_duties(of: Of) -> Short:
    """Kinds of personal data without a stated ground for how long they are kept."""
    personal = [
        entity
        for entity in of.blueprint.entities
        if entity.sensitivity in ("personal", "sensitive", "health", "payment")
    ]
    return [entity.id for entity in personal if not entity.retention_ground] if personal else None


def _measures() -> Iterator[tuple[str, Measure]]:
    for name, value in globals().items():
        if not name.startswith("_") and isinstance(value, FunctionType) and value.__module__ == __name__:
            yield name.replace("_", "-"), value


MEASURES: dict[str, Measure] = dict(_measures())
