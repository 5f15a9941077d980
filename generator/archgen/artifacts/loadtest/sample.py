"""A value that a schema of the interface allows, made of the examples that it carries."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

_DEPTH = 6  # schemas may refer to one another for ever
_OF_TYPE: Mapping[str, Any] = {"string": "a word", "integer": 1, "number": 1.5, "boolean": True, "null": None}


def sample(schema: Mapping[str, Any], schemas: Mapping[str, Any], *, depth: int = 0) -> Any:
    """The first example of the schema, else one made of its parts; `schemas` are those that it may refer to."""
    if "$ref" in schema:
        return sample(schemas[schema["$ref"].rpartition("/")[2]], schemas, depth=depth)
    for key in ("examples", "enum"):
        if schema.get(key):
            return schema[key][0]
    for key in ("example", "const", "default"):
        if key in schema:
            return schema[key]
    kind = schema.get("type", "object")
    kind = kind[0] if isinstance(kind, list) else kind
    if kind == "array":
        return [sample(schema["items"], schemas, depth=depth + 1)] if "items" in schema and depth < _DEPTH else []
    if kind == "object":
        parts = schema.get("properties", {}) if depth < _DEPTH else {}
        return {
            name: sample(part, schemas, depth=depth + 1) for name, part in parts.items() if not part.get("readOnly")
        }
    return _OF_TYPE.get(kind, schema.get("minimum"))
