"""An event as it might lie on the broker, made of its own schema: the same one each time."""

from __future__ import annotations

from collections.abc import Mapping
from hashlib import sha256
from typing import Any

_FORMATS = {"date-time": "2027-03-01T09:30:00Z", "date": "2027-03-01", "uri-reference": "/api"}
_KINDS: Mapping[str, Any] = {"integer": 12, "number": 12, "boolean": True, "array": [12, 51], "object": {}}
_NAMED = {"dataversion": "1.0", "traceparent": "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01"}


def example(schema: Mapping[str, Any], name: str = "", known: Mapping[str, str] | None = None) -> Any:
    """A value that the schema accepts; a text says its own name unless `known` says another of that name."""
    if "const" in schema:
        return schema["const"]
    if "properties" in schema:
        return {part: example(node, part, known) for part, node in schema["properties"].items()}
    if schema.get("format") == "uuid":
        return _id(name)
    text = {**_NAMED, **(known or {})}.get(name, name.replace("_", " "))
    return _KINDS.get(schema.get("type", ""), _FORMATS.get(schema.get("format", ""), text))


def _id(name: str) -> str:
    digits = sha256(name.removesuffix("_id").encode()).hexdigest()
    return f"{digits[:8]}-{digits[8:12]}-7{digits[13:16]}-8{digits[17:20]}-{digits[20:32]}"
