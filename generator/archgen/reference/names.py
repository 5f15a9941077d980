"""Where each name of the knowledge base is explained: answers, derived facts, outcomes of tables, figures, sources."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cached_property
from typing import Any

from msgspec import Struct

from archgen.decisions import FactType, Table
from archgen.facts import declared
from archgen.library import Library, knowledge
from archgen.reference.cells import Titles
from archgen.reference.markdown import anchor, folded, plain, table, words
from archgen.resolver import fact_types, root_types


class Names(Struct, frozen=True, dict=True):
    """Links and words for everything that a page names; `up` leads from the page to the section's folder."""

    known: Library
    up: str = ""

    @property
    def titles(self) -> Titles:
        return self.known.titles

    @cached_property
    def types(self) -> Mapping[str, FactType]:
        """Every fact that a cell can name."""
        made = {fact.name: fact for table in self.known.tables for fact in table.outcomes}
        return {**root_types(self.known.schema), **fact_types(declared()), **made}

    @cached_property
    def said(self) -> Mapping[str, str]:
        """What each fact is, in a sentence."""
        roots = {root.fact: root.field.says for root in self.known.schema.roots()}
        derived = {fact.name: fact.says for fact in declared()}
        tables = {table.name: table.question for table in self.known.tables}
        return {**roots, **derived, **tables}

    @cached_property
    def paths(self) -> Mapping[str, str]:
        """The path of the brief that gives a fact."""
        return {root.fact: root.field.path for root in self.known.schema.roots()}

    @cached_property
    def outputs(self) -> Mapping[str, Table]:
        """The table behind each fact that a table makes."""
        return {fact.name: table for table in self.known.tables for fact in table.outcomes}

    def link(self, name: str) -> str:
        """The name of a fact as a link to where it is explained."""
        head = name.partition("[")[0]
        if head in self.outputs:
            return f"[{words(name)}]({self.up}decisions/{anchor(self.outputs[head].name)}.md)"
        if head in self.derived:
            return f"[{words(name)}]({self.up}facts.md#{anchor(head)})"
        if head in self.paths:
            return f"[{words(name)}]({self.up}brief.md#{anchor(self.paths[head])})"
        return words(name)

    @cached_property
    def derived(self) -> frozenset[str]:
        """The facts that functions compute."""
        return frozenset(fact.name for fact in declared())

    @cached_property
    def items(self) -> Mapping[str, Mapping[str, Any]]:
        """The architect's own knowledge, item by item."""
        return {item["id"]: item for item in knowledge("inventory")["inventory"]}

    @cached_property
    def cited(self) -> Mapping[str, Mapping[str, Any]]:
        """What is cited beside it."""
        return {**knowledge("sources")["sources"], **self.known.house.sources}

    def sources(self, cited: Iterable[str]) -> str:
        """Sources in words, as a part that opens on demand."""
        return folded("The sources in words", table(("Source", "Says"), ((f"`{it}`", self.source(it)) for it in cited)))

    def source(self, name: str) -> str:
        """A source in words, with its address where it has one."""
        if name in self.items:
            return plain(str(self.items[name]["says"]))
        entry = self.cited.get(name, {})
        if "carries" in entry:
            return f"[Corrected]({self.up}sources.md#{anchor(name)}): {plain(str(entry['carries']))}"
        title = plain(str(entry.get("title", name)))
        told = f"[{title}]({entry['url']})" if entry.get("url") else title
        return f"{told}: {plain(str(entry['note']))}" if entry.get("note") else told
