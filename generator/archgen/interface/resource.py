"""Addresses of records: which path leads to all of a kind, which to one, and what stands in the braces."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from msgspec import Struct

from archgen.blueprint import Entity, Lexicon, Relation, belongs


class Parameter(Struct, frozen=True):
    """What stands in the braces of a path: its name, the kind of field it is, and the entity it tells apart."""

    name: str
    kind: str
    entity: str
    parts: tuple[str, ...] = ()


class Resource(Struct, frozen=True):
    """The addresses of one entity.

    `stated` is true where a client knows the whole key before the record is there, so that it may be put at its
    address. `parent` is the entity under whose address this one's lie, by its own key.
    """

    entity: Entity
    plural: str
    collection: str
    item: str
    parameters: tuple[Parameter, ...]
    parent: str = ""
    stated: bool = False

    def below(self, other: Resource) -> str:
        """The path of those that belong to one of `other`."""
        return self.collection if self.parent == other.entity.id else f"{other.item}/{self.plural}"


def resources(entities: Sequence[Entity], lexicon: Lexicon) -> dict[str, Resource]:
    """The addresses of all entities by id; no two have the same, whatever they are called."""
    plurals = _plurals(entities, lexicon)
    by_id = {entity.id: entity for entity in entities}
    made: dict[str, Resource] = {}
    for entity in entities:
        _resource(entity, by_id, plurals, made, frozenset())
    return {entity.id: made[entity.id] for entity in entities}


def column(relation: Relation) -> str:
    """The field that holds a relation."""
    return relation.column or f"{name_of(relation.to)}_id"


def lost(name: str, entity: Entity) -> bool:
    """Whether a field is an id that nobody gave and that leads nowhere: what this kind of system usually has."""
    assumed = f"fields.{name}" in entity.assumed and entity.fields.get(name) == "id" and name != "id"
    return assumed and name not in {*entity.key, *map(column, entity.relations)}


def name_of(words: str) -> str:
    """Any words as a name in a path or a query: letters, digits and underscores."""
    return re.sub(r"[^A-Za-z0-9]+", "_", words).strip("_") or "value"


def _plurals(entities: Sequence[Entity], lexicon: Lexicon) -> dict[str, str]:
    """A plural for each entity; one whose plural is taken keeps its own name, or gets a number."""
    found: dict[str, str] = {}
    for entity in entities:
        wanted = (lexicon.plural(entity.id), entity.id, *(f"{entity.id}-{number}" for number in range(2, 1002)))
        found[entity.id] = next(name for name in wanted if name not in found.values())
    return found


def _resource(
    entity: Entity,
    by_id: Mapping[str, Entity],
    plurals: Mapping[str, str],
    made: dict[str, Resource],
    seen: frozenset[str],
) -> Resource:
    """The addresses of an entity; keys that lead in a circle are cut where it closes."""
    if entity.id in made:
        return made[entity.id]
    plural = plurals[entity.id]
    if entity.key == ("id",) or entity.fields.get("id") == "id":
        own = Parameter(f"{name_of(entity.id)}_id", "id", entity.id)
        made[entity.id] = Resource(entity, plural, f"/{plural}", f"/{plural}/{{{own.name}}}", (own,))
        return made[entity.id]
    above, rest = _above(entity, by_id, seen)
    parent = _resource(by_id[above], by_id, plurals, made, seen | {entity.id}) if above else None
    before = parent.parameters if parent else ()
    base = parent.item if parent else ""
    own_parameters = tuple(_own(entity, rest, {one.name for one in before}))
    segments = "".join(f"/{{{one.name}}}" for one in own_parameters)
    collection = f"{base}/{plural if rest else entity.id}"
    kinds = [kind_of(part, entity) for part in rest]
    made[entity.id] = Resource(
        entity,
        plural,
        collection,
        collection + segments,
        before + own_parameters,
        parent=above,
        stated=bool(above) and all(kind in ("date", "text", "state", "id") for kind in kinds),
    )
    return made[entity.id]


def _above(entity: Entity, by_id: Mapping[str, Entity], seen: frozenset[str]) -> tuple[str, tuple[str, ...]]:
    """The entity that a key leads through, and the parts of the key that are left."""
    for relation in belongs(entity):
        if column(relation) in entity.key and relation.to in by_id and relation.to not in seen | {entity.id}:
            return relation.to, tuple(part for part in entity.key if part != column(relation))
    return "", entity.key


def _own(entity: Entity, rest: tuple[str, ...], taken: set[str]) -> Iterator[Parameter]:
    """One parameter for what is left of a key: the part itself, or several parts joined."""
    if not rest:
        return
    joined = len(rest) > 1
    name = f"{name_of(entity.id)}_key" if joined else name_of(rest[0])
    if not joined and not name.endswith("_id"):
        name = f"{name_of(entity.id)}_{name}"
    while name in taken:
        name = f"{name_of(entity.id)}_{name}"
    yield Parameter(name, "text" if joined else kind_of(rest[0], entity), entity.id, rest)


def kind_of(part: str, entity: Entity) -> str:
    """The kind of a field; of one that nobody described, by its name."""
    if part in entity.fields:
        return entity.fields[part]
    if part == "id" or part.endswith("_id") or any(column(one) == part for one in entity.relations):
        return "id"
    return "text"
