"""One layer over another: values win, lists replace; and archetypes that are mixed by weight."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from fractions import Fraction

from archgen.brief.layers.given import Layer
from archgen.brief.layers.shares import added_shares, weighted
from archgen.brief.schema import Schema


def stack(lower: Layer, upper: Layer, schema: Schema) -> Layer:
    """`upper` over `lower`: its values win, its lists replace; an item with the same id inherits what it leaves out."""
    gone = tuple(_replaced(lower, upper, schema)) + tuple(_instead(lower, upper, schema))
    values = {path: given for path, given in lower.values.items() if not path.startswith(gone)}
    lists = {path: ids for path, ids in lower.lists.items() if not path.startswith(gone)}
    return Layer(values | dict(upper.values), lists | dict(upper.lists))


def mix(layers: tuple[tuple[Layer, Fraction], ...], schema: Schema) -> Layer:
    """Archetypes by weight: lists are joined, the heavier wins where both speak, shares are weighted."""
    mixed = Layer()
    total = sum((weight for _, weight in layers), Fraction(0))
    for layer, weight in sorted(layers, key=lambda pair: -pair[1]):
        mixed = _join(mixed, weighted(layer, weight / total), schema)
    return mixed


def expand(path: str, lists: Mapping[str, tuple[str, ...]]) -> Iterator[str]:
    """The paths of a brief that a path of the schema stands for: one for each item of the lists on its way."""
    head, found, tail = path.partition("[]")
    if not found:
        yield path
        return
    for item in lists.get(head, ()):
        yield from expand(f"{head}[{item}]{tail}", lists)


def _replaced(lower: Layer, upper: Layer, schema: Schema) -> Iterator[str]:
    """What stands in items that the upper lists no longer have; items without a key of their own inherit nothing."""
    for path, ids in upper.lists.items():
        found = schema.field(path)
        keyed = found is not None and found.key
        yield from (f"{path}[{item}]" for item in lower.lists.get(path, ()) if not keyed or item not in ids)


def _instead(lower: Layer, upper: Layer, schema: Schema) -> Iterator[str]:
    """Of answers that say the same in several ways, those that a nearer layer has answered in another way."""
    ways = {path: found.instead for path, found in schema.fields.items() if found.instead}
    told = {ways[path] for path in upper.values if path in ways}
    yield from (path for path, way in ways.items() if way in told and path in lower.values)


def _join(heavier: Layer, lighter: Layer, schema: Schema) -> Layer:
    lists = {
        path: tuple(dict.fromkeys((*heavier.lists.get(path, ()), *lighter.lists.get(path, ()))))
        for path in (*heavier.lists, *lighter.lists)
        if "[" not in path and (found := schema.field(path)) is not None and found.key
    }
    both = stack(lighter, heavier, schema)
    taken = tuple(f"{path}[{item}]" for path in lists for item in heavier.lists.get(path, ()))
    values = {path: given for path, given in lighter.values.items() if not (taken and path.startswith(taken))}
    nested = {path: ids for path, ids in lighter.lists.items() if not (taken and path.startswith(taken))}
    values = values | dict(both.values) | added_shares(heavier, lighter)
    return Layer(values, nested | dict(both.lists) | lists)
