"""The navigation of a site as YAML text, from titles and paths in their order. Knows no document."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from archgen.yamltext import dump


@dataclass(frozen=True, slots=True)
class Page:
    """A page of the site: its title and its path below the docs folder."""

    title: str
    path: str


@dataclass(frozen=True, slots=True)
class Section:
    """A titled group of pages and sections; a first page called index.md is what its title opens."""

    title: str
    entries: tuple[Page | Section, ...]


def nav_text(entries: tuple[Page | Section, ...], *, indent: int = 0) -> str:
    """The lines that stand under `nav:`, each entry beginning with `- `."""
    margin = " " * indent
    return "".join(f"{margin}{line}\n" for line in dump([_entry(entry) for entry in entries]).splitlines())


def _entry(entry: Page | Section) -> dict[str, Any]:
    if isinstance(entry, Page):
        return {entry.title: entry.path}
    head, *rest = entry.entries
    opened = head.path if isinstance(head, Page) and head.path.endswith("index.md") else _entry(head)
    return {entry.title: [opened, *map(_entry, rest)]}
