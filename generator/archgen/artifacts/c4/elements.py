"""The elements and arrows of a design, the same as its diagrams show; what a language calls them is not known here."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import Struct

from archgen.artifacts.words import words
from archgen.blueprint import Blueprint, Component, Flow, Journey, Neighbour
from archgen.quantities import print_quantity

SYSTEM = "system"
MOST_SAID = 3


class Element(Struct, frozen=True):
    """Somebody who uses the system, a part of it, or a system that others run.

    `id` is made of letters, digits and underscores, is no word of either language, and no two are alike.
    """

    id: str
    name: str
    kind: str
    title: str
    says: str = ""
    technology: str = ""
    units: str = ""


class Arrow(Struct, frozen=True):
    """Who calls whom, by the ids of elements, what for and over what; a soft one may fail without harm."""

    source: str
    target: str
    says: str
    hard: bool
    over: str = ""


class Walk(Struct, frozen=True):
    """The steps of one journey, in order."""

    id: str
    title: str
    steps: tuple[Arrow, ...]


class Model(Struct, frozen=True):
    """One system: who uses it, its parts, its neighbours, its arrows, and the walks of its journeys."""

    title: str
    says: str
    actors: tuple[Element, ...]
    parts: tuple[Element, ...]
    neighbours: tuple[Element, ...]
    arrows: tuple[Arrow, ...]
    walks: tuple[Walk, ...]


def model(blueprint: Blueprint) -> Model:
    """The model of one design."""
    actors = tuple(dict.fromkeys(journey.by for journey in blueprint.journeys))
    ids = {actor: f"actor_{_word(actor)}" for actor in actors}
    ids |= {other.id: f"neighbour_{_word(other.id)}" for other in blueprint.neighbours}
    ids |= {part.id: f"part_{_word(part.id)}" for part in blueprint.components}
    return Model(
        title=words(blueprint.name),
        says=words(blueprint.purpose),
        actors=tuple(Element(ids[actor], actor, "actor", actor) for actor in actors),
        parts=tuple(_part(part, ids) for part in blueprint.components),
        neighbours=tuple(_neighbour(other, ids) for other in blueprint.neighbours),
        arrows=tuple(_arrow(flow, ids) for flow in blueprint.wires),
        walks=tuple(_walk(journey, ids) for journey in blueprint.journeys),
    )


def _part(part: Component, ids: dict[str, str]) -> Element:
    made_of = part.technology.name if part.technology else ""
    units = print_quantity(part.units) if part.units is not None else ""
    return Element(ids[part.id], part.id, part.kind, part.title, part.says, made_of, units)


def _neighbour(other: Neighbour, ids: dict[str, str]) -> Element:
    return Element(ids[other.id], other.id, "neighbour", other.id, words(other.purpose), words(other.product))


def _arrow(flow: Flow, ids: dict[str, str]) -> Arrow:
    return Arrow(ids[flow.source], ids[flow.target], "; ".join(_said(flow)), flow.hard, words(flow.over))


def _said(flow: Flow) -> Iterator[str]:
    yield from (words(does) for does in flow.does[:MOST_SAID])
    if len(flow.does) > MOST_SAID:
        yield f"and {len(flow.does) - MOST_SAID} more"


def _walk(journey: Journey, ids: dict[str, str]) -> Walk:
    steps = tuple(Arrow(ids[step.source], ids[step.target], words(step.does), step.hard) for step in journey.steps)
    return Walk(f"journey_{_word(journey.id)}", f"{journey.id}: {words(journey.wants)}", steps)


def _word(name: str) -> str:
    return name.replace("-", "_")
