"""What keeps data right and safe: the mechanism behind each rule, threats at trust boundaries, where data rests."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from msgspec import Struct

from archgen.blueprint.integrity import Rule, rules
from archgen.blueprint.parts import Component, Entity, Flow, Neighbour, Objects
from archgen.blueprint.rows import Rows
from archgen.blueprint.speech import Speaker
from archgen.blueprint.threats import Parties, Threat, threats
from archgen.brief import Role
from archgen.quantities import Quantity
from archgen.texts import Text

_PASSING = {"cache": "cache", "cdn": "cache", "event-log": "events"}


class Resting(Struct, frozen=True):
    """A place where data of people rests: which, in what form, and how it leaves."""

    place: str
    kinds: tuple[str, ...]
    form: str


class Processing(Struct, frozen=True):
    """A line of the record of processing: which data, in which journeys, of what sort, and who else gets it.

    `through` are the records that belong to it, where journeys touch it only by them. `unsigned` are those recipients
    with whom no agreement about it is signed; `unsaid` are neighbours in its journeys that nobody said see anything.
    """

    kind: str
    what: Text | None
    sort: str
    journeys: tuple[str, ...]
    through: tuple[str, ...]
    retention: Quantity
    ground: Text | None
    recipients: tuple[str, ...]
    unsigned: tuple[str, ...]
    unsaid: tuple[str, ...]


class Linked(Struct, frozen=True):
    """A kind of record that tells of people by what it belongs to, and by nothing of its own."""

    kind: str
    to: tuple[str, ...]


class Safeguards(Struct, frozen=True):
    """Rules, threats, resting places and the record of processing of one design."""

    rules: tuple[Rule, ...]
    threats: tuple[Threat, ...]
    resting: tuple[Resting, ...]
    processing: tuple[Processing, ...]
    linked: tuple[Linked, ...]


def safeguards(
    rows: Rows,
    speaker: Speaker,
    *,
    roles: Mapping[str, Role],
    components: Sequence[Component],
    neighbours: Sequence[Neighbour],
    flows: Sequence[Flow],
    entities: Sequence[Entity],
    objects: Sequence[Objects],
) -> Safeguards:
    """Everything that guards the data of one design."""
    by_id = {entity.id: entity for entity in entities}
    return Safeguards(
        rules=tuple(rule for entity in entities for rule in rules(entity, by_id, rows, speaker)),
        threats=threats(rows, speaker, flows, Parties(roles, {one.id: one for one in neighbours})),
        resting=tuple(_resting(speaker, components, neighbours, entities, objects)),
        processing=tuple(_processing(speaker, neighbours, flows, entities, objects)),
        linked=tuple(_linked(speaker, entities)),
    )


def _resting(
    speaker: Speaker,
    components: Sequence[Component],
    neighbours: Sequence[Neighbour],
    entities: Sequence[Entity],
    objects: Sequence[Objects],
) -> Iterator[Resting]:
    personal = {*(speaker.design["personal_kinds"] or ())}
    records = tuple(entity.id for entity in entities if entity.id in personal)
    files = tuple(kept.id for kept in objects if kept.id in personal)
    for component in components:
        kept = files if component.id == "object-store" else _of_store(component, records, speaker)
        if component.kind == "store" and component.id != "cache" and kept:
            yield Resting(component.title, kept, "replica" if component.id == "read-replica" else "store")
        elif component.id in _PASSING and (passing := _touched(component, speaker)):
            yield Resting(component.title, passing, _PASSING[component.id])
    if records:
        yield Resting("backups", records, "backup")
        yield Resting("logs", records, "logs")
    for neighbour in neighbours:
        seen = tuple(kind for kind in neighbour.shares if kind in personal)
        if seen:
            yield Resting(neighbour.id, seen, _asked(neighbour))


def _asked(neighbour: Neighbour) -> str:
    """On what ground a neighbour can be told to delete what it holds."""
    if not neighbour.third_party:
        return "internal"
    return "agreed" if neighbour.agreement else "not agreed"


def _touched(component: Component, speaker: Speaker) -> tuple[str, ...]:
    """What tells of people in the journeys that go there."""
    personal = speaker.design["journey_personal"]
    return tuple(dict.fromkeys(kind for journey in component.touched for kind in personal[journey]))


def _processing(
    speaker: Speaker,
    neighbours: Sequence[Neighbour],
    flows: Sequence[Flow],
    entities: Sequence[Entity],
    objects: Sequence[Objects],
) -> Iterator[Processing]:
    """A line for each kind of data that tells of people, where the GDPR asks for the record."""
    personal = {*(speaker.design["personal_kinds"] or ())} if speaker.design["gdpr"] else set()
    told: tuple[Entity | Objects, ...] = (*entities, *objects)
    for kept in told:
        if kept.id in personal:
            takers = [neighbour for neighbour in neighbours if kept.id in neighbour.shares]
            met = {flow.target for flow in flows if {*kept.journeys} & {*flow.journeys}}
            parts = [one for one in entities if any(tie.to == kept.id for tie in one.relations) and one.journeys]
            through = () if kept.journeys else tuple(one.id for one in parts)
            yield Processing(
                kind=kept.id,
                what=kept.what,
                sort=kept.sensitivity,
                journeys=kept.journeys or tuple(dict.fromkeys(name for one in parts for name in one.journeys)),
                through=through,
                retention=kept.retention,
                ground=kept.retention_ground if isinstance(kept, Entity) else None,
                recipients=tuple(one.id for one in takers),
                unsigned=tuple(one.id for one in takers if _asked(one) == "not agreed"),
                unsaid=tuple(one.id for one in neighbours if one.id in met and not one.shares),
            )


def _linked(speaker: Speaker, entities: Sequence[Entity]) -> Iterator[Linked]:
    """Records that tell of nobody by themselves and belong to one that does, where the GDPR asks for the record."""
    personal = {*speaker.design["personal_kinds"]} if speaker.design["gdpr"] else set()
    for entity in entities:
        to = tuple(dict.fromkeys(tie.to for tie in entity.relations if tie.to in personal))
        if to and entity.id not in personal:
            yield Linked(entity.id, to)


def _of_store(component: Component, records: tuple[str, ...], speaker: Speaker) -> tuple[str, ...]:
    """What a store holds: what journeys change there, else what those that go there touch, all where none does.

    The system of record holds all but what the time series store alone keeps.
    """
    design = speaker.design
    if component.id == "primary-store":
        return tuple(one for one in records if not design.get("entity_apart", one))
    touched, kind = design["journey_entities"], design["journey_kind"]

    def of(journeys: Iterable[str]) -> set[str]:
        return {entity for journey in journeys for entity in (touched.get(journey) or ())}

    there = of(journey for journey in component.touched if kind[journey] == "write") or of(component.touched)
    return tuple(one for one in records if not there or one in there)
