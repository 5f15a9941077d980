"""Shares of journeys: parts of a whole that stay one when layers are stacked, mixed or left incomplete."""

from __future__ import annotations

from fractions import Fraction

from msgspec.structs import replace

from archgen.brief.layers.given import SCHEMA_FILE, Given, Layer
from archgen.brief.spelling import said
from archgen.problems import Where

RESCALED = "its share is rescaled, so that all journeys together make up the whole"


def rescale(layer: Layer) -> Layer:
    """Shares that nobody gave fill what the given ones leave; a journey without a share gets the mean of the others.

    What devices send and what all others ask for are two loads: the shares of each make a whole.
    """
    made: dict[str, Given] = {}
    for journeys in by_load(layer):
        made |= _filled(layer, [f"journeys[{journey}].share" for journey in journeys])
    return Layer({**layer.values, **made}, layer.lists)


def by_load(layer: Layer) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The journeys that devices start, where somebody counted those that send, and all others."""
    journeys = layer.lists.get("journeys", ())
    counted = layer.values.get("load.senders.count")
    sent = started_by_devices(layer) if counted and counted.value else ()
    return sent, tuple(journey for journey in journeys if journey not in sent)


def started_by_devices(layer: Layer) -> tuple[str, ...]:
    """The journeys that a device starts, whether or not anybody counted those that send."""
    starters = {journey: layer.values.get(f"journeys[{journey}].by") for journey in layer.lists.get("journeys", ())}
    return tuple(journey for journey, by in starters.items() if by and by.value == "device")


def added_shares(heavier: Layer, lighter: Layer) -> dict[str, Given]:
    """The shares of journeys that both layers have, each pair as its sum."""
    both = [path for path in heavier.values if path.endswith("].share") and path in lighter.values]
    return {
        path: _share(heavier.values[path], heavier.values[path].amount + lighter.values[path].amount) for path in both
    }


def weighted(layer: Layer, weight: Fraction) -> Layer:
    """The layer with the shares of its journeys times `weight`: its part of a mixed system."""
    shares = {
        path: _share(given, given.amount * weight)
        for path, given in layer.values.items()
        if path.startswith("journeys[") and path.endswith("].share")
    }
    return Layer(dict(layer.values) | shares, layer.lists) if weight != 1 else layer


def _filled(layer: Layer, paths: list[str]) -> dict[str, Given]:
    shares = {path: layer.values[path] for path in paths if path in layer.values}
    loose = [path for path in paths if path not in shares or shares[path].assumed]
    known = [shares[path].amount for path in loose if path in shares]
    mean = sum(known, Fraction(0)) / len(known) if sum(known) else Fraction(1)
    weights = {path: shares[path].amount if path in shares else mean for path in loose}
    fixed = sum((share.amount for share in shares.values() if not share.assumed), Fraction(0))
    left = max(Fraction(100) - fixed, Fraction(0))
    scale = left / sum(weights.values()) if any(weights.values()) else Fraction(0)
    return {path: _share(shares.get(path), weight * scale) for path, weight in weights.items()}


def _share(given: Given | None, amount: Fraction) -> Given:
    if given is None:
        ground = "what other journeys leave, in equal parts"
        return Given(amount, "%", "default", Where(SCHEMA_FILE), f"{said(amount)} %", ground)
    if given.value == amount:
        return given
    ground = f"{given.ground}; {RESCALED}" if RESCALED not in given.ground else given.ground
    return replace(given, value=amount, spelling=f"{said(amount)} %", ground=ground)
