"""The spine: the stages in order, each from a frozen value to a frozen value. No disk, no terminal, no clock."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from archgen.blueprint import Blueprint, assemble
from archgen.brief import Brief
from archgen.documents import Page, Printed, Renderer, compose
from archgen.library import Library
from archgen.outline import Outline, outline
from archgen.resolver import Design
from archgen.resolver.analysis import influence, movable, turns


@dataclass(frozen=True, slots=True)
class Designed:
    """One design, whole: everything that is written of it, and everything it was made from."""

    brief: Brief
    design: Design
    blueprint: Blueprint
    outline: Outline
    pages: tuple[Page, ...]
    printed: tuple[Printed, ...]


def design(
    brief: Brief, library: Library, renderer: Renderer, *, slug: str, documents: Sequence[Mapping[str, Any]]
) -> Designed:
    """From a brief to every page of its design."""
    resolved = library.resolve(brief)
    blueprint = assemble(
        resolved,
        brief,
        slug=slug,
        tables=library.tables,
        catalogue=library.technologies,
        rows=library.failures,
        turns=[turn for name, member, _ in movable(resolved) if not member for turn in turns(resolved, name)],
        influences=[influence(resolved, name, member) for name, member, _ in movable(resolved)],
        challenges=(),
    )
    owed = outline(blueprint, documents)
    pages, printed = compose(blueprint, owed, renderer)
    return Designed(brief, resolved, blueprint, owed, pages, printed)
