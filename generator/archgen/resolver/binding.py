"""Which technology fills a role: what the options of tables bring, over the language of our own code."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from archgen.decisions import Option, Table
from archgen.problems import Where
from archgen.resolver.family import Family
from archgen.resolver.graph import Node, Values

_SAME = "$primary_technology"


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
                bound |= brought(option, values)
        unbound = (role for role in values["subjects.role"] if role not in bound and within.get(role) in bound)
        return {"technology": Family("component", bound | {role: bound[within[role]] for role in unbound})}

    reads = sorted({"language", "subjects.role", *(table.name for table in bringing), *facts_named(bringing)})
    return Node("technology", ("technology",), tuple(reads), "", run, Where("resolver/binding.py"))


def serving_node(tables: Iterable[Table], within: Mapping[str, str], copies: frozenset[str]) -> Node:
    """The fact `served_by`: which part carries the calls into a role, itself or the one that it lies `within`.

    A role is a part of its own where a chosen option brings one. What is brought as the primary store's own technology
    is a table there, unless the role is one of its `copies`, which run beside it.
    """
    bringing = tuple(
        table
        for table in tables
        if not table.per and any(within.get(role) for option in table.options.values() for role in option.brings)
    )

    def run(values: Values, _: str) -> Mapping[str, Any]:
        own = {
            role
            for table in bringing
            for option in chosen(table, values)
            for role, technology in option.brings.items()
            if technology != _SAME or role in copies
        }
        served = {role: role if role in own else within.get(role) or role for role in values["subjects.role"]}
        return {"served_by": Family("role", served)}

    reads = sorted({"subjects.role", *(table.name for table in bringing), *_members(bringing)})
    return Node("served_by", ("served_by",), tuple(reads), "", run, Where("resolver/binding.py"))


def chosen(table: Table, values: Mapping[str, Any]) -> Iterator[Option]:
    """The options that a table has chosen: one, or for a collect table each member that holds."""
    for value, option in table.options.items():
        held = values.get(f"{table.name}.{value}") if table.hit == "collect" else values[table.name] == value
        if held:
            yield option


def _members(tables: Iterable[Table]) -> Iterator[str]:
    """The facts that tell which members of a set were chosen."""
    for table in tables:
        if table.hit == "collect":
            yield from (f"{table.name}.{value}" for value in table.options)


def brought(option: Option, values: Values) -> dict[str, str]:
    """The technologies that an option brings, by role."""
    return {role: str(values[name[1:]]) if name.startswith("$") else name for role, name in option.brings.items()}


def facts_named(tables: Iterable[Table]) -> Iterator[str]:
    """The facts that options name their technologies by."""
    for table in tables:
        for option in table.options.values():
            yield from (technology[1:] for technology in option.brings.values() if technology.startswith("$"))
