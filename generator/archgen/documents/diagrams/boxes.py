"""Boxes and arrows: the system among its neighbours, and the parts that it is made of."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from msgspec import Struct

from archgen.blueprint import Blueprint, Component, Flow
from archgen.documents.diagrams.labels import label, node, quoted

MOST = 15
MOST_DATA = 3
_SHAPES = {"store": ("[(", ")]"), "carrier": ("[[", "]]"), "edge": ("{{", "}}"), "tier": ("[", "]")}
_OUTSIDE = "  classDef outside stroke-dasharray: 4 3"


class Picture(Struct, frozen=True):
    """One diagram of several that together show everything."""

    title: str
    text: str


def context(blueprint: Blueprint) -> str:
    """The system between the people who use it and the systems that others run."""
    lines = ["flowchart LR"]
    lines += [f"  {node(actor.id)}([{quoted(actor.title)}])" for actor in blueprint.actors]
    lines.append(f"  system[{quoted(blueprint.name)}]")
    lines += [f"  {node(neighbour.id)}[{quoted(neighbour.id)}]:::outside" for neighbour in blueprint.neighbours]
    for actor in blueprint.actors:
        wants = ", ".join(actor.journeys)
        lines.append(f"  {node(actor.id)} -->|{_said(wants, actor.over, actor.carries)}| system")
    for neighbour in blueprint.neighbours:
        arrow = "-->" if neighbour.hard else "-.->"
        wants = _said(neighbour.purpose or neighbour.id, (neighbour.protocol,), neighbour.shares)
        lines.append(f"  system {arrow}|{wants}| {node(neighbour.id)}")
    return "\n".join((*lines, _OUTSIDE))


def containers(blueprint: Blueprint) -> tuple[Picture, ...]:
    """The parts that run, what they are made of, and who calls whom; where one picture would hold too many, by owner.

    An owner's picture shows the ways of the journeys that touch its data; the last one shows what all of them share.
    """
    everything = len(blueprint.components) + len(blueprint.neighbours) + len(blueprint.actors)
    if everything <= MOST:
        parts = [component.id for component in blueprint.components]
        others = [neighbour.id for neighbour in blueprint.neighbours]
        return (Picture("", _drawn(blueprint, blueprint.wires, {*parts, *others})),)
    groups = _groups(blueprint)
    pictures = [Picture(title, _of(blueprint, journeys)) for title, journeys in groups]
    told = {journey for _, journeys in groups for journey in journeys}
    rest = [flow for flow in blueprint.wires if not told.intersection(flow.journeys)]
    shown = {end for flow in rest for end in (flow.source, flow.target)}
    return (*pictures, Picture("What all of them share", _drawn(blueprint, rest, shown)))


def _groups(blueprint: Blueprint) -> Sequence[tuple[str, tuple[str, ...]]]:
    """Titles with journeys: a team each, or the critical ones where no team is named."""
    crews = [(f"What `{crew.id}` answers for", crew.journeys) for crew in blueprint.people.crews if crew.journeys]
    critical = tuple(journey.id for journey in blueprint.journeys if journey.critical)
    return crews or [("What critical journeys touch", critical)]


def _of(blueprint: Blueprint, journeys: Sequence[str]) -> str:
    flows = [flow for flow in blueprint.wires if set(journeys).intersection(flow.journeys)]
    return _drawn(blueprint, flows, {end for flow in flows for end in (flow.source, flow.target)})


def _drawn(blueprint: Blueprint, flows: Sequence[Flow], shown: set[str]) -> str:
    lines = ["flowchart LR", f"  subgraph system[{quoted(blueprint.name)}]"]
    lines += [f"    {_container(component)}" for component in blueprint.components if component.id in shown]
    lines.append("  end")
    ends = {flow.source for flow in flows}
    lines += [f"  {node(one.id)}([{quoted(one.title)}])" for one in blueprint.actors if one.id in ends]
    lines += [f"  {node(one.id)}[{quoted(one.id)}]:::outside" for one in blueprint.neighbours if one.id in shown]
    lines += [f"  {node(flow.source)} {'-->' if flow.hard else '-.->'} {node(flow.target)}" for flow in flows]
    return "\n".join((*lines, _OUTSIDE))


def _said(what: Any, over: Iterable[Any], data: Sequence[str]) -> str:
    """What an arrow is for, and below it what it speaks and carries."""
    more = [*data[:MOST_DATA], *(("...",) if len(data) > MOST_DATA else ())]
    below = ": ".join(filter(None, (", ".join(map(label, over)), label(", ".join(more)))))
    return f'"{label(what)}<br/>{below}"'


def _container(component: Component) -> str:
    opening, closing = _SHAPES.get(component.kind, ("[", "]"))
    made_of = f"<br/>{label(component.technology.name)}" if component.technology else ""
    return f'{node(component.id)}{opening}"{label(component.title)}{made_of}"{closing}'
