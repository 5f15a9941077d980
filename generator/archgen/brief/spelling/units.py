"""How people spell units, and the unit of the closed list that they mean."""

from __future__ import annotations

import re
from fractions import Fraction

from archgen.brief.spelling.saying import SpellingError, example
from archgen.quantities.units import Dimension, Unit, UnknownUnitError, parse_unit, unit_names

_ALIASES = {
    "us": "us usec microsecond microseconds µs",
    "ms": "msec millisecond milliseconds",
    "s": "sec secs second seconds",
    "min": "mins minute minutes",
    "h": "hr hrs hour hours",
    "day": "d days",
    "week": "w wk weeks",
    "month": "mo mon months",
    "year": "y yr yrs years",
    "byte": "B bytes",
    "KB": "kB kb Kb",
    "MB": "mb Mb",
    "GB": "gb Gb",
    "TB": "tb Tb",
    "PB": "pb",
    "KiB": "kib kiB",
    "req": "request requests reqs r",
    "user": "MAU DAU",
    "message": "msg msgs",
    "unit": "instance instances",
    "engineer": "developer developers",
    "person": "persons",
    "%": "percent pct",
    "x": "times",
}
ALIASES = {word: name for name, words in _ALIASES.items() for word in words.split()}
SHORT_RATES = {"rps": "req/s", "qps": "req/s", "rpm": "req/min", "tps": "req/s"}
_PARTED = re.compile(r"\s*/\s*|(?:^|\s+)(?:per|an?|and|every)\s+")


def read_unit(word: str, declared: str, text: str) -> Unit:
    """The unit that `word` names, in a value whose field is in `declared`; raises `SpellingError`."""
    words = unit_words(word)
    if words == "m":  # minutes or metres, never millions
        words = "min" if is_time(declared) else "m"
    if words == "day" and declared == "workday":  # nobody works through the night for a plan
        words = "workday"
    if words == "us":
        return Unit("us", dimension("s"), Fraction(1, 10**6))
    try:
        return parse_unit(words)
    except UnknownUnitError:
        what = f"'{word}' in '{text}' is not a known unit"
        raise SpellingError(what, f"Write {example(declared)}.", code="brief-wrong-unit") from None


def unit_words(word: str) -> str:
    """A unit as the list spells it: `requests per user per day` -> `req/user/day`."""
    atoms = [SHORT_RATES.get(atom, ALIASES.get(atom, atom)) for atom in _PARTED.split(word.strip())]
    return "/".join(atom or "1" for atom in atoms)


def dimension(unit: str) -> Dimension:
    """What a unit measures."""
    return parse_unit(unit).dimension


def is_time(unit: str) -> bool:
    """Whether it measures time alone; a rate does not."""
    return dimension(unit) == dimension("s")


def alike(unit: Unit, other: Unit) -> bool:
    """Whether they measure the same; parts and factors have no dimension, but one is not the other."""
    return (unit.dimension, _sort(unit)) == (other.dimension, _sort(other))


def spellings(unit: str) -> tuple[str, ...]:
    """How the first word of a unit may be spelled, longest first."""
    if unit in ("1", "x"):
        return ("times", "x")
    head = parse_unit("%" if unit == "%/h" else unit.partition("/")[0])
    known = {name: name for name in unit_names()} | ALIASES | {"m": "min"}
    same = [word for word, name in known.items() if name not in ("us", "1", "x") and alike(parse_unit(name), head)]
    short = [word for word, rate in SHORT_RATES.items() if unit.startswith(rate.partition("/")[0] + "/")]
    return tuple(sorted({*same, *short, head.plural()}, key=lambda word: (-len(word), word)))


def _sort(unit: Unit) -> str:
    return {"%": "part", "x": "factor", "1": "factor"}.get(unit.text, "")
