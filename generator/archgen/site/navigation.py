"""The navigation of a site as YAML text, from titles and paths in their order. Knows no document."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from msgspec import Struct

from archgen.yamltext import dump

LONGEST = 70


class Page(Struct, frozen=True):
    """A page of the site: its title and its path below the docs folder."""

    title: str
    path: str


class Section(Struct, frozen=True):
    """A titled group of pages and sections; a first page called index.md is what its title opens."""

    title: str
    entries: tuple[Page | Section, ...]


def shortened(title: str) -> str:
    """A title as a navigation shows it: of a long list its first items."""
    if len(title) <= LONGEST:
        return title
    *items, _ = title[:LONGEST].split(", ")
    return f"{', '.join(items)} ..." if items else title


def nav_text(entries: tuple[Page | Section, ...], *, indent: int = 0) -> str:
    """The lines that stand under `nav:`, each entry beginning with `- `."""
    margin = " " * indent
    return "".join(f"{margin}{line}\n" for line in dump([_entry(entry) for entry in entries]).splitlines())


def section_at(nav: Any, path: str) -> Section | None:
    """The section of a navigation, as mkdocs.yml has it, that the page `path` opens; None where there is none."""
    for title, value in _titled(nav):
        if isinstance(value, list) and value and value[0] == path:
            return Section(title, tuple(_read(value)))
        if found := section_at(value, path):
            return found
    return None


def _titled(nav: Any) -> Iterator[tuple[str, Any]]:
    items = nav if isinstance(nav, list) else ()
    return ((str(title), value) for item in items if isinstance(item, Mapping) for title, value in item.items())


def _read(entries: list[Any]) -> Iterator[Page | Section]:
    """Pages and sections again; a page without a title keeps none."""
    for entry in entries:
        if isinstance(entry, str):
            yield Page("", entry)
        for title, value in _titled([entry]):
            yield Section(title, tuple(_read(value))) if isinstance(value, list) else Page(title, str(value))


def _entry(entry: Page | Section) -> dict[str, Any]:
    if isinstance(entry, Page):
        return {entry.title: entry.path}
    head, *rest = entry.entries
    opened = head.path if isinstance(head, Page) and head.path.endswith("index.md") else _entry(head)
    return {entry.title: [opened, *map(_entry, rest)]}
