"""What a system tells when something happened: one event for each journey and exchange that a broker carries."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from msgspec import Struct

from archgen.blueprint import Blueprint, Entity, Journey, belongs
from archgen.brief import CARRIERS
from archgen.interface.drafting import words
from archgen.interface.phrase import phrase
from archgen.interface.resource import column
from archgen.texts import Text


class Event(Struct, frozen=True):
    """An event: its type as `entity.pastVerb`, who tells it because of what, who takes it, and what keeps its order.

    `entity` is the record that it is about, "" where none is known; `key` is the field whose events stay in order.
    `personal` is true where it must carry no words about people. `carrier` is the role that carries it.
    """

    type: str
    entity: str
    key: str
    journey: str
    interaction: str
    source: str
    readers: tuple[str, ...]
    owner: Text | str
    personal: bool
    carrier: str


def events(blueprint: Blueprint) -> tuple[Event, ...]:
    """The events of a system whose broker is more than a table of jobs, each type once."""
    if not blueprint.has_broker:
        return ()
    found: dict[str, Event] = {}
    for event in (*_handed(blueprint), *_told(blueprint)):
        found.setdefault(event.type, event)
    return tuple(found.values())


def key_of(entity: Entity) -> str:
    """The field by which events of an entity keep their order: what a part of its key leads to, else its own id."""
    parents = [column(one) for one in belongs(entity) if column(one) in entity.key]
    return parents[0] if parents else entity.key[0]


def _handed(blueprint: Blueprint) -> Iterator[Event]:
    """News of journeys that hand work on; what a schedule begins takes news and makes none."""
    handing = blueprint.design["handing_journeys"] or ()
    entities = {entity.id: entity for entity in blueprint.entities}
    for journey in blueprint.journeys:
        if journey.id in handing and journey.by != "clock" and journey.writes:
            yield _of_journey(journey, entities, blueprint)


def _of_journey(journey: Journey, entities: Mapping[str, Entity], blueprint: Blueprint) -> Event:
    told = phrase(journey, entities, blueprint.lexicon)
    first = next((name for name in journey.entities if name in entities), "")
    entity = told.named or told.made or first
    what = entity or "-".join(told.words)
    carrier = next((step for step in journey.steps if step.target in CARRIERS), None)
    source = carrier.source if carrier else "api"
    return Event(
        type=f"{words(what or blueprint.slug)}.{words(blueprint.lexicon.done(told.verb))}",
        entity=entity,
        key=key_of(entities[entity]) if entity else "id",
        journey=journey.id,
        interaction="",
        source="api" if source == journey.by else source,
        readers=_readers(journey),
        owner=_owner(entity, entities),
        personal=_personal(entity, entities),
        carrier=_carrier(blueprint),
    )


def _readers(journey: Journey) -> tuple[str, ...]:
    """The parts that a journey goes to from its carrier."""
    after = [step.target for step in journey.steps if step.source in CARRIERS]
    return tuple(dict.fromkeys(after)) or ("worker",)


def _told(blueprint: Blueprint) -> Iterator[Event]:
    """News that one domain tells others through the broker."""
    design, entities = blueprint.design, {entity.id: entity for entity in blueprint.entities}
    for name in design["subjects.interaction"]:
        if design.get("sync_or_async", name) not in ("queue", "event-log"):
            continue
        entity = next((one for one in entities if name.startswith(f"{one}-")), "")
        teller, taker = design.get("interaction_from", name), design.get("interaction_to", name)
        happened = name.removeprefix(f"{entity}-")
        yield Event(
            type=f"{words(entity or (teller.raw if teller else blueprint.slug))}.{words(happened)}",
            entity=entity,
            key=key_of(entities[entity]) if entity else "id",
            journey="",
            interaction=name,
            source="api",
            readers=(taker.raw if taker else "worker",),
            owner=teller or "the team",
            personal=_personal(entity, entities),
            carrier=_carrier(blueprint),
        )


def _carrier(blueprint: Blueprint) -> str:
    return "event-log" if str(blueprint.design["broker"]).endswith("-log") else "queue"


def _owner(entity: str, entities: Mapping[str, Entity]) -> Text | str:
    return (entities[entity].owner if entity else None) or "the team"


def _personal(entity: str, entities: Mapping[str, Entity]) -> bool:
    return bool(entity) and entities[entity].sensitivity != "none"
