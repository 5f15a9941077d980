"""The schema of the answers as JSON Schema, for completion and checks in editors. It is looser than the reader."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from fractions import Fraction
from typing import Any

from msgspec.structs import replace

from archgen.brief.schema import Field, Schema
from archgen.brief.spelling import said
from archgen.brief.spelling.pattern import pattern
from archgen.brief.values import KEY, LONGEST_ID, MOST_ITEMS, SLUG

DIALECT = "https://json-schema.org/draft/2020-12/schema"
Json = dict[str, Any]


def json_schema(schema: Schema, *, archetypes: Iterable[str] = ()) -> Json:
    """The whole schema as plain data; `archetypes` are the ids that `archetype` may name."""
    top = {
        "$schema": DIALECT,
        "title": "archgen brief",
        "description": "The answers from which archgen makes a design.",
    }
    numbers = sorted((field for field in schema.fields.values() if field.unit), key=_spelled)
    spellings = {_spelled(field): {"type": "string", "pattern": _pattern(field)} for field in numbers}
    return top | _object(schema, "", tuple(sorted(archetypes))) | {"$defs": spellings}


def _object(schema: Schema, path: str, archetypes: tuple[str, ...], *, key: Field | None = None) -> Json:
    below = dict(schema.below(path))
    free = below.pop("*", None)
    made = {name: _described(schema, field, archetypes) for name, field in below.items()}
    properties = ({key.key: _key(key)} if key else {}) | made
    required = [*([key.key] if key else []), *(name for name, field in below.items() if _needed(schema, field))]
    found: Json = {"type": "object", "properties": properties, "additionalProperties": False}
    if required:
        found["required"] = required
    if free and free.keys == "roles":
        properties |= {role: _described(schema, free, archetypes) for role in schema.components()}
    elif free:
        found["patternProperties"] = {f"^{KEY.pattern}$": _described(schema, free, archetypes)}
    return found


def _needed(schema: Schema, field: Field) -> bool:
    inside = schema.below(field.path).values() if field.type == "group" else ()
    return field.required or any(other.required for other in inside)


def _key(field: Field) -> Json:
    shape = SLUG.pattern if field.key == "id" else KEY.pattern
    return {"type": "string", "pattern": f"^{shape}$", "maxLength": LONGEST_ID, "description": "What tells it apart."}


def _described(schema: Schema, field: Field, archetypes: tuple[str, ...]) -> Json:
    return {"title": field.title, "description": _description(field)} | _kind(schema, field, archetypes)


def _description(field: Field) -> str:
    said_of = [field.says]
    if field.number and field.unit not in ("1", ""):
        said_of.append(
            f"A bare number is in {field.unit}." if field.type != "money" else "With currency, such as EUR 600."
        )
    if field.low is not None and field.high is not None:
        said_of.append(f"From {said(field.low)} to {said(field.high)}.")
    if field.default is not None and not isinstance(field.default, (list, dict)):
        shown = "no" if field.default is False else "yes" if field.default is True else field.default
        said_of.append(f"Assumed: {shown} ({field.ground}).")
    return " ".join(said_of)


def _kind(schema: Schema, field: Field, archetypes: tuple[str, ...]) -> Json:
    match field.type:
        case "group":
            return _object(schema, field.path, archetypes)
        case "items":
            bounds = {"minItems": field.least, "maxItems": MOST_ITEMS} if field.least else {"maxItems": MOST_ITEMS}
            return {"type": "array", **bounds, "items": _item(schema, field, archetypes)}
        case "list":
            member = _kind(schema, replace(field, type=field.of), archetypes)
            return {"type": "array", "maxItems": MOST_ITEMS, "items": member}
        case "mix":
            one: Json = {"enum": list(archetypes)} if archetypes else {"type": "string"}
            return {"anyOf": [one, {"type": "object", "propertyNames": one, "additionalProperties": _number(field)}]}
        case "reference" if field.to == "actors":
            return {"enum": list(schema.actors())}
    return _SHAPES[field.type](field)


def _item(schema: Schema, field: Field, archetypes: tuple[str, ...]) -> Json:
    whole = _object(schema, f"{field.path}[]", archetypes, key=field if field.key else None)
    return whole if field.key or len(whole.get("required", ())) != 1 else {"anyOf": [{"type": "string"}, whole]}


def _number(field: Field) -> Json:
    bare: Json = {"type": "integer" if field.type == "integer" else "number"}
    bare |= {"minimum": _plain(field.low)} if field.low is not None else {}
    bare |= {"maximum": _plain(field.high)} if field.high is not None else {}
    if field.unit == "%":  # a bare 0.4 may mean two things
        bare = bare | {"anyOf": [{"const": 0}, {"exclusiveMinimum": 1}]}
    return {"anyOf": [bare, _money(field)]}


def _money(field: Field) -> Json:
    return {"$ref": f"#/$defs/{_spelled(field)}"}


def _spelled(field: Field) -> str:
    """The name of the definition that says how a number in the field's unit may be spelled."""
    words = {"%": "percent", "1": "number", "x": "factor", "%/h": "percent-per-h"}
    interval = "interval-in-" if field.interval else ""
    return interval + words.get(field.unit, field.unit.replace("/", "-per-"))


def _pattern(field: Field) -> str:
    return pattern(field.unit, interval=field.interval)


def _plain(bound: Fraction) -> int | float:
    return int(bound) if bound.denominator == 1 else float(bound)


_SHAPES: dict[str, Callable[[Field], Json]] = {
    "quantity": _number,
    "integer": _number,
    "money": _money,
    "text": lambda field: {"type": ["string", "number", "boolean"], "maxLength": field.most},
    "choice": lambda field: {"enum": list(field.choices)},
    "flag": lambda _: {"anyOf": [{"type": "boolean"}, {"enum": ["yes", "no"]}]},
    "id": lambda _: {"type": "string", "pattern": f"^{SLUG.pattern}$", "maxLength": LONGEST_ID},
    "reference": lambda _: {"type": "string", "pattern": f"^{SLUG.pattern}$"},
    "date": lambda _: {"type": "string", "pattern": r"^\d{4}-\d{2}-\d{2}$"},
    "any": lambda _: {},
}
