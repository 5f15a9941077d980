"""The handbook fitted to the designs of a repository: what holds for none is left out, what differs says for whom.

A rule stands once for all designs in whose words it reads the same; where the words differ, or it holds for some
only, their names stand behind it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from msgspec import Struct

from archgen.blueprint import Filled, Speaker, anchor_of_decision, holds
from archgen.decisions import Table, spelt
from archgen.documents import plain
from archgen.handbook.topics import Listing, Rule, Section, Topic
from archgen.resolver import Design, Family
from archgen.texts import Text


class View(Struct, frozen=True):
    """A design as the handbook sees it."""

    slug: str
    name: Text
    design: Design
    speaker: Speaker


class Said(Struct, frozen=True):
    """A rule in the words of the designs that it holds for; `names` are theirs, none where it holds for all."""

    id: str
    rule: Filled
    says: Filled
    names: tuple[Text, ...]
    sources: tuple[str, ...]


class Outcome(Struct, frozen=True):
    """What one design decided, and where that is explained, from the folder of the handbook."""

    name: Text
    option: str
    link: str


class Grid(Struct, frozen=True):
    """A catalogue as a table: its heads and rows of filled cells."""

    heads: tuple[str, ...]
    rows: tuple[tuple[Filled, ...], ...]
    sources: tuple[str, ...]


class Part(Struct, frozen=True):
    """A section with what it says of these designs."""

    id: str
    title: str
    rules: tuple[Said, ...]
    grid: Grid | None


class Chapter(Struct, frozen=True):
    """A page: `names` are the designs it is owed for, none where that is all of them."""

    id: str
    title: str
    names: tuple[Text, ...]
    lead: tuple[Said, ...]
    decided: tuple[tuple[str, tuple[Outcome, ...]], ...]
    parts: tuple[Part, ...]

    @property
    def sources(self) -> tuple[str, ...]:
        """Everything that the page rests on, each once, in the order of the page."""
        said = (*self.lead, *(rule for part in self.parts for rule in part.rules))
        grids = (source for part in self.parts if part.grid for source in part.grid.sources)
        return tuple(dict.fromkeys((*(source for rule in said for source in rule.sources), *grids)))


class Handbook(Struct, frozen=True):
    """The pages that are owed, and the topics that are not with what would make them so."""

    chapters: tuple[Chapter, ...]
    absent: tuple[tuple[str, str], ...]


def fitted(
    topics: Sequence[Topic],
    views: Sequence[View],
    *,
    tables: Mapping[str, Table],
    catalogues: Mapping[str, Any],
) -> Handbook:
    """The handbook for these designs, which stand in the order of their slugs whatever order they come in."""
    ordered = sorted(views, key=lambda view: view.slug)
    owed = {topic.id: [view for view in ordered if holds(topic.owed, view.design)] for topic in topics}
    chapters = tuple(_chapter(topic, owed[topic.id], ordered, tables, catalogues) for topic in topics if owed[topic.id])
    return Handbook(chapters, tuple((topic.title, topic.trigger) for topic in topics if not owed[topic.id]))


def _chapter(
    topic: Topic,
    views: Sequence[View],
    everybody: Sequence[View],
    tables: Mapping[str, Table],
    catalogues: Mapping[str, Any],
) -> Chapter:
    parts = (_part(section, views, catalogues) for section in topic.sections)
    return Chapter(
        id=topic.id,
        title=topic.title,
        names=() if len(views) == len(everybody) else tuple(view.name for view in views),
        lead=tuple(_said(topic.lead, views)),
        decided=tuple(
            (tables[name].title, found) for name in topic.decides if (found := tuple(_outcomes(tables[name], views)))
        ),
        parts=tuple(part for part in parts if part.rules or part.grid),
    )


def _part(section: Section, views: Sequence[View], catalogues: Mapping[str, Any]) -> Part:
    grid = _grid(section.listing, views, catalogues) if section.listing else None
    return Part(section.id, section.title, tuple(_said(section.rules, views)), grid)


def _said(rules: Sequence[Rule], views: Sequence[View]) -> Iterator[Said]:
    for rule in rules:
        alike: dict[str, tuple[Filled, Filled, list[View]]] = {}
        for view in views:
            if holds(rule.when, view.design) and (told := view.speaker.say(rule.rule)):
                says = view.speaker.say(rule.says)
                if says or not rule.says:
                    text = f"{plain(told)} {plain(says or ())}"
                    alike.setdefault(text, (told, says or (), []))[2].append(view)
        for told, says, mine in alike.values():
            names = () if len(mine) == len(views) else tuple(view.name for view in mine)
            yield Said(rule.id, told, says, names, rule.sources)


def _outcomes(table: Table, views: Sequence[View]) -> Iterator[Outcome]:
    """What each design decided; of a table that decides for each journey or part, the outcomes that occur."""
    for view in views:
        trace = view.design.decisions[table.name]
        traces = trace.members.values() if isinstance(trace, Family) else (trace,)
        found = [value for each in traces for value in _values(each.outcome)]
        titles = [table.options[value].title if value in table.options else value for value in dict.fromkeys(found)]
        if titles:
            anchor = "" if isinstance(trace, Family) else f"#{anchor_of_decision(table.name)}"
            yield Outcome(view.name, ", ".join(titles), f"../{view.slug}/decisions.md{anchor}")


def _values(outcome: Any) -> tuple[str, ...]:
    return tuple(map(spelt, outcome)) if isinstance(outcome, tuple) else (spelt(outcome),)


def _grid(listing: Listing, views: Sequence[View], catalogues: Mapping[str, Any]) -> Grid | None:
    """The entries of the catalogue that are named or, with `only`, that some design took; all without either."""
    catalogue = catalogues[listing.catalogue]
    taken = {*listing.entries, *(value for view in views for value in view.design.values.get(listing.only) or ())}
    every = not listing.entries and not listing.only
    entries = [entry for entry in catalogue["entries"] if every or entry["id"] in taken]
    heads = tuple("What" if column == "title" else catalogue["columns"][column] for column in listing.columns)
    rows = tuple(tuple(_cell(entry.get(column), views[0]) for column in listing.columns) for entry in entries)
    sources = tuple(dict.fromkeys(source for entry in entries for source in entry["sources"]))
    return Grid(heads, rows, sources) if rows else None


def _cell(value: Any, view: View) -> Filled:
    """A cell of a catalogue: the name of a figure, or a sentence whose slots are figures."""
    text = "" if value is None else str(value)
    named = "_" in text and text in view.design.values  # `nothing` is a word before it is a figure
    return (view.speaker.say("{" + text + "}") if named else view.speaker.say(text)) or (text,)
