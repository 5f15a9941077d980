"""What somebody may do where parts of one design trust each other in part: each threat once, with its boundaries."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from msgspec import Struct
from msgspec.structs import replace

from archgen.blueprint.conditions import holds
from archgen.blueprint.parts import Flow, Neighbour
from archgen.blueprint.rows import Rows
from archgen.blueprint.speech import Filled, Speaker
from archgen.brief import Role

_NAMED = 4


class Threat(Struct, frozen=True):
    """What somebody may do, the boundaries (from, to) where it stands, the control, and what remains."""

    id: str
    stride: str
    boundaries: tuple[tuple[str, str], ...]
    says: Filled
    control: Filled
    remains: Filled


class Parties(Struct, frozen=True):
    """Whom arrows lead from and to, by id."""

    roles: Mapping[str, Role]
    neighbours: Mapping[str, Neighbour]

    def names(self, part: str) -> frozenset[str]:
        """By what a row may call a part: its id, and the kind of thing that it is."""
        if part in self.neighbours:
            return frozenset((part, "dependency"))
        return frozenset((part, self.roles[part].kind)) if part in self.roles else frozenset((part,))

    def titles(self, parts: Sequence[str]) -> tuple[str, ...]:
        """What sentences call them, each once."""
        return tuple(dict.fromkeys(self.roles[part].title if part in self.roles else part for part in parts))


def threats(rows: Rows, speaker: Speaker, flows: Sequence[Flow], parties: Parties) -> tuple[Threat, ...]:
    """All threats: those to critical journeys and to what tells of people first, else in the order of their rows."""
    found = sorted(_met(rows, speaker, flows, parties), key=lambda pair: -_weight(pair[1], speaker))
    told = (_told(row, crossed, speaker, parties) for row, crossed in found)
    return tuple(threat for threat in told if threat)


def _met(
    rows: Rows, speaker: Speaker, flows: Sequence[Flow], parties: Parties
) -> Iterator[tuple[Mapping[str, Any], tuple[Flow, ...]]]:
    """Each row with the arrows where it stands."""
    for row in rows.threats:
        ends = {*row["from"]}, {*row["to"]}
        crossed = tuple(
            narrowed
            for flow in flows
            if parties.names(flow.source) & ends[0] and parties.names(flow.target) & ends[1]
            if holds(row.get("when", {}), speaker.design, flow.target)
            if (narrowed := _narrowed(flow, row, speaker, parties))
        )
        if crossed:
            yield row, crossed


def _narrowed(flow: Flow, row: Mapping[str, Any], speaker: Speaker, parties: Parties) -> Flow | None:
    """The arrow as far as a row speaks of it: the journeys and the data that it means; None where it means none."""
    design = speaker.design
    touched: Mapping[str, tuple[str, ...] | None] = design["journey_entities"]
    sorts = {*row.get("carries", ())}

    def carried(kinds: Sequence[str]) -> tuple[str, ...]:
        return tuple(kind for kind in kinds if not sorts or _sort(kind, speaker) in sorts)

    journeys = tuple(
        journey
        for journey in flow.journeys
        if not row.get("writes") or design["journey_kind"][journey] == "write"
        if not row.get("contested") or design["journey_is_contested"][journey]
        if not sorts or flow.target in parties.neighbours or carried(touched.get(journey) or ())
    )
    neighbour = parties.neighbours.get(flow.target)
    kinds = [kind for journey in journeys for kind in touched.get(journey) or ()]
    data = carried(neighbour.shares if neighbour and (neighbour.shares or sorts) else tuple(dict.fromkeys(kinds)))
    if not journeys or (sorts and not data):
        return None
    return replace(flow, journeys=journeys, carries=data)


def _sort(kind: str, speaker: Speaker) -> str:
    """What kind of data it is to the law."""
    sort = speaker.design.get("entity_class", kind) or speaker.design.get("object_class", kind)
    return str(sort or "none")


def _weight(crossed: Sequence[Flow], speaker: Speaker) -> int:
    """How much is at stake: a critical journey, people, and what of them would do grave harm."""
    critical = {*speaker.design["critical_journeys"]}
    sorts = {_sort(kind, speaker) for flow in crossed for kind in flow.carries}
    grave = {"sensitive", "health", "payment", "secret"}
    return (
        bool(critical & {journey for flow in crossed for journey in flow.journeys})
        + bool(sorts & {"personal", *grave})
        + bool(sorts & grave)
    )


def _told(row: Mapping[str, Any], crossed: Sequence[Flow], speaker: Speaker, parties: Parties) -> Threat | None:
    critical = {*speaker.design["critical_journeys"]}
    journeys = dict.fromkeys(journey for flow in crossed for journey in flow.journeys)
    dependencies = tuple(dict.fromkeys(flow.target for flow in crossed))
    told = speaker.about(
        source=parties.titles([flow.source for flow in crossed]),
        target=parties.titles([flow.target for flow in crossed]),
        journeys=tuple(sorted(journeys, key=lambda journey: journey not in critical))[:_NAMED],
        crossing=tuple(dict.fromkeys(kind for flow in crossed for kind in flow.carries))[:_NAMED] or None,
        dependency=dependencies if len(dependencies) > 1 else dependencies[0],
        role=crossed[0].target,
    )
    says, control, remains = (told.say(row[key]) for key in ("says", "control", "remains"))
    if not (says and control and remains):
        return None
    boundaries = tuple((flow.source, flow.target) for flow in crossed)
    return Threat(row["threat"], row["stride"], boundaries, says, control, remains)
