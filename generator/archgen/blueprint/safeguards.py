"""What keeps data right and safe: the mechanism behind each rule, threats at each trust boundary, where data rests."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from msgspec import Struct

from archgen.blueprint.conditions import holds
from archgen.blueprint.integrity import Rule, rules
from archgen.blueprint.parts import Component, Entity, Flow, Neighbour, Objects
from archgen.blueprint.rows import Rows
from archgen.blueprint.speech import Filled, Speaker
from archgen.brief import Role
from archgen.quantities import Quantity
from archgen.texts import Text


class Threat(Struct, frozen=True):
    """What somebody may do at a boundary between parts that trust each other in part, the control, and the rest."""

    id: str
    stride: str
    sources: tuple[str, ...]
    targets: tuple[str, ...]
    says: Filled
    control: Filled
    remains: Filled


class Resting(Struct, frozen=True):
    """A place where data of people rests: which, in what form, and how it leaves."""

    place: str
    kinds: tuple[str, ...]
    form: str


class Processing(Struct, frozen=True):
    """A line of the record of processing: which data, in which journeys, of what sort, and who else gets it.

    `unsigned` are those recipients with whom no agreement about it is signed.
    """

    kind: str
    what: Text | None
    sort: str
    journeys: tuple[str, ...]
    retention: Quantity
    ground: Text | None
    recipients: tuple[str, ...]
    unsigned: tuple[str, ...]


class Safeguards(Struct, frozen=True):
    """Rules, threats, resting places and the record of processing of one design."""

    rules: tuple[Rule, ...]
    threats: tuple[Threat, ...]
    resting: tuple[Resting, ...]
    processing: tuple[Processing, ...]


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
        threats=tuple(_threats(rows, speaker, flows, roles, {neighbour.id: neighbour for neighbour in neighbours})),
        resting=tuple(_resting(speaker, components, neighbours, entities, objects)),
        processing=tuple(_processing(speaker, neighbours, entities, objects)),
    )


def _threats(
    rows: Rows, speaker: Speaker, flows: Sequence[Flow], roles: Mapping[str, Role], others: Mapping[str, Neighbour]
) -> Iterator[Threat]:
    for row in rows.threats:
        for boundary in _boundaries(row, speaker, flows, roles, others):
            told = _at(boundary, row, speaker, roles, others)
            says, control, remains = (told.say(row[key]) for key in ("says", "control", "remains"))
            if says and control and remains:
                yield Threat(row["threat"], row["stride"], boundary.sources, boundary.targets, says, control, remains)


class _Boundary(Struct, frozen=True):
    """Where a threat is met: from which parts to which, and the journeys that cross there."""

    sources: tuple[str, ...]
    targets: tuple[str, ...]
    journeys: tuple[str, ...]

    def joined(self, other: _Boundary) -> _Boundary:
        def both(one: tuple[str, ...], more: tuple[str, ...]) -> tuple[str, ...]:
            return tuple(dict.fromkeys((*one, *more)))

        return _Boundary(
            both(self.sources, other.sources), both(self.targets, other.targets), both(self.journeys, other.journeys)
        )


def _boundaries(
    row: Mapping[str, Any],
    speaker: Speaker,
    flows: Sequence[Flow],
    roles: Mapping[str, Role],
    others: Mapping[str, Neighbour],
) -> Iterable[_Boundary]:
    """The boundaries that a row speaks of: one for each target, or where they are told `together` one for all."""
    found: dict[str, _Boundary] = {}
    for flow in flows:
        ends = (_names(flow.source, roles, others), _names(flow.target, roles, others))
        meant = ends[0] & set(row["from"]) and ends[1] & set(row["to"])
        journeys = tuple(_crossing(row, flow, speaker))
        if meant and journeys and holds(row.get("when", {}), speaker.design, flow.target):
            key = "" if row.get("together") else flow.target
            met = _Boundary((flow.source,), (flow.target,), journeys)
            found[key] = found[key].joined(met) if key in found else met
    return found.values()


def _crossing(row: Mapping[str, Any], flow: Flow, speaker: Speaker) -> Iterator[str]:
    """The journeys over an arrow that a row speaks of: those that write, or those that carry what tells of people."""
    writes, personal = speaker.design["journey_kind"], speaker.design["journey_personal"]
    for journey in flow.journeys:
        if (writes[journey] == "write" or not row.get("writes")) and (personal[journey] or not row.get("personal")):
            yield journey


def _names(part: str, roles: Mapping[str, Role], others: Mapping[str, Neighbour]) -> frozenset[str]:
    """By what a row may call a part: its id, and the kind of thing that it is."""
    if part in others:
        return frozenset((part, "dependency"))
    return frozenset((part, roles[part].kind)) if part in roles else frozenset((part,))


def _at(
    boundary: _Boundary,
    row: Mapping[str, Any],
    speaker: Speaker,
    roles: Mapping[str, Role],
    others: Mapping[str, Neighbour],
) -> Speaker:
    """The speaker at one boundary: both ends, the journeys that cross it and the data that they carry."""
    touched: Mapping[str, Any] = speaker.design["journey_personal" if row.get("personal") else "journey_entities"]
    carried = dict.fromkeys(kept for journey in boundary.journeys for kept in (touched.get(journey) or ()))
    shared = dict.fromkeys(kept for target in boundary.targets if target in others for kept in others[target].shares)
    outside = any(target in others for target in boundary.targets)
    return speaker.about(
        source=tuple(roles[source].title if source in roles else source for source in boundary.sources),
        target=tuple(roles[target].title if target in roles else target for target in boundary.targets),
        journeys=boundary.journeys[:3],
        crossing=tuple(shared if outside else carried)[:3] or None,
        dependency=boundary.targets[0] if len(boundary.targets) == 1 else boundary.targets,
        role=boundary.targets[0],
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
        kept = files if component.id == "object-store" else _of_store(component, components, records, speaker)
        if component.kind == "store" and component.id != "cache" and kept:
            yield Resting(component.title, kept, "store")
    if records:
        yield Resting("backups", records, "backup")
        yield Resting("logs", records, "logs")
    for neighbour in neighbours:
        seen = tuple(kind for kind in neighbour.shares if kind in personal)
        if seen:
            yield Resting(neighbour.id, seen, "agreed" if neighbour.agreement else "not agreed")


def _processing(
    speaker: Speaker, neighbours: Sequence[Neighbour], entities: Sequence[Entity], objects: Sequence[Objects]
) -> Iterator[Processing]:
    """A line for each kind of data that tells of people, where the GDPR asks for the record."""
    personal = {*(speaker.design["personal_kinds"] or ())} if speaker.design["gdpr"] else set()
    told: tuple[Entity | Objects, ...] = (*entities, *objects)
    for kept in told:
        if kept.id in personal:
            takers = [neighbour for neighbour in neighbours if kept.id in neighbour.shares]
            yield Processing(
                kind=kept.id,
                what=kept.what,
                sort=kept.sensitivity,
                journeys=kept.journeys,
                retention=kept.retention,
                ground=kept.retention_ground if isinstance(kept, Entity) else None,
                recipients=tuple(one.id for one in takers),
                unsigned=tuple(one.id for one in takers if not one.agreement),
            )


def _of_store(
    component: Component, components: Sequence[Component], records: tuple[str, ...], speaker: Speaker
) -> tuple[str, ...]:
    """What a store holds: what the journeys that go there touch, all where none does.

    The system of record holds all but what only journeys into the time series store touch.
    """
    touched = speaker.design["journey_entities"]

    def of(journeys: Iterable[str]) -> set[str]:
        return {entity for journey in journeys for entity in (touched.get(journey) or ())}

    if component.id == "primary-store":
        series = {journey for one in components if one.id == "time-series-store" for journey in one.touched}
        apart = of(series) - of(set(touched) - series)
        return tuple(one for one in records if one not in apart)
    there = of(component.touched)
    return tuple(one for one in records if not there or one in there)
