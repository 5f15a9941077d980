"""Pages for people: the outline says which, a template says in which order, the blueprint says everything else."""

from __future__ import annotations

import posixpath
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from msgspec import Struct

from archgen.blueprint import Blueprint
from archgen.database import database
from archgen.documents import charts, diagrams
from archgen.documents.origins import origin
from archgen.documents.render import Printed, Renderer
from archgen.documents.verdicts import verdicts
from archgen.hosting import hosting
from archgen.interface import events, interface
from archgen.outline import Outline, Owed, anchor_of
from archgen.quantities import Quantity, formula, named_operands, worked
from archgen.texts import Text

LEDGER = "ledger"


class Page(Struct, frozen=True):
    """One page: the id that follows it when it moves, its path under the design's folder, its text."""

    id: str
    path: str
    title: str
    text: str


class Standing(Struct, frozen=True):
    """Where a decision's record stands: its status, and a link to it from the design's folder; "" where none leads."""

    status: str
    link: str


def compose(
    blueprint: Blueprint,
    outline: Outline,
    renderer: Renderer,
    judged: Sequence[Any],
    standing: Mapping[str, Standing],
) -> tuple[tuple[Page, ...], tuple[Printed, ...]]:
    """All pages of a design and the log of every number on them; the ledger is last, since it lists what they print.

    `judged` are the design's checks with their outcome, `standing` the records of decisions by anchor.
    """
    given: dict[str, Any] = {
        "judged": judged,
        "standing": standing,
        "database": database(blueprint),
        "hosting": hosting(blueprint),
        "offered": interface(blueprint),
        "events": events(blueprint),
        "ledger": None,
    }
    pages = {owed.id: _page(owed, blueprint, outline, renderer, given) for owed in outline.owed if owed.id != LEDGER}
    printed = tuple(renderer.log)
    ledger = blueprint.design.ledger.under(entry.quantity for entry in printed)
    given["ledger"] = ledger
    last = {owed.id: _page(owed, blueprint, outline, renderer, given) for owed in outline.owed if owed.id == LEDGER}
    return tuple({**pages, **last}[owed.id] for owed in outline.owed), printed


def _page(owed: Owed, blueprint: Blueprint, outline: Outline, renderer: Renderer, given: Mapping[str, Any]) -> Page:
    values = {
        **given,
        "b": blueprint,
        "d": blueprint.design,
        "outline": outline,
        "page": owed,
        "about": owed.about,
        "say": blueprint.speaker.say,
        "link": _linker(owed, outline),
        "title_of": _titler(blueprint),
        "formula": formula,
        "origin": _teller_of_origins(owed, outline),
        "worked": worked,
        "operands": named_operands,
        "anchor_of": anchor_of,
        "diagrams": diagrams,
        "charts": charts,
        "verdicts": verdicts,
        "text": Text,
    }
    return Page(owed.id, owed.path, owed.title, renderer.page(owed.template, owed.path, values))


def _linker(owed: Owed, outline: Outline) -> Callable[[str], str]:
    """A relative link from this page to what an id stands for; the id of a thing without a page is our own mistake."""
    here = posixpath.dirname(owed.path)

    def link(name: str) -> str:
        target = outline.reference(name)
        if not target:
            raise KeyError(f"{owed.path}: nothing is owed for '{name}'")
        path, _, anchor = target.partition("#")
        relative = "" if path == owed.path else posixpath.relpath(path, here or ".")
        return f"{relative}#{anchor}" if anchor else relative or posixpath.basename(path)

    return link


def _teller_of_origins(owed: Owed, outline: Outline) -> Callable[[Quantity], str]:
    link = _linker(owed, outline)

    def assumed(name: str) -> str:
        return link(f"assumption:{name}") if outline.reference(f"assumption:{name}") else ""

    return lambda quantity: origin(quantity, assumed)


def _titler(blueprint: Blueprint) -> Callable[[str], Any]:
    """What a part is called on a page: a component's title, else the id of a neighbour or an actor."""
    titles: Mapping[str, str] = {component.id: component.title for component in blueprint.components}
    return lambda name: titles.get(name, name)
