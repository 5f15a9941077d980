"""Schemas of entities: as they are shown, as they are made, as they are changed, as they are listed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from hashlib import sha256

from archgen.artifacts.openapi.policy import Node, Policy, reference
from archgen.artifacts.told import told
from archgen.blueprint import Entity, belongs
from archgen.interface import column, kind_of, lost, name_of

_CERTAIN = ("text", "integer", "flag", "state", "json")
_KINDS: Mapping[str, Node] = {
    "id": {"type": "string", "format": "uuid"},
    "text": {"type": "string"},
    "state": {"type": "string"},
    "secret": {"type": "string", "format": "password", "writeOnly": True},
    "integer": {"type": "integer", "format": "int64", "examples": [12]},
    "number": {"type": "number", "examples": [1.5]},
    "flag": {"type": "boolean", "examples": [True]},
    "time": {"type": "string", "format": "date-time", "examples": ["2027-03-01T09:30:00Z"]},
    "date": {"type": "string", "format": "date", "examples": ["2027-03-01"]},
    "json": {"type": "object", "additionalProperties": True},
    "vector": {"type": "array", "items": {"type": "number"}},
    "money": reference("schemas", "Money"),
    "geo": reference("schemas", "Point"),
}


def value(kind: str, name: str, policy: Policy) -> Node:
    """The schema of one field, with an example that its name suggests."""
    schema = dict(_KINDS.get(kind, _KINDS["text"]))
    if kind == "id":
        return schema | {"examples": [_id(name.removesuffix("_id"))]}
    if kind in ("text", "state"):
        if name == "email":
            schema["format"] = "email"
        said = policy.blueprint.lexicon.examples.get(name)
        return schema | {"examples": [said or name.replace("_", " ").replace("-", " ").strip() or "a word"]}
    return schema


def _id(entity: str) -> str:
    """An id for examples: the same one wherever a record of the same entity is meant."""
    digits = sha256(entity.encode()).hexdigest()
    return f"{digits[:8]}-{digits[8:12]}-7{digits[13:16]}-8{digits[17:20]}-{digits[20:32]}"


def entity_schemas(entity: Entity, policy: Policy) -> Iterator[tuple[str, Node]]:
    """The schemas that operations of an entity refer to."""
    used = {one.kind for one in policy.interface.operations if one.entity == entity.id}
    yield policy.names[entity.id, ""], _shown(entity, policy)
    if used & {"make", "put"}:
        yield policy.names[entity.id, "new"], _new(entity, policy)
    if "change" in used:
        yield policy.names[entity.id, "change"], _change(entity, policy)
    if used & {"list", "seek"}:
        yield policy.names[entity.id, "list"], _list(entity, policy)


def _shown(entity: Entity, policy: Policy) -> Node:
    fields = {name: kind for name, kind in _fields(entity, policy).items() if kind != "secret"}
    pointed = {column(relation) for relation in belongs(entity)}
    sure = {name for name, kind in fields.items() if kind in _CERTAIN and f"fields.{name}" not in entity.assumed}
    certain = [name for name in fields if name in {*entity.key, *pointed, *sure, "id"}]
    shown = _object(fields, certain, policy)
    if "id" in fields:
        shown["properties"]["id"] = value("id", name_of(entity.id), policy)
    for name in fields if "entity" not in entity.assumed else ():
        if f"fields.{name}" in entity.assumed:
            shown["properties"][name]["x-assumed"] = True
    if "entity" in entity.assumed:
        shown["x-assumed"] = True
    return {"description": told(entity.what), **shown}


def _new(entity: Entity, policy: Policy) -> Node:
    """What a client states of a record that it makes; what stands in the address is not said twice."""
    resource = policy.interface.resources[entity.id]
    made = next(one for one in policy.interface.operations if one.entity == entity.id and one.kind in ("make", "put"))
    addressed = {part for parameter in made.parameters for part in (parameter.name, *parameter.parts)}
    inside = {column(relation) for relation in entity.relations if resource.parent and relation.to == resource.parent}
    known = {column(relation) for relation in entity.relations if relation.to == _signed_in(policy)}
    fields = {name: kind for name, kind in _stated(entity, policy).items() if name not in addressed | inside | known}
    pointed = {column(relation) for relation in belongs(entity)}
    needed = [name for name, kind in fields.items() if name in pointed or (kind == "text" and not _technical(name))]
    return _object(fields, needed, policy)


def _signed_in(policy: Policy) -> str:
    """The entity that signs in, of which a client names none but itself; "" where no journey says."""
    return next((one.entity for one in policy.interface.operations if one.kind == "sign-in"), "")


def _change(entity: Entity, policy: Policy) -> Node:
    fields = {name: kind for name, kind in _stated(entity, policy).items() if name not in entity.key}
    return _object(fields, [], policy) | {"minProperties": 1}


def _list(entity: Entity, policy: Policy) -> Node:
    listed: Node = {"items": {"type": "array", "items": policy.schema(entity.id)}}
    if policy.paged:
        says = "Where the next page begins; null on the last one."
        listed["next_cursor"] = {"type": ["string", "null"], "description": says, "examples": ["b2ZmLTMw"]}
    return {"type": "object", "required": list(listed), "properties": listed}


def _object(fields: Mapping[str, str], required: list[str], policy: Policy) -> Node:
    schema: Node = {"type": "object"}
    if required:
        schema["required"] = required
    properties = {
        name: _many(name, policy) if kind == "ids" else value(kind, name, policy) for name, kind in fields.items()
    }
    return schema | ({"properties": properties} if properties else {"additionalProperties": True})


def _many(name: str, policy: Policy) -> Node:
    return {"type": "array", "items": value("id", name.removesuffix("s"), policy)}


def _fields(entity: Entity, policy: Policy) -> dict[str, str]:
    """The fields of an entity by name: its key, what it belongs to, and what the brief names; the tenant is known."""
    tenant = policy.interface.tenant
    found = {part: kind_of(part, entity) for part in entity.key}
    for relation in entity.relations:
        many = relation.kind == "many-to-many"
        found[f"{name_of(relation.to)}_ids" if many else column(relation)] = "ids" if many else "id"
    found |= {name: kind for name, kind in entity.fields.items() if name not in found and not lost(name, entity)}
    hidden = {column(relation) for relation in entity.relations if tenant and relation.to == tenant}
    return {name: kind for name, kind in found.items() if name not in hidden}


def _stated(entity: Entity, policy: Policy) -> dict[str, str]:
    """The fields that a client sets: neither what the server knows better nor a moment at which something happened."""
    lexicon = policy.blueprint.lexicon
    return {
        name: kind
        for name, kind in _fields(entity, policy).items()
        if name not in lexicon.kept
        and name != "id"
        and not (kind == "time" and name.endswith("_at") and name.removesuffix("_at") not in lexicon.stated)
    }


def _technical(name: str) -> bool:
    return name.endswith(("_id", "_key", "_code", "_number")) or name in ("number", "code", "key", "reference")
