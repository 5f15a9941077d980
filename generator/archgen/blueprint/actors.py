"""Who calls the system: each kind of caller with what it wants, over what, with which data and how often."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from msgspec import Struct

from archgen.blueprint.parts import Flow, Journey
from archgen.brief import Role
from archgen.quantities import Quantity, total
from archgen.texts import Text


class Actor(Struct, frozen=True):
    """One kind of caller: its journeys, what they speak, the entities and objects in them, and their peak together."""

    id: str
    title: str
    journeys: tuple[str, ...]
    over: tuple[Text | str, ...]
    carries: tuple[str, ...]
    peak: Quantity


def actors(journeys: Sequence[Journey], wires: Sequence[Flow], roles: Mapping[str, Role]) -> tuple[Actor, ...]:
    """The callers of one design, in the order of its journeys."""
    return tuple(_actor(name, journeys, wires, roles) for name in dict.fromkeys(journey.by for journey in journeys))


def _actor(name: str, journeys: Sequence[Journey], wires: Sequence[Flow], roles: Mapping[str, Role]) -> Actor:
    mine = [journey for journey in journeys if journey.by == name]
    carried: Iterator[str] = (kept for journey in mine for kept in journey.entities)
    return Actor(
        id=name,
        title=roles[name].title,
        journeys=tuple(journey.id for journey in mine),
        over=tuple(dict.fromkeys(flow.over for flow in wires if flow.source == name)),
        carries=tuple(dict.fromkeys(carried)),
        peak=total((journey.peak for journey in mine), "req/s"),
    )
