"""What nobody said: strays of replaced lists go, and the schema's defaults come in as assumptions."""

from __future__ import annotations

from msgspec.structs import replace

from archgen.brief.layers import SCHEMA_FILE, Given, Layer, expand
from archgen.brief.reader import Reading
from archgen.brief.references import known_names, references, unreached, words
from archgen.brief.schema import Field, Schema
from archgen.problems import Problem, Where


def with_defaults(layer: Layer, schema: Schema) -> Layer:
    """The layer and what the schema assumes where it is silent; lists come before their items in the schema."""
    told = {field.instead for path in layer.values if (field := schema.field(path)) and field.instead}
    for field in schema.fields.values():
        if field.default is None or (field.derived and field.instead in told):
            continue
        default = _default(field, layer, schema)
        layer = Layer({**layer.values, **default.values}, {**layer.lists, **default.lists})
    return layer


def check_defaults(schema: Schema) -> tuple[Problem, ...]:
    """The defaults that their own field cannot read, which would be missing from a design without a word."""
    reading = Reading(schema, layer="default", where=lambda _: Where(SCHEMA_FILE))
    for field in schema.fields.values():
        if field.default is None:
            continue
        named = field.default if field.path.endswith("*") else {"": field.default}
        for name, value in named.items():
            reading.value(field, field.path.removesuffix("*") + name if name else field.path, value, ())
    hint = "Mend the default there."
    return tuple(
        Problem("schema-default", wrong.where, f"the default of {wrong.what} {wrong.hint}", hint)
        for wrong in reading.problems
    )


def prune(layer: Layer, schema: Schema) -> Layer:
    """Leave out what assumptions say of things that are gone, since a person's list has replaced the archetype's."""
    known = known_names(layer, schema)
    values, lists = dict(layer.values), dict(layer.lists)
    for path, given, field in references(layer, schema):
        strays = [word for word in words(given) if word not in known[field.to]]
        if given.assumed and strays:
            _leave_out(path, given, field, strays, values=values, lists=lists)
    pruned = Layer(values, lists)
    for path, given in layer.values.items():
        if given.assumed and (found := schema.field(path)) and _idle(path, found, pruned):
            values.pop(path, None)
    for path in tuple(unreached(pruned, schema)):
        if values[path].assumed:
            del values[path]
    return pruned


def _idle(path: str, field: Field, layer: Layer) -> bool:
    """Whether another answer of the same item leaves this one without a use."""
    beside = layer.values.get(f"{path.rpartition('.')[0]}.{field.idle_beside}") if field.idle_beside else None
    return beside is not None


def _default(field: Field, layer: Layer, schema: Schema) -> Layer:
    reading = Reading(schema, layer="default", where=lambda _: Where(SCHEMA_FILE), grounds=lambda _: field.ground)
    for path in expand(field.path, layer.lists):
        if path.endswith("*"):
            for name, value in field.default.items():
                reading.value(field, path.removesuffix("*") + name, value, ())
        elif path not in layer.values and path not in layer.lists and not _idle(path, field, layer):
            reading.value(field, path, field.default, ())
    return reading.layer


def _leave_out(
    path: str,
    given: Given,
    field: Field,
    strays: list[str],
    *,
    values: dict[str, Given],
    lists: dict[str, tuple[str, ...]],
) -> None:
    if field.type == "list":
        kept = tuple(word for word in words(given) if word not in strays)
        values[path] = replace(given, value=kept, spelling=", ".join(kept))
    elif field.required:
        item = path.rpartition(".")[0]
        owner, _, name = item.removesuffix("]").rpartition("[")
        lists[owner] = tuple(other for other in lists.get(owner, ()) if other != name)
        for stray in [other for other in values if other.startswith(f"{item}.")]:
            del values[stray]
    else:
        values.pop(path, None)
