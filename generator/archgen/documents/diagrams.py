"""Mermaid from the blueprint. Labels go through the filter of their place; ids are made here, never by people."""

from __future__ import annotations

from collections.abc import Iterator

from archgen.blueprint import Blueprint, Component, Journey
from archgen.documents.places import mermaid

_SHAPES = {"store": ("[(", ")]"), "carrier": ("[[", "]]"), "edge": ("{{", "}}"), "tier": ("[", "]")}


def context(blueprint: Blueprint) -> str:
    """The system between the people who use it and the systems that others run."""
    name = mermaid(blueprint.name.raw)
    lines = ["flowchart LR"]
    lines += [f'  {_node(actor)}(["{mermaid(actor)}"])' for actor in _actors(blueprint)]
    lines.append(f'  system["{name}"]')
    lines += [f'  {_node(neighbour.id)}["{mermaid(neighbour.id)}"]:::outside' for neighbour in blueprint.neighbours]
    lines += [f"  {_node(actor)} -->|{_quoted(_wants(actor, blueprint))}| system" for actor in _actors(blueprint)]
    for neighbour in blueprint.neighbours:
        arrow = "-->" if neighbour.hard else "-.->"
        purpose = neighbour.purpose.raw if neighbour.purpose else neighbour.id
        lines.append(f"  system {arrow}|{_quoted(purpose)}| {_node(neighbour.id)}")
    lines.append("  classDef outside stroke-dasharray: 4 3")
    return "\n".join(lines)


def containers(blueprint: Blueprint) -> str:
    """The parts that run, what they are made of, and who calls whom; dashed arrows are needs that can wait."""
    lines = ["flowchart LR", f'  subgraph system["{mermaid(blueprint.name.raw)}"]']
    lines += [f"    {_container(component)}" for component in blueprint.components]
    lines.append("  end")
    lines += [f'  {_node(actor)}(["{mermaid(actor)}"])' for actor in _actors(blueprint)]
    lines += [f'  {_node(neighbour.id)}["{mermaid(neighbour.id)}"]:::outside' for neighbour in blueprint.neighbours]
    lines += [
        f"  {_node(flow.source)} {'-->' if flow.hard else '-.->'} {_node(flow.target)}" for flow in blueprint.flows
    ]
    lines.append("  classDef outside stroke-dasharray: 4 3")
    return "\n".join(lines)


def sequence(journey: Journey, blueprint: Blueprint) -> str:
    """One journey step by step, soft steps as what may be skipped."""
    titles = {component.id: component.title for component in blueprint.components}
    parts = dict.fromkeys(part for step in journey.steps for part in (step.source, step.target))
    lines = ["sequenceDiagram"]
    for part in parts:
        kind = "actor" if part == journey.by else "participant"
        lines.append(f"  {kind} {_node(part)} as {mermaid(titles.get(part, part))}")
    for step in journey.steps:
        arrow = "->>" if step.hard else "-)"
        does = mermaid(step.does.raw) if step.does else "calls"
        times = (
            f" ({int(step.calls.value)} calls)" if step.calls.value.denominator == 1 and step.calls.value > 1 else ""
        )
        lines.append(f"  {_node(step.source)}{arrow}{_node(step.target)}: {does}{times}")
        if not step.hard:
            lines.append(f"  Note over {_node(step.source)},{_node(step.target)}: may fail without harm to the answer")
    return "\n".join(lines)


def entities(blueprint: Blueprint) -> str:
    """The kinds of records, their fields and how they refer to one another."""
    lines = ["erDiagram"]
    for entity in blueprint.entities:
        lines.append(f'  {_node(entity.id)}["{mermaid(entity.id)}"] {{')
        keys = set(entity.key)
        lines += [f"    {kind} {_word(name)}{' PK' if name in keys else ''}" for name, kind in entity.fields.items()]
        lines.append("  }")
    for entity in blueprint.entities:
        lines += [
            f"  {_node(relation.to)} {_CROW[relation.kind]} {_node(entity.id)} : has" for relation in entity.relations
        ]
    return "\n".join(lines)


_CROW = {"many-to-one": "||--o{", "one-to-one": "||--o|", "many-to-many": "}o--o{"}


def _actors(blueprint: Blueprint) -> tuple[str, ...]:
    return tuple(dict.fromkeys(journey.by for journey in blueprint.journeys))


def _wants(actor: str, blueprint: Blueprint) -> str:
    wants: Iterator[str] = (journey.id for journey in blueprint.journeys if journey.by == actor)
    return ", ".join(wants)


def _container(component: Component) -> str:
    opening, closing = _SHAPES.get(component.kind, ("[", "]"))
    made_of = f"<br/>{mermaid(component.technology.name)}" if component.technology else ""
    return f'{_node(component.id)}{opening}"{mermaid(component.title)}{made_of}"{closing}'


def _node(name: str) -> str:
    """An id that is no word of Mermaid's."""
    return "n_" + "".join(char if char.isalnum() and char.isascii() else "_" for char in name)


def _word(name: str) -> str:
    return "".join(char if char.isalnum() and char.isascii() else "_" for char in name) or "_"


def _quoted(label: str) -> str:
    return f'"{mermaid(label)}"'
