"""Columns of a table: its key, what it refers to, its fields, and what only a query names."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from msgspec.structs import replace

from archgen.blueprint import Entity, Query, Relation
from archgen.database.drafts import Draft
from archgen.database.names import identifier
from archgen.database.relational import Column, Kind, Reference

Entities = Mapping[str, Entity]

_CERTAIN = ("text", "flag", "state", "integer", "secret", "json")
"""Kinds that a row has from the start; amounts, moments and places often come later, so they may be empty."""


def fill(draft: Draft, entity: Entity, entities: Entities) -> None:
    """All columns of an entity but those of other steps: key, references, fields, filters and orders of queries."""
    base = f"data.entities[{entity.id}]"
    own = {identifier(name): name for name in entity.fields}
    related = {name: kind for relation in entity.relations for name, kind in pointing(relation, entity, entities)}
    for part in entity.key:
        _key_part(draft, entity, part, own, related)
    draft.key = tuple(dict.fromkeys(draft.find(part) for part in entity.key))
    for place, relation in enumerate(entity.relations):
        if relation.kind != "many-to-many":
            _pointers(draft, entity, relation, f"{base}.relations[{place}]", entities)
    for name, kind in entity.fields.items():
        assumed = f"fields.{name}" in entity.assumed
        ground = f"{'assumed' if assumed else 'brief'}: {base}.fields.{name}"
        if kind == "id" and not draft.find(name):
            ground += "; no relation says what it points to, so nothing checks it"
        draft.add(name, kind_of(kind), ground, required=kind in _CERTAIN, assumed=assumed)
    for query in entity.queries:
        for words in (*query.by, *((query.order,) if query.order else ())):
            ground = f"assumed type: data.queries[{query.id}] names it, no field says what it holds"
            draft.add(words, guessed(words), ground, assumed=True)
    draft.require(*draft.key)


def link(all_entities: Sequence[Entity], drafts: Mapping[str, Draft], elsewhere: Mapping[str, str]) -> dict[str, Draft]:
    """Foreign keys between the tables, and a table for each relation of many to many."""
    entities = {entity.id: entity for entity in all_entities}
    joins: dict[str, Draft] = {}
    for name, draft in drafts.items():
        entity = entities[name]
        for place, relation in enumerate(entity.relations):
            ground = f"data.entities[{name}].relations[{place}]"
            if relation.to in elsewhere:
                store = elsewhere[relation.to]
                draft.notes.append(
                    f"The other side, {relation.to}, lies in the {store}: nothing here checks that it exists"
                )
            elif relation.to not in drafts:
                continue
            elif relation.kind == "many-to-many":
                joins |= _join(draft, drafts[relation.to], ground)
            else:
                columns = tuple(draft.find(words) for words, _ in pointing(relation, entity, entities))
                refer(draft, columns, drafts[relation.to], f"{_said(entity, place)}: {ground}")
                if relation.kind == "one-to-one":
                    draft.unique(columns, f"{_said(entity, place)}: {ground}, one to one")
    for name, draft in drafts.items():
        for query in entities[name].queries:
            _short_cut(draft, query, entities, drafts)
    return joins


def _short_cut(draft: Draft, query: Query, entities: Entities, drafts: Mapping[str, Draft]) -> None:
    """A foreign key for a column that only a query names and that repeats where the relations of its table lead to.

    Such a record stays as long as what belongs to it, so that the key keeps nobody from deleting it.
    """
    above = _above(draft.entity, entities)
    for column in map(draft.find, query.by):
        for name in (name for name in above if name in drafts and draft.columns[column].assumed):
            target = drafts[name]
            pointed = any(column in reference.columns for reference in draft.references)
            if len(target.key) != 1 or column != identifier(f"{name}_{target.key[0]}") or pointed:
                continue
            way = ", ".join((*above[name], name))
            ground = f"assumed: data.queries[{query.id}] names it; the API copies it with the row, over {way}"
            kind = target.columns[target.key[0]].kind
            draft.columns[column] = replace(draft.columns[column], kind=kind, ground=ground, required=True)
            refer(draft, (column,), target, f"assumed: data.queries[{query.id}]")


def _above(name: str, entities: Entities) -> dict[str, tuple[str, ...]]:
    """What a record cannot be without, by the records between: nearest first."""
    found: dict[str, tuple[str, ...]] = {}
    ways: list[tuple[str, ...]] = [(name,)]
    for way in ways:
        for relation in entities[way[-1]].relations:
            new = relation.to in entities and relation.to not in found and relation.to != name
            if new and not relation.optional and relation.kind != "many-to-many":
                found[relation.to] = way[1:]
                ways.append((*way, relation.to))
    return found


def agree(entities: Entities, drafts: Mapping[str, Draft]) -> None:
    """Give what points to a key the kind of that key, whatever a field of the same name said; keys may point on."""
    for _ in drafts:
        for name, draft in drafts.items():
            for relation in entities[name].relations:
                if relation.to not in drafts or relation.kind == "many-to-many":
                    continue
                words = pointing(relation, entities[name], entities)
                for (own, _kind), target in zip(words, drafts[relation.to].key, strict=False):
                    column = draft.columns[draft.find(own)]
                    draft.columns[column.name] = replace(column, kind=drafts[relation.to].columns[target].kind)


def refer(draft: Draft, columns: tuple[str, ...], target: Draft, ground: str, *, cascades: bool = False) -> None:
    """A foreign key; where both tables name the customer it holds the customer, too, so that no row points across."""
    targets = target.key
    if draft.tenant and target.tenant and draft.tenant not in columns and target.tenant not in targets:
        columns, targets = (draft.tenant, *columns), (target.tenant, *targets)
        if target.entity != "" and targets != target.key:
            target.unique(targets, f"derived: foreign keys to {target.name} hold the customer, too")
    if any(there.columns == columns and there.table == target.name for there in draft.references):
        return
    name = draft.schema.new(" ".join((draft.name, *columns, "fk")))
    draft.references.append(Reference(name, columns, target.name, targets, ground, cascades=cascades))


def pointing(relation: Relation, entity: Entity, entities: Entities) -> tuple[tuple[str, Kind], ...]:
    """The columns that hold a relation, by name and kind: one for each part of the other's key."""
    other = entities.get(relation.to)
    parts = other.key if other else ("id",)
    before = entity.relations[: entity.relations.index(relation)]
    again = sum(1 for earlier in before if earlier.to == relation.to and not earlier.column)
    base = relation.column or relation.to + (f"_{again + 1}" if again else "")
    kinds = tuple(_kind_of_key(part, relation.to, entities, frozenset()) for part in parts)
    if len(parts) == 1:
        return ((relation.column or f"{base}_{'id' if parts[0] == 'id' else parts[0]}", kinds[0]),)
    return tuple((f"{base}_{part}", kind) for part, kind in zip(parts, kinds, strict=True))


