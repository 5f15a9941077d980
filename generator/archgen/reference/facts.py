"""The derived facts by topic, and the figures that they compute with."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import groupby
from typing import Any

from archgen.facts import Fact, declared
from archgen.library import Library, knowledge
from archgen.quantities import parse_unit
from archgen.reference.markdown import anchor, listed, page, plain, table, words
from archgen.reference.names import Names


def facts_page(known: Library) -> str:
    """Every derived fact: what it is, in what, from what."""
    names = Names(known)
    topics = groupby(declared(), key=lambda fact: fact.topic)
    return page(
        "# Facts",
        f"Between the answers of a brief and the decisions stand {len(declared())} derived facts. Each is one "
        "function: its name is the fact, its parameters are what it reads. Tables compare them, pages print them, and "
        "`archgen explain FACT` shows one of your design with its formula down to the answers.",
        *(_topic(topic, list(facts), names) for topic, facts in topics),
    )


def _topic(topic: str, facts: list[Fact], names: Names) -> str:
    rows = (
        (
            f'<a id="{anchor(fact.name)}"></a>`{fact.name}`',
            plain(fact.says.partition("\n\n")[0]),
            _kind(fact),
            listed([names.link(name) for name in fact.inputs if not name.startswith("subjects.")]),
        )
        for fact in facts
    )
    return page(f"## {words(topic).capitalize()}", table(("Fact", "What it is", "In", "From"), rows))


def _kind(fact: Fact) -> str:
    kinds = {"flag": "yes or no", "names": "names", "choice": listed([f"`{value}`" for value in fact.values], "or")}
    unit = parse_unit(fact.unit).plural() or "a number"
    kind = kinds.get(fact.kind) or (unit if fact.kind == "number" else fact.kind)
    return f"{kind} of each {words(fact.per)}" if fact.per else kind


def figures_page(known: Library) -> str:
    """The cited constants, grouped by where they come from."""
    names = Names(known)
    figures: dict[str, Mapping[str, Any]] = {**knowledge("figures")["figures"], **known.house.figures}
    rows = (
        (f'<a id="{anchor(name)}"></a>`{name}`', plain(str(entry["value"])), _says(entry), f"`{entry['source']}`")
        for name, entry in figures.items()
    )
    cited = dict.fromkeys(entry["source"] for entry in figures.values())
    return page(
        "# Figures",
        f"{len(figures)} constants that designs are computed with. Each has a unit and a source; no formula holds a "
        "number of its own. A published benchmark is planned with its safety factor until your own load test replaces "
        "it.",
        table(("Figure", "Value", "What it is", "Source"), rows),
        names.sources(cited),
    )


def _says(entry: Mapping[str, Any]) -> str:
    conditions = f" ({plain(str(entry['when']))})" if entry.get("when") else ""
    return f"{plain(str(entry['says']))}{conditions}"
