"""Which technology fills a role: what the options of tables bring, over the language of our own code."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from archgen.decisions import Option, Table
from archgen.problems import Where
from archgen.resolver.family import Family
from archgen.resolver.graph import Node, Values


def technology_node(tables: Iterable[Table], tiers: frozenset[str], within: Mapping[str, str]) -> Node:
    """The fact `technology` by role. An option's `$fact` brings the technology that the fact names.

    A role on a path that no option brings is filled by the part that it lies `within`: a search by the primary store.
    """
    bringing = tuple(
        table for table in tables if not table.per and any(option.brings for option in table.options.values())
    )

    def run(values: Values, _: str) -> Mapping[str, Any]:
        bound = {role: values["language"] for role in values["subjects.role"] if role in tiers}
        for table in bringing:
            for option in chosen(table, values):
                bound |= {role: _named(technology, values) for role, technology in option.brings.items()}
        unbound = (role for role in values["subjects.role"] if role not in bound and within.get(role) in bound)
        return {"technology": Family("component", bound | {role: bound[within[role]] for role in unbound})}

    reads = sorted({"language", "subjects.role", *(table.name for table in bringing), *_facts_named(bringing)})
    return Node("technology", ("technology",), tuple(reads), "", run, Where("resolver/binding.py"))


def chosen(table: Table, values: Mapping[str, Any]) -> Iterator[Option]:
    """The options that a table has chosen: one, or for a collect table each member that holds."""
    for value, option in table.options.items():
        held = values.get(f"{table.name}.{value}") if table.hit == "collect" else values[table.name] == value
        if held:
            yield option


def _named(technology: str, values: Values) -> str:
    return str(values[technology[1:]]) if technology.startswith("$") else technology


def _facts_named(tables: Iterable[Table]) -> Iterator[str]:
    for table in tables:
        for option in table.options.values():
            yield from (technology[1:] for technology in option.brings.values() if technology.startswith("$"))
