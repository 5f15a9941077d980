"""The handbook of a repository: the topics of the knowledge base, house topics over them, fitted to its designs."""

from __future__ import annotations

from collections.abc import Mapping

from archgen.blueprint import Speaker
from archgen.handbook.fitting import Handbook, View, fitted
from archgen.handbook.topics import Known, Topic, prove, read_topics
from archgen.library import Library, knowledge, source_ids
from archgen.resolver import Design


def handbook(library: Library, designs: Mapping[str, Design]) -> Handbook:
    """The handbook for the designs of a repository, resolved, by slug."""
    names = {name: entry["name"] for name, entry in library.technologies.items()}
    views = [
        View(slug, design["system_name"], design, Speaker(design, library.titles, names))
        for slug, design in designs.items()
    ]
    return fitted(topics(library), views, tables=library.table, catalogues=knowledge("catalogues"))


def topics(library: Library) -> tuple[Topic, ...]:
    """Every topic; a house's stands in place of the built-in one of its name and is proved, the others are by tests."""
    if library.house.handbook:
        prove(library.house.handbook, known(library))
    return read_topics(library.standing)


def known(library: Library) -> Known:
    """The names that a topic may use."""
    return Known(
        facts=library.slots,
        tables=library.table,
        sources=source_ids() | frozenset(library.house.sources),
        catalogues=knowledge("catalogues"),
    )
