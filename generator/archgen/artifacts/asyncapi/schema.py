"""The JSON Schema of one event: a CloudEvents envelope around the fields of the record that it is about."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from archgen.artifacts.told import sentence
from archgen.blueprint import Blueprint, Entity, belongs
from archgen.interface import Event, column, lost

Node = dict[str, Any]

DRAFT = "http://json-schema.org/draft-07/schema#"
_KINDS: Mapping[str, Node] = {
    "id": {"type": "string", "format": "uuid"},
    "integer": {"type": "integer"},
    "number": {"type": "number"},
    "flag": {"type": "boolean"},
    "time": {"type": "string", "format": "date-time"},
    "date": {"type": "string", "format": "date"},
    "json": {"type": "object"},
    "vector": {"type": "array", "items": {"type": "number"}},
    "geo": {
        "type": "object",
        "required": ["type", "coordinates"],
        "properties": {"type": {"const": "Point"}, "coordinates": {"type": "array", "items": {"type": "number"}}},
    },
    "money": {
        "type": "object",
        "required": ["amount", "currency"],
        "properties": {"amount": {"type": "string"}, "currency": {"type": "string"}},
    },
}
_TELLING_LITTLE = ("id", "state", "time", "date", "flag", "integer", "number", "money")


def event_schema(event: Event, blueprint: Blueprint) -> Node:
    """The schema of the whole event as it lies on the broker; readers skip what they do not know."""
    fixed = blueprint.formats["asyncapi"]
    envelope = {name: {k: v for k, v in node.items() if k != "was"} for name, node in fixed["envelope"].items()}
    envelope["type"] = {"type": "string", "const": event.type}
    entity = next((one for one in blueprint.entities if one.id == event.entity), None)
    return {
        "$schema": DRAFT,
        "title": event.type,
        "type": "object",
        "required": list(fixed["required"]),
        "properties": {**envelope, "data": _data(event, entity, blueprint)},
    }


def _data(event: Event, entity: Entity | None, blueprint: Blueprint) -> Node:
    """The record as it is after it happened; of people only what names and dates it."""
    if entity is None:
        return {"type": "object", "required": ["id"], "properties": {"id": {"type": "string"}}}
    fields = {part: entity.fields.get(part, "id" if part.endswith("id") else "text") for part in entity.key}
    fields |= {column(one): "id" for one in belongs(entity)}
    fields |= {name: kind for name, kind in entity.fields.items() if kind != "secret" and not lost(name, entity)}
    if event.personal:
        fields = {name: kind for name, kind in fields.items() if kind in _TELLING_LITTLE or name in entity.key}
    needed = dict.fromkeys((*entity.key, *(column(one) for one in belongs(entity))))
    data: Node = {"type": "object", "required": list(needed)}
    if event.personal:
        data["description"] = sentence(blueprint.speaker.say(blueprint.formats["asyncapi"]["says"]["personal"]))
    return data | {"properties": {name: dict(_KINDS.get(kind, {"type": "string"})) for name, kind in fields.items()}}
