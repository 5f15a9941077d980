"""Indexes: for the queries of the brief, for foreign keys and for words; each is kept once, under one name."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from msgspec.structs import replace

from archgen.blueprint import Blueprint, Entity, Query
from archgen.database.drafts import UNSORTED, Draft
from archgen.database.relational import Condition, Index, Method

_METHODS: dict[str, Method] = {"geo": "places", "json": "paths"}
_CODES = ("id", "email", "phone", "code", "language", "country", "currency", "checksum", "number", "url", "hash")
"""Endings of texts that nobody searches by words."""


def wanted(blueprint: Blueprint, entities: Mapping[str, Entity], drafts: Mapping[str, Draft]) -> None:
    """Ask for every index that a query, a foreign key, a search or a place needs."""
    for name, entity in entities.items():
        draft = drafts[name]
        for query in entity.queries:
            _for_query(draft, query)
        for reference in draft.references:
            _for_reference(draft, reference.columns, reference.table)
    if "words" in (blueprint.design["primary_features"] or ()):
        for name in _searched(blueprint):
            if name in drafts:
                _for_words(drafts[name], entities[name])
    for draft in drafts.values():
        for name, column in draft.columns.items():
            if column.kind == "geo":
                draft.index((name,), f"what is near, by {name}", method="places")


def settle(draft: Draft) -> None:
    """Keep each index once, without those that the beginning of another one, or of a key, answers as well."""
    for reference in draft.references:
        if not draft.entity:
            _for_reference(draft, reference.columns, reference.table)
    merged: dict[tuple[object, ...], Index] = {}
    for index in draft.indexes:
        key = (index.columns, index.where, index.method)
        there = merged.get(key)
        serves = (*there.serves, *index.serves) if there else index.serves
        merged[key] = replace(index, serves=tuple(dict.fromkeys(serves)))
    keys = [draft.key, *(unique.columns for unique in draft.uniques if unique.where is None)]
    ordered = sorted(merged.values(), key=lambda index: -len(index.columns))
    kept: list[Index] = []
    for index in ordered:
        if _whole(index) and any(_begins(index.columns, columns) for columns in keys):
            continue
        longer = next((other for other in kept if _answers(other, index)), None)
        if longer:
            kept[kept.index(longer)] = replace(longer, serves=tuple(dict.fromkeys((*longer.serves, *index.serves))))
        else:
            kept.append(index)
    order = list(merged)
    kept.sort(key=lambda index: order.index((index.columns, index.where, index.method)))
    draft.indexes = [replace(index, name=_name(draft, index)) for index in kept]


def served(entities: Mapping[str, Entity], drafts: Mapping[str, Draft]) -> Iterator[tuple[str, str]]:
    """By query, the name of the index, constraint or key that answers it."""
    for name, entity in entities.items():
        draft = drafts[name]
        for query in entity.queries:
            columns = draft.scoped(_sorted(draft, query))
            yield query.id, _found(draft, columns)


def _found(draft: Draft, columns: tuple[str, ...]) -> str:
    if columns and _begins(columns, draft.key):
        return f"{draft.name}_pkey"
    for unique in draft.uniques:
        if unique.where is None and columns and _begins(columns, unique.columns):
            return unique.name
    for index in draft.indexes:
        if index.method == "btree" and index.where is None and columns and _begins(columns, index.columns):
            return index.name
    return ""


def _for_query(draft: Draft, query: Query) -> None:
    columns = _sorted(draft, query)
    if columns:
        draft.index(columns, f"query {query.id}")
    for words in query.by:
        kind = draft.columns[draft.find(words)].kind
        if kind in _METHODS:
            draft.index((draft.find(words),), f"query {query.id}", method=_METHODS[kind])


def _sorted(draft: Draft, query: Query) -> tuple[str, ...]:
    """The columns of the filter, then that of the order; what no B-tree sorts is left out."""
    names = (draft.find(words) for words in (*query.by, *((query.order,) if query.order else ())))
    return tuple(dict.fromkeys(name for name in names if name and draft.columns[name].kind not in UNSORTED))


def _for_reference(draft: Draft, columns: tuple[str, ...], table: str) -> None:
    own = tuple(name for name in columns if name != draft.tenant) or columns
    empty = [name for name in own if not draft.columns[name].required]
    where = Condition(empty[0], "filled") if empty else None
    draft.index(own, f"foreign key to {table}", where)


def _searched(blueprint: Blueprint) -> tuple[str, ...]:
    """The kinds of records that people find by words: of journeys through a search, else of those that read."""
    kinds: tuple[str, ...] = blueprint.design["searched_kinds"]
    if blueprint.design["paths"].through("search", hard=False):
        return kinds
    read = {name for journey in blueprint.journeys if not journey.writes for name in journey.entities}
    largest: tuple[str, ...] = blueprint.design["searched_kind"]
    return tuple(name for name in kinds if name in read or name in largest)


def _for_words(draft: Draft, entity: Entity) -> None:
    """One index over the texts that people wrote; what identifies a row is found by its key."""
    found_by_key = {name for unique in draft.uniques for name in unique.columns} | set(draft.key)
    texts = tuple(
        name
        for name, column in draft.columns.items()
        if column.kind == "text" and not column.assumed and name not in found_by_key and not name.endswith(_CODES)
    )
    if texts:
        draft.index(texts, f"words in {entity.id}", method="words")


def _begins(columns: tuple[str, ...], longer: tuple[str, ...]) -> bool:
    return longer[: len(columns)] == columns


def _answers(longer: Index, index: Index) -> bool:
    alike = longer.method == index.method == "btree" and _begins(index.columns, longer.columns)
    return alike and (longer.where == index.where or (longer.where is None and _whole(index)))


def _whole(index: Index) -> bool:
    """Whether an index over all rows answers the same: it does for one that only leaves out empty cells."""
    filled = index.where is not None and index.where.state == "filled" and not index.where.value
    return index.method == "btree" and (index.where is None or filled)


def _name(draft: Draft, index: Index) -> str:
    ending = "idx" if index.method in ("btree", "brin") else index.method
    return draft.schema.new(" ".join((draft.name, *index.columns, ending)))
