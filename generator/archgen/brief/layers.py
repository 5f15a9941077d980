"""Layers of answers: given > detected > archetype > default. Each value keeps the layer that it came from."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from fractions import Fraction
from typing import Literal

from archgen.brief.schema import Schema
from archgen.brief.spelling import said
from archgen.brief.values import Value
from archgen.problems import Where

LayerName = Literal["given", "detected", "archetype", "default"]
SCHEMA_FILE = "knowledge/brief.yaml"
RESCALED = "its share is rescaled, so that all journeys together make up the whole"


@dataclass(frozen=True, slots=True)
class Given:
    """One value of a brief: in `unit`, as typed in `spelling`, from a layer; an assumption has a `ground`."""

    value: Value
    unit: str
    layer: LayerName
    where: Where
    spelling: str = ""
    ground: str = ""

    @property
    def assumed(self) -> bool:
        """Whether nobody gave it and nothing showed it."""
        return self.layer in ("archetype", "default")


@dataclass(frozen=True, slots=True)
class Layer:
    """Values by path, and the items of each list in their order."""

    values: Mapping[str, Given] = field(default_factory=dict)
    lists: Mapping[str, tuple[str, ...]] = field(default_factory=dict)


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
        mixed = _join(mixed, _weighted(layer, weight / total), schema)
    return mixed


def rescale(layer: Layer) -> Layer:
    """Shares that nobody gave fill what the given ones leave; a journey without a share gets the mean of the others.

    What devices send and what all others ask for are two loads: the shares of each make a whole.
    """
    made: dict[str, Given] = {}
    for journeys in by_load(layer):
        made |= _filled(layer, [f"journeys[{journey}].share" for journey in journeys])
    return Layer({**layer.values, **made}, layer.lists)


def by_load(layer: Layer) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The journeys that devices start, and all others."""
    journeys = layer.lists.get("journeys", ())
    starters = {journey: layer.values.get(f"journeys[{journey}].by") for journey in journeys}
    sent = tuple(journey for journey, by in starters.items() if by and by.value == "device")
    return sent, tuple(journey for journey in journeys if journey not in sent)


def expand(path: str, lists: Mapping[str, tuple[str, ...]]) -> Iterator[str]:
    """The paths of a brief that a path of the schema stands for: one for each item of the lists on its way."""
    head, found, tail = path.partition("[]")
    if not found:
        yield path
        return
    for item in lists.get(head, ()):
        yield from expand(f"{head}[{item}]{tail}", lists)


def _filled(layer: Layer, paths: list[str]) -> dict[str, Given]:
    shares = {path: layer.values[path] for path in paths if path in layer.values}
    loose = [path for path in paths if path not in shares or shares[path].assumed]
    known = [_amount(shares[path]) for path in loose if path in shares]
    mean = sum(known, Fraction(0)) / len(known) if sum(known) else Fraction(1)
    weights = {path: _amount(shares[path]) if path in shares else mean for path in loose}
    fixed = sum((_amount(share) for share in shares.values() if not share.assumed), Fraction(0))
    left = max(Fraction(100) - fixed, Fraction(0))
    scale = left / sum(weights.values()) if any(weights.values()) else Fraction(0)
    return {path: _share(shares.get(path), weight * scale) for path, weight in weights.items()}


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
    values = values | dict(both.values) | _added_shares(heavier, lighter)
    return Layer(values, nested | dict(both.lists) | lists)


def _added_shares(heavier: Layer, lighter: Layer) -> dict[str, Given]:
    both = [path for path in heavier.values if path.endswith("].share") and path in lighter.values]
    return {
        path: _share(heavier.values[path], _amount(heavier.values[path]) + _amount(lighter.values[path]))
        for path in both
    }


def _weighted(layer: Layer, weight: Fraction) -> Layer:
    shares = {
        path: _share(given, _amount(given) * weight)
        for path, given in layer.values.items()
        if path.startswith("journeys[") and path.endswith("].share")
    }
    return Layer(dict(layer.values) | shares, layer.lists) if weight != 1 else layer


def _share(given: Given | None, amount: Fraction) -> Given:
    if given is None:
        ground = "what other journeys leave, in equal parts"
        return Given(amount, "%", "default", Where(SCHEMA_FILE), f"{said(amount)} %", ground)
    if given.value == amount:
        return given
    ground = f"{given.ground}; {RESCALED}" if RESCALED not in given.ground else given.ground
    return replace(given, value=amount, spelling=f"{said(amount)} %", ground=ground)


def _amount(given: Given) -> Fraction:
    assert isinstance(given.value, Fraction)
    return given.value
