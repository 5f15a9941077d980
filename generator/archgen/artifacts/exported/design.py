"""One document with everything that was designed. Its schema ships as `knowledge/blueprint.yaml`."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from archgen.artifacts.exported import operation, system
from archgen.artifacts.exported.decisions import decision
from archgen.artifacts.exported.numbers import ledger
from archgen.artifacts.exported.telling import Data, Telling
from archgen.artifacts.words import words
from archgen.blueprint import Assumed, Blueprint
from archgen.quantities import Quantity
from archgen.resolver import Family
from archgen.texts import Text

VERSION = 1  # of the format: a key that goes or changes its meaning makes it 2


def exported(blueprint: Blueprint, telling: Telling) -> Data:
    """The design as plain data, the same bytes for the same design once it is serialised.

    Strangers get no threats, no number that is secret, and no sentence that names one.
    """
    b = blueprint
    return {
        "version": VERSION,
        "slug": b.slug,
        "system": system.system(b),
        "facts": dict(_facts(b)),
        "decisions": [decision(each, b.design.ledger, telling) for each in b.decisions],
        "constraints": [
            system.constraint(each, telling) for each in b.constraints if _may(each.told.cells[0], telling)
        ],
        "deployables": [system.deployable(each) for each in b.deployables],
        "components": [system.component(each, telling) for each in b.components],
        "neighbours": [system.neighbour(each, telling) for each in b.neighbours],
        "flows": [system.flow(each) for each in b.wires],
        "journeys": [system.journey(each, telling) for each in b.journeys],
        "entities": [system.entity(each, telling) for each in b.entities],
        "files": [system.files(each, telling) for each in b.objects],
        "objectives": [operation.objective(each) for each in b.objectives],
        "failures": [operation.failure(each, b, telling) for each in b.failures],
        "libraries": operation.libraries(b.libraries, telling),
        "risks": [operation.risk(each, telling) for each in b.risks],
        "threats": [] if telling.public else [operation.threat(each, telling) for each in b.safeguards.threats],
        "challenges": [operation.challenge(each, telling) for each in b.challenges if _may(each.says, telling)],
        "assumptions": [operation.assumption(each, telling) for each in b.assumptions if _known(each, telling)],
        "horizons": [operation.horizon(each, b.design.ledger, telling) for each in b.later],
        "todos": [operation.todo(each) for each in b.todos],
        "ledger": ledger(b.design.ledger, telling),
    }


def _may(says: Any, telling: Telling) -> bool:
    return bool(telling.sentence(says))


def _known(assumed: Assumed, telling: Telling) -> bool:
    if assumed.path.startswith(telling.answers):
        return False
    return not isinstance(assumed.value, Quantity) or telling.allowed(assumed.value)


def _facts(blueprint: Blueprint) -> Iterator[tuple[str, Any]]:
    """What is no number and is known: answers, outcomes and derived flags, a family as an object by subject."""
    for name, value in blueprint.design.values.items():
        if name.startswith("subjects.") or name.endswith(".given"):
            continue
        if isinstance(value, Family):
            members = {subject: fact for subject, member in value.items() if (fact := _fact(member)) is not None}
            yield from ((name, members),) if members else ()
        elif (fact := _fact(value)) is not None:
            yield name, fact


def _fact(value: Any) -> Any:
    """A flag, a choice, words or names; None for numbers, which the ledger has, for what is unknown, and catalogues."""
    if isinstance(value, (bool, str)):
        return value
    if isinstance(value, Text):
        return words(value)
    if isinstance(value, tuple) and all(isinstance(part, (str, Text)) for part in value):
        return [words(part) for part in value]
    return None
