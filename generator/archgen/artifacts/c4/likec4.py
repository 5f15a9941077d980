"""LikeC4: the model as its language writes it. People's words stand in quotes and nowhere else."""

from __future__ import annotations

from collections.abc import Iterator

from archgen.artifacts.c4.elements import SYSTEM, Arrow, Element, Model

Lines = Iterator[str]

# An element of each kind, and how it is drawn.
KINDS = {
    "actor": "shape person",
    SYSTEM: "",
    "edge": "shape browser",
    "tier": "",
    "store": "shape cylinder",
    "carrier": "shape queue",
    "neighbour": "color muted",
}


def likec4(model: Model) -> str:
    """The whole model with a view of the context, one of the parts, and the walk of each journey."""
    return "\n".join((*_specification(), *_model(model), *_views(model))) + "\n"


def _specification() -> Lines:
    yield "specification {"
    for kind, style in KINDS.items():
        yield f"  element {kind}" + (f" {{ style {{ {style} }} }}" if style else "")
    yield "  relationship soft { line dashed }"
    yield "}"


def _model(model: Model) -> Lines:
    yield "model {"
    for actor in model.actors:
        yield from _element(actor, "  ")
    yield f"  {SYSTEM} = {SYSTEM} {_quoted(model.title)} {{"
    yield from _property("description", model.says, "    ")
    for part in model.parts:
        yield from _element(part, "    ")
    yield "  }"
    for neighbour in model.neighbours:
        yield from _element(neighbour, "  ")
    for arrow in model.arrows:
        over = f" {{ technology {_quoted(arrow.over)} }}" if arrow.over.strip() else ""
        yield f"  {_from_to(arrow, model, soft='-[soft]->')}{over}"
    yield "}"


def _element(element: Element, indent: str) -> Lines:
    yield f"{indent}{element.id} = {element.kind} {_quoted(element.title)} {{"
    yield from _property("technology", element.technology, f"{indent}  ")
    yield from _property("description", element.says, f"{indent}  ")
    told = {"id": element.name, "units": element.units}
    yield f"{indent}  metadata {{"
    for name, value in told.items():
        yield from _property(name, value, f"{indent}    ")
    yield f"{indent}  }}"
    yield f"{indent}}}"


def _views(model: Model) -> Lines:
    yield "views {"
    yield f"  view index {{ title {_quoted(f'{model.title}: context')} include * }}"
    yield f"  view parts of {SYSTEM} {{ title {_quoted(f'{model.title}: parts')} include * }}"
    for walk in model.walks:
        yield f"  dynamic view {walk.id} {{"
        yield f"    title {_quoted(walk.title)}"
        yield from (f"    {_from_to(step, model, soft='->')}" for step in walk.steps)
        yield "  }"
    yield "}"


def _from_to(arrow: Arrow, model: Model, *, soft: str) -> str:
    inside = {part.id for part in model.parts}
    ends = [f"{SYSTEM}.{end}" if end in inside else end for end in (arrow.source, arrow.target)]
    says = f" {_quoted(arrow.says)}" if arrow.says.strip() else ""
    return f"{ends[0]} {'->' if arrow.hard else soft} {ends[1]}{says}"


def _property(name: str, value: str, indent: str) -> Lines:
    if value.strip():
        yield f"{indent}{name} {_quoted(value)}"


def _quoted(text: str) -> str:
    """On one line, with what would end the quotes escaped; control characters are no words."""
    plain = "".join(character if character.isprintable() else " " for character in text)
    escaped = " ".join(plain.split()).replace("\\", "\\\\").replace("'", "\\'")
    return f"'{escaped}'"
