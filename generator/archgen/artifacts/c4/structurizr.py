"""Structurizr's DSL: the model as a workspace. People's words stand in quotes and nowhere else."""

from __future__ import annotations

from collections.abc import Iterator

from archgen.artifacts.c4.elements import SYSTEM, Arrow, Element, Model

Lines = Iterator[str]

STYLES = {"store": "Cylinder", "carrier": "Pipe", "edge": "WebBrowser"}


def structurizr(model: Model) -> str:
    """The workspace with a view of the context and one of the containers."""
    return "\n".join(_workspace(model)) + "\n"


def _workspace(model: Model) -> Lines:
    yield f"workspace {_quoted(model.title)} {_quoted(model.says)} {{"
    yield "    model {"
    yield from (f"        {actor.id} = person {_quoted(actor.title)}" for actor in model.actors)
    yield f"        {SYSTEM} = softwareSystem {_quoted(model.title)} {_quoted(model.says)} {{"
    yield from (f"            {_container(part)}" for part in model.parts)
    yield "        }"
    yield from (f"        {_neighbour(other)}" for other in model.neighbours)
    yield from (f"        {_relationship(arrow)}" for arrow in model.arrows)
    yield "    }"
    yield from _views()
    yield "}"


def _views() -> Lines:
    yield "    views {"
    for kind, key in (("systemContext", "context"), ("container", "parts")):
        yield f"        {kind} {SYSTEM} {_quoted(key)} {{"
        yield "            include *"
        yield "            autoLayout lr"
        yield "        }"
    yield "        styles {"
    for tag, shape in STYLES.items():
        yield f"            element {_quoted(tag)} {{"
        yield f"                shape {shape}"
        yield "            }"
    yield '            relationship "soft" {'
    yield "                dashed true"
    yield "            }"
    yield "        }"
    yield "    }"


def _container(part: Element) -> str:
    told = (part.title, part.says, part.technology, part.kind)
    return f"{part.id} = container {' '.join(map(_quoted, told))}"


def _neighbour(other: Element) -> str:
    told = (other.title, other.says, other.kind)
    return f"{other.id} = softwareSystem {' '.join(map(_quoted, told))}"


def _relationship(arrow: Arrow) -> str:
    tag = "" if arrow.hard else ' "soft"'
    return f"{arrow.source} -> {arrow.target} {_quoted(arrow.says)} {_quoted(arrow.over)}{tag}"


def _quoted(text: str) -> str:
    """On one line with quotes escaped; `${` would name a constant, and a backslash has no escape of its own."""
    plain = "".join(character if character.isprintable() else " " for character in text)
    inert = " ".join(plain.split()).replace("\\", "/").replace("${", "$ {")
    return '"' + inert.replace('"', '\\"') + '"'
