"""What people forbid or insist on, held against the technologies that the tables chose."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from archgen.decisions import Option, Table
from archgen.problems import Where
from archgen.quantities import count
from archgen.resolver.binding import brought, chosen, facts_named
from archgen.resolver.graph import Node, Values

_HERE = Where("resolver/insisting.py")
_BESIDE = ("language", "cloud", "existing_database", "existing_monitoring", "existing_login", "existing_ci")


def refusal_node(tables: Iterable[Table]) -> Node:
    """What is forbidden and was chosen all the same, the decision that chose it, and what it might choose instead.

    `refused` are people's words, `refused_parts` how many parts are made of them.
    """
    bringing = _bringing(tables)

    def run(values: Values, _: str) -> Mapping[str, Any]:
        found = [
            (table, word)
            for table in bringing
            for option in chosen(table, values)
            for word in values["forbidden"] or ()
            if _brings(option, word.raw, values)
        ]
        table = found[0][0] if found else None
        return {
            "refused": tuple(dict.fromkeys(word for _, word in found)),
            "refused_parts": count(len(found)),
            "refused_decision": table.name if table else None,
            "refused_instead": _instead(table, values) if table else None,
        }

    outputs = ("refused", "refused_parts", "refused_decision", "refused_instead")
    return Node("refused", outputs, ("forbidden", *_reads(bringing)), "", run, _HERE)


def mandate_node(tables: Iterable[Table]) -> Node:
    """What must be used and no part is made of, and the decision and option that would bring it, where one does."""
    bringing = _bringing(tables)

    def run(values: Values, _: str) -> Mapping[str, Any]:
        there = [*values["technology"].values(), *(values[name] for name in _BESIDE), *(values["services_used"] or ())]
        wanted = [word for word in values["mandated"] or () if not any(_same(made, word.raw, values) for made in there)]
        decision, option = next(_ways(wanted, bringing, values), (None, None))
        return {
            "unmet": tuple(wanted),
            "unmet_parts": count(len(wanted)),
            "unmet_decision": decision,
            "unmet_choice": option,
        }

    outputs = ("unmet", "unmet_parts", "unmet_decision", "unmet_choice")
    reads = ("mandated", "technology", "services_used", *_BESIDE, *_reads(bringing))
    return Node("unmet", outputs, tuple(dict.fromkeys(reads)), "", run, _HERE)


def _bringing(tables: Iterable[Table]) -> tuple[Table, ...]:
    return tuple(table for table in tables if not table.per and any(each.brings for each in table.options.values()))


def _reads(tables: Iterable[Table]) -> tuple[str, ...]:
    return tuple(sorted({"offers", *(table.name for table in tables), *facts_named(tables)}))


def _ways(wanted: Iterable[Any], tables: Iterable[Table], values: Values) -> Iterator[tuple[str, str]]:
    """By decision the option that would bring what is missed; a set keeps what it holds."""
    for word in wanted:
        for table in tables:
            for value, option in table.options.items():
                if _brings(option, word.raw, values):
                    held = values[table.name] if table.hit == "collect" else ()
                    yield table.name, ", ".join((*held, value))


def _instead(table: Table, values: Values) -> str | None:
    """The nearest option in the order of the table that brings nothing forbidden, of two the simpler one.

    Of a set what it holds without what does.
    """
    places = {value: place for place, value in enumerate(table.options)}
    allowed = [
        value
        for value, option in table.options.items()
        if "none" not in brought(option, values).values()
        and not any(_brings(option, word.raw, values) for word in values["forbidden"])
    ]
    if table.hit == "collect":
        return ", ".join(value for value in values[table.name] if value in allowed) or "none"
    return min(allowed, key=lambda value: abs(places[value] - places[values[table.name]]), default=None)


def _brings(option: Option, word: str, values: Values) -> bool:
    return any(_same(made, word, values) for made in brought(option, values).values())


def _same(made: Any, word: str, values: Values) -> bool:
    """Whether people's word names a technology, or what a cloud runs of it under a name of its own."""
    asked = _plain(word)
    products = [product for (product, _), offer in values["offers"].items() if offer == made]
    return any(asked in (plain := _plain(getattr(name, "raw", name)), *plain.split("-")) for name in (made, *products))


def _plain(name: Any) -> str:
    return re.sub("[^a-z0-9]+", "-", str(name or "").casefold()).strip("-")
