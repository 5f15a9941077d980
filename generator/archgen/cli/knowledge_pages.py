"""Pages of the knowledge base as lines for a terminal: a table, a catalogue, a technology, a figure, a source."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from archgen import sentences
from archgen.coverage import Coverage
from archgen.decisions import Table, page


def table_lines(table: Table) -> Iterator[str]:
    """A decision table: its rows with conditions, outcome, reason and sources, and what each option costs."""
    shown = page(table)
    yield f"{table.title}: {table.question}"
    yield f"hit {table.hit}; reads {', '.join(shown.inputs)}; yields {', '.join(shown.outputs)}"
    for row in shown.rows:
        cells = [f"{name} {cell}" for name, cell in zip(shown.inputs, row.cells, strict=True) if cell]
        yield ""
        head = f"{row.row.id} ({row.row.level}, {row.row.layer})"
        yield f"{head}: {', '.join(cells) or 'anything'} -> {', '.join(row.gives)}"
        yield f"  {row.row.because}"
        yield f"  sources: {', '.join(row.row.sources)}" + (f"; revisit: {row.revisit}" if row.revisit else "")
    yield ""
    for option in shown.options:
        yield f"{option.value}: {option.title}. Costs: {option.costs}. Hurts: {option.hurts}"


def catalogue_lines(catalogue: Mapping[str, Any], figures: Mapping[str, Any]) -> Iterator[str]:
    """A catalogue: each entry with its columns and sources, the figures that it names filled in."""
    values = {name: figure["value"] for name, figure in figures.items()}
    yield f"{catalogue['title']}: {catalogue['says']}"
    for entry in catalogue["entries"]:
        yield ""
        yield f"{entry['id']}: {entry.get('title', '')}".rstrip(": ")
        for key, head in catalogue["columns"].items():
            if entry.get(key) not in (None, "", []):
                yield f"  {head}: {_filled(_plain(entry[key]), values)}"
        yield f"  Sources: {', '.join(entry['sources'])}"


def entry_lines(name: str, entry: Mapping[str, Any]) -> Iterator[str]:
    """One figure, technology, source or item of the inventory, attribute by attribute."""
    yield name
    yield from (f"  {key}: {_plain(value)}" for key, value in entry.items() if key != "id")


def coverage_lines(found: Coverage, *, everything: bool) -> Iterator[str]:
    """What is carried, what is missing, what is owed later, what is left out and why."""
    carried = sum(map(bool, found.places.values()))
    yield f"{carried} of {len(found.places)} items are carried; {len(found.missing)} that must be are not."
    yield from (f"  {gap.item.id} ({', '.join(gap.item.use)}): {gap.why}" for gap in found.missing)
    yield f"{len(found.later)} more are owed by documents, runbooks, alerts and checks."
    if everything:
        yield from (f"  {gap.item.id} ({', '.join(gap.item.use)}): {gap.why}" for gap in found.later)
    yield from (f"left out: {name}: {reason}" for name, reason in found.exempt.items())


class Pages:
    """Everything that can be shown by name; a table comes before a catalogue, a technology before a figure."""

    def __init__(self, tables: Mapping[str, Table], parts: Mapping[str, Mapping[str, Any]]) -> None:
        self._tables = tables
        self._catalogues = parts["catalogues"]
        self._technologies = {entry["id"]: entry for entry in parts["technologies"]["technologies"]["technologies"]}
        items = {entry["id"]: entry for entry in parts["inventory"]["inventory"]}
        self._figures = parts["figures"]["figures"]
        self._entries = {**items, **parts["sources"]["sources"], **self._figures, **self._technologies}

    @property
    def names(self) -> tuple[str, ...]:
        """Every name that has a page."""
        return (*self._tables, *self._catalogues, *_LISTS, *self._entries)

    def lines(self, name: str) -> Iterator[str]:
        """The page of a name that has one; of nothing, what there is."""
        if name in self._tables:
            return table_lines(self._tables[name])
        if name in self._catalogues:
            return catalogue_lines(self._catalogues[name], self._figures)
        if name == "technologies":
            return iter(f"{entry['id']}: {entry['name']}" for entry in self._technologies.values())
        return entry_lines(name, self._entries[name]) if name else self._contents()

    def _contents(self) -> Iterator[str]:
        yield f"tables: {', '.join(sorted(self._tables))}"
        yield f"catalogues: {', '.join(sorted(self._catalogues))}"
        yield f"lists: {', '.join(_LISTS)}"
        yield "and every technology, figure, source and item of the inventory by its id"


def _filled(text: str, values: Mapping[str, str]) -> str:
    """A cell that is the name of a figure, or a sentence with names in braces, with the values in their place."""
    if text in values:
        return values[text]
    filled = sentences.parse(text).fill(lambda slot: values.get(slot.name))
    return text if filled is None else "".join(filled)


def _plain(value: Any) -> str:
    if value is None:
        return "not verified"
    if isinstance(value, Mapping):
        return ", ".join(f"{key} {_plain(part)}" for key, part in value.items())
    if isinstance(value, list):
        return "; ".join(_plain(part) for part in value) or "none"
    return str(value)


_LISTS = ("technologies",)
