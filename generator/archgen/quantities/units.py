"""The closed list of units, and the dimensions that keep sums and products honest.

A unit is a product of atoms, written `req/user/day`. Values are kept in base units (seconds, bytes, single things),
so a unit is only a scale for reading and printing. A month is 730 h, a year twelve of them.
"""

from __future__ import annotations

from fractions import Fraction
from functools import cache

from msgspec import Struct

Dimension = tuple[tuple[str, int], ...]

_HOUR = Fraction(3600)
_TIMES = {
    "ms": Fraction(1, 1000),
    "s": Fraction(1),
    "min": Fraction(60),
    "h": _HOUR,
    "day": 24 * _HOUR,
    "week": 168 * _HOUR,
}
_TIMES |= {"month": 730 * _HOUR, "year": 8760 * _HOUR}
_BYTES = {"byte": Fraction(1)}
_BYTES |= {name: Fraction(1000) ** place for place, name in enumerate(("KB", "MB", "GB", "TB", "PB"), start=1)}
_BYTES |= {name: Fraction(1024) ** place for place, name in enumerate(("KiB", "MiB", "GiB", "TiB"), start=1)}
_BYTES |= {"Mbit": Fraction(10**6, 8), "Gbit": Fraction(10**9, 8)}
_LENGTHS = {"m": Fraction(1), "km": Fraction(1000)}
# `%/h` is the share of a day's total that falls into one hour: 15 %/h of a day is 3.6 times the daily mean.
_SHARES = {"%": Fraction(1, 100), "1": Fraction(1), "x": Fraction(1), "%/h": Fraction(24, 100)}
CURRENCIES = ("EUR", "USD", "GBP", "CHF")
_THINGS = [
    "user",
    "req",
    "unit",
    "connection",
    "person",
    "row",
    "message",
    "device",
    "object",
    "session",
    "worker",
    "region",
    "zone",
    "service",
    "table",
    "column",
    "team",
    "engineer",
    "incident",
    "shift",
    "key",
    "partition",
    "job",
    "event",
    "error",
    "order",
    "deployment",
    "release",
    "peak",
    "vCPU",
    "query",
    "lock",
    "file",
    "page",
    "call",
    "slot",
    "technology",
    "node",
    "pod",
    "shard",
    "index",
    "parameter",
    "client",
    "consumer",
    "container",
    "document",
    "sample",
    "series",
    "endpoint",
    "line",
    "ACU",
    "LCU",
    "transaction",
    "record",
    "operation",
    "workday",
]
_SCALES: dict[str, tuple[str, Fraction]] = {
    **{name: ("time", scale) for name, scale in _TIMES.items()},
    **{name: ("byte", scale) for name, scale in _BYTES.items()},
    **{name: ("length", scale) for name, scale in _LENGTHS.items()},
    **{name: ("", scale) for name, scale in _SHARES.items()},
    **{name: (name, Fraction(1)) for name in (*_THINGS, *CURRENCIES)},
}
_PLURALS = {"person": "people", "query": "queries", "technology": "technologies", "index": "indexes"}
_SINGULARS = {plural: name for name, plural in _PLURALS.items()}
_INVARIABLE = {
    "req",
    "ms",
    "s",
    "min",
    "h",
    "m",
    "km",
    "vCPU",
    "series",
    "ACU",
    "LCU",
    *_SHARES,
    *CURRENCIES,
    *_BYTES,
} - {"byte"}


class Unit(Struct, frozen=True):
    """A unit for reading and printing: its text, what it measures, and how many base units one of it is."""

    text: str
    dimension: Dimension
    scale: Fraction

    def __str__(self) -> str:
        return self.text

    def plural(self) -> str:
        """The text behind a number other than one: `connections/unit`."""
        head, slash, rest = self.text.partition("/") if self.text not in _SCALES else (self.text, "", "")
        return _plural(head) + slash + rest


class UnknownUnitError(ValueError):
    """A unit that is not on the list; the message names it."""


@cache
def parse_unit(text: str) -> Unit:
    """The unit written as `text`, atoms in singular or plural.

    Raises `UnknownUnitError` for an atom that is not on the list.
    """
    if not text.strip():
        return Unit("", (), Fraction(1))
    if text in _SCALES:
        return _atom_unit(text)
    powers: dict[str, int] = {}
    scale = Fraction(1)
    names: list[str] = []
    for place, word in enumerate(text.split("/")):
        for atom in word.split("*"):
            name = _singular(atom.strip())
            dimension, size = _SCALES[name]
            sign = -1 if place else 1
            scale *= size**sign
            if dimension:
                powers[dimension] = powers.get(dimension, 0) + sign
            names.append(("/" if place else "*" if names else "") + name)
    return Unit("".join(names), _dimension(powers), scale)


def multiply(left: Dimension, right: Dimension, *, sign: int = 1) -> Dimension:
    """The dimension of a product, or of a quotient with `sign=-1`."""
    powers = dict(left)
    for name, power in right:
        powers[name] = powers.get(name, 0) + sign * power
    return _dimension(powers)


def unit_names() -> tuple[str, ...]:
    """Every atom of the list, for messages and for the reference page."""
    return tuple(_SCALES)


def _atom_unit(name: str) -> Unit:
    dimension, scale = _SCALES[name]
    return Unit(name, ((dimension, 1),) if dimension else (), scale)


def _dimension(powers: dict[str, int]) -> Dimension:
    return tuple(sorted((name, power) for name, power in powers.items() if power))


def _singular(word: str) -> str:
    for name in (word, _SINGULARS.get(word, ""), word.removesuffix("s")):
        if name in _SCALES:
            return name
    raise UnknownUnitError(f"'{word}' is no unit that archgen knows")


def _plural(word: str) -> str:
    return word if word in _INVARIABLE else _PLURALS.get(word, word + "s")
