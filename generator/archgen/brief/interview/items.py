"""Answers that speak of one item of a list: the list is written with all its items, since a person's list replaces."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from archgen.brief.schema import Schema


def spread(said: Mapping[str, Any], ids: Callable[[str], tuple[str, ...]], schema: Schema) -> dict[str, Any]:
    """`journeys[book].contested` as the list `journeys` in which every item keeps its id and the one gets its value.

    `ids` tells the items that stand there; an answer for an item that is gone is dropped.
    """
    whole = {path: raw for path, raw in said.items() if "[" not in path}
    for path, raw in said.items():
        head, bracket, rest = path.partition("[")
        name, _, tail = rest.partition("].")
        field = schema.field(head)
        if bracket and field is not None:
            items = whole.setdefault(head, [{field.key: each} for each in ids(head)])
            whole[head] = [_with(item, tail, raw) if item[field.key] == name else item for item in items]
    return whole


def _with(item: Mapping[str, Any], tail: str, raw: Any) -> dict[str, Any]:
    name, dot, rest = tail.partition(".")
    return {**item, name: _with(item.get(name, {}), rest, raw) if dot else raw}
