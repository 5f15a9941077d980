"""Passages bound to one design: each row of a section in its words, once or for every subject that it speaks of."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from msgspec import Struct

from archgen.blueprint.conditions import holds
from archgen.blueprint.rows import Rows, Section
from archgen.blueprint.speech import Filled, Speaker
from archgen.resolver import Design


class Passage(Struct, frozen=True):
    """One row of a section: whom it is about, what its cells say, and the id of what stands behind it."""

    id: str
    subject: str
    cells: tuple[Filled, ...]
    link: str


class Told(Struct, frozen=True):
    """A section of a page with what its rows say of this design."""

    columns: tuple[str, ...]
    rows: tuple[Passage, ...]


def passages(rows: Rows, speaker: Speaker, parts: Sequence[str]) -> Mapping[str, Told]:
    """Every section by name; rows of a subject stand in the order of the subjects, the critical journeys first.

    A row that is told `once` speaks of the first subject that it fits.

    Rows about the whole system may name one entity as their example: the largest that is not merely collected.
    """
    told = speaker.about(entity=_example(speaker.design))
    sections = rows.sections.items()
    return {name: Told(section.columns, tuple(_bound(section, told, parts))) for name, section in sections}


def subjects(per: str, speaker: Speaker, parts: Sequence[str]) -> Sequence[str]:
    """Whom rows of this kind speak of; `part` are the components, and "" stands for the whole system."""
    if not per:
        return ("",)
    if per == "part":
        return parts
    names: Sequence[str] = speaker.design[f"subjects.{per}"]
    if per != "journey":
        return names
    critical = set(speaker.design["critical_journeys"])
    return sorted(names, key=lambda name: name not in critical)


def about(speaker: Speaker, per: str, subject: str) -> Speaker:
    """The speaker that knows whom a row is about."""
    if not per:
        return speaker
    bound: dict[str, Any] = {per: subject}
    if per == "part":
        bound["role"] = subject
    return speaker.about(**bound)


def _bound(section: Section, speaker: Speaker, parts: Sequence[str]) -> Iterator[Passage]:
    said: set[str] = set()
    for subject in subjects(section.per, speaker, parts):
        told = about(speaker, section.per, subject)
        for row in section.rows:
            if row["id"] not in said and holds(row.get("when", {}), speaker.design, subject):
                cells = tuple(told.say(cell) for cell in row["cells"])
                if all(cells):
                    said |= {row["id"]} if row.get("once") else set()
                    yield Passage(row["id"], subject, tuple(cell for cell in cells if cell), row.get("link", ""))


def _example(design: Design) -> str:
    """The table on which a change is shown."""
    names, rows = design["subjects.entity"], design["entity_rows_12m"]
    kept = [entity for entity in names if design.get("entity_consistency", entity) != "eventual"]
    return str(max(kept or names, key=lambda entity: rows[entity].value, default=""))