def kind_of(kind: str) -> Kind:
    """The kind of a field as a column has it."""
    return kind  # type: ignore[return-value]


def guessed(words: str) -> Kind:
    """What a column holds that nobody described, by the end of its name."""
    name = identifier(words)
    for kind, ends in _ENDS.items():
        if any(name == end or name.endswith(f"_{end}") for end in ends):
            return kind
    return "text"


_ENDS: dict[Kind, tuple[str, ...]] = {
    "id": ("id",),
    "time": ("at", "time"),
    "date": ("on", "date", "day"),
    "integer": ("number", "count", "version", "position"),
    "state": ("state", "status"),
}


def _key_part(draft: Draft, entity: Entity, part: str, own: Mapping[str, str], related: Mapping[str, Kind]) -> None:
    at = f"data.entities[{entity.id}].key"
    known = own.get(identifier(part), "")
    by_relation = next((kind for name, kind in related.items() if identifier(name) == identifier(part)), None)
    if known and entity.fields[known] not in ("json", "geo", "vector"):
        draft.add(part, kind_of(entity.fields[known]), f"brief: {at}", required=True)
    elif by_relation:
        draft.add(part, by_relation, f"brief: {at}", required=True)
    else:
        said = "the API makes it, ordered by time" if part == "id" else "nobody said what it holds"
        draft.add(
            part,
            guessed(part),
            f"{'brief' if 'key' not in entity.assumed else 'assumed'}: {at}; {said}",
            required=True,
            assumed=part != "id",
        )


def _pointers(draft: Draft, entity: Entity, relation: Relation, at: str, entities: Entities) -> None:
    said = _said(entity, entity.relations.index(relation))
    for words, kind in pointing(relation, entity, entities):
        name = draft.add(words, kind, f"{said}: {at}")
        draft.columns[name] = Column(name, kind, draft.columns[name].ground, assumed=said == "assumed")
        if not relation.optional:
            draft.require(name)


def _said(entity: Entity, place: int) -> str:
    return "assumed" if f"relations[{place}]" in entity.assumed else "brief"


def _kind_of_key(part: str, owner: str, entities: Entities, seen: frozenset[str]) -> Kind:
    """What a key of another entity holds, through its own relations; a circle of keys ends as an id."""
    entity = entities.get(owner)
    if entity is None or owner in seen:
        return "id"
    for name, kind in entity.fields.items():
        if identifier(name) == identifier(part) and kind not in ("json", "geo", "vector"):
            return kind_of(kind)
    for relation in entity.relations:
        other = entities.get(relation.to)
        parts = other.key if other else ("id",)
        if len(parts) == 1 and identifier(relation.column or f"{relation.to}_{parts[0]}") == identifier(part):
            return _kind_of_key(parts[0], relation.to, entities, seen | {owner})
    return guessed(part)


def _join(draft: Draft, other: Draft, ground: str) -> dict[str, Draft]:
    name = draft.schema.new(f"{draft.name} {other.name}")
    what = f"which {draft.name} goes with which {other.name}"
    join = Draft(name, "", what, f"brief: {ground}, many to many", draft.schema, tenant="")
    if draft.tenant and other.tenant:
        join.tenant = join.add(draft.tenant, draft.columns[draft.tenant].kind, "derived: the customer", required=True)
    sides = []
    for side, owner in (("", draft), ("other " if other is draft else "", other)):
        columns = tuple(
            join.add(f"{side}{owner.name}_{part}", owner.columns[part].kind, f"brief: {ground}", required=True)
            for part in owner.key
        )
        refer(join, columns, owner, f"brief: {ground}", cascades=True)
        sides.append(columns)
    join.key = (*sides[0], *sides[1])
    join.index(sides[1], f"foreign key to {other.name}")
    return {name: join}
