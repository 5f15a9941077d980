"""How people write sizes, rates and money, read as exact fractions in the unit that a field declares.

`5k`, `1.2M`, `12,000`, `120 KB`, `99.95%`, `1 h 30 min`, `1/30s`, `EUR 600/month` and `600 EUR per month` are read; a
number without a unit is in the declared one. A unit that measures something else is refused by name.
"""

from __future__ import annotations

import re
from fractions import Fraction
from typing import Any

from archgen.quantities.units import Dimension, Unit, UnknownUnitError, parse_unit, unit_names

CURRENCIES = {"US$": "USD", "€": "EUR", "$": "USD", "£": "GBP", "EUR": "EUR", "USD": "USD", "GBP": "GBP", "CHF": "CHF"}
MULTIPLES = {"k": 10**3, "K": 10**3, "thousand": 10**3, "M": 10**6, "million": 10**6, "mn": 10**6}
MULTIPLES |= {"G": 10**9, "bn": 10**9, "billion": 10**9, "B": 10**9, "T": 10**12, "trillion": 10**12}
ALIASES = {
    **dict.fromkeys(("us", "usec", "microsecond", "microseconds", "µs"), "us"),
    **dict.fromkeys(("msec", "millisecond", "milliseconds"), "ms"),
    **dict.fromkeys(("sec", "secs", "second", "seconds"), "s"),
    **dict.fromkeys(("mins", "minute", "minutes"), "min"),
    **dict.fromkeys(("hr", "hrs", "hour", "hours"), "h"),
    **dict.fromkeys(("d", "days"), "day"),
    **dict.fromkeys(("w", "wk", "weeks"), "week"),
    **dict.fromkeys(("mo", "mon", "months"), "month"),
    **dict.fromkeys(("y", "yr", "yrs", "years"), "year"),
    **dict.fromkeys(("B", "bytes"), "byte"),
    **dict.fromkeys(("kB", "kb", "Kb"), "KB"),
    **{"mb": "MB", "Mb": "MB", "gb": "GB", "Gb": "GB", "tb": "TB", "Tb": "TB", "pb": "PB", "kib": "KiB", "kiB": "KiB"},
    **dict.fromkeys(("request", "requests", "reqs", "r"), "req"),
    **{
        "percent": "%",
        "pct": "%",
        "times": "x",
        "engineers": "engineer",
        "developers": "engineer",
        "persons": "person",
    },
    **{"MAU": "user", "DAU": "user", "msg": "message", "msgs": "message", "instance": "unit", "instances": "unit"},
}
SHORT_RATES = {"rps": "req/s", "qps": "req/s", "rpm": "req/min", "tps": "req/s"}

NUMBER = r"\d{1,3}(?:[,_ \u00a0\u202f]\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?(?:[eE]\+?\d{1,3})?"
_NUMBER = re.compile(rf"([-−]?)({NUMBER})")
_MULTIPLE = re.compile(rf"\s*({'|'.join(sorted(MULTIPLES, key=len, reverse=True))})(?![A-Za-z%µ])")
_NO_NUMBER = re.compile(r"[,.]\s*\d|\.\.|\s*[-–]\s*\d")
_INTERVAL = re.compile(rf"(?:({NUMBER})\s*(?:/|per)|every)\s*({NUMBER})?\s*([a-zA-Zµ]+)")
_PARTED = re.compile(r"\s*/\s*|(?:^|\s+)(?:per|an?|and|every)\s+")
_EXAMPLES = {"%": "12.5", "%/h": "15", "x": "1.5", "1": "2", "byte": "120,000", "ms": "200", "h/week": "40"}
_LONGEST = 80


class SpellingError(ValueError):
    """A value that cannot be read as the field wants it: what is wrong, and what to write."""

    def __init__(self, what: str, hint: str = "", *, code: str = "brief-bad-number") -> None:
        self.what, self.hint, self.code = what, hint, code
        super().__init__(f"{what} {hint}".strip())


def read_number(raw: Any, unit: str, *, named: bool = False, interval: bool = False) -> Fraction:
    """`raw` (a whole number or text) in `unit`.

    `named` says that the field's name holds what it counts per (`rows_per_month`), so the value may leave it out;
    `interval` that '1/30s' means every thirty seconds.
    """
    text = _plain(raw)
    parts = (interval and _interval(text)) or _parts(text, unit)
    return sum((_in_unit(number, word, unit, text, named=named) for number, word in parts), Fraction(0))


def read_money(raw: Any, unit: str) -> tuple[Fraction, str]:
    """An amount and its unit, `EUR/month`; `unit` is `money/month` or `money/h`."""
    text = _plain(raw)
    symbol = next((sign for sign in CURRENCIES if re.search(rf"(?<![A-Za-z]){re.escape(sign)}(?![A-Za-z])", text)), "")
    per = unit.removeprefix("money/")
    if not symbol:
        raise SpellingError(f"'{text}' names no currency", f"Write EUR 600/{per}.", code="brief-no-currency")
    number, rest = _number(text.replace(symbol, " ", 1).strip())
    if not _unit_words(rest).startswith("1/"):
        raise SpellingError(f"'{text}' does not say per what", f"Write {symbol} {said(number)}/{per}.")
    return _in_unit(number, rest, f"1/{per}", text, named=False), f"{CURRENCIES[symbol]}/{per}"


def pattern(unit: str, *, interval: bool = False) -> str:
    """A regular expression for editors: what may be typed for a value in `unit`; it is looser than the reader."""
    number = rf"~?-?(?:{NUMBER})\s*(?:{'|'.join(sorted(MULTIPLES, key=len, reverse=True))})?"
    per = r"(?:\s*(?:/|per\s|an?\s|and\s)\s*[A-Za-z]+)*"
    if unit.startswith("money"):
        symbols = "|".join(re.escape(symbol) for symbol in CURRENCIES)
        return rf"^(?:(?:{symbols})\s*{number}|{number}\s*(?:{symbols})){per.removesuffix('*')}+$"
    words = "|".join(re.escape(word) for word in _words(unit))
    once = rf"{number}\s*(?:{words}){per}"
    if _dimension(unit) == _dimension("s"):
        rate = rf"|(?:{number}\s*(?:/|per)|every)\s*(?:{NUMBER})?\s*(?:{words})" if interval else ""
        return rf"^(?:{number}|(?:{once}\s*)+{rate})$"
    return rf"^(?:{number}|{once})$"


def _words(unit: str) -> tuple[str, ...]:
    """How the first word of a unit may be spelled, longest first."""
    if unit in ("1", "x"):
        return ("times", "x")
    head = parse_unit(unit.partition("/")[0] if unit != "%/h" else "%")
    spelled = {atom: atom for atom in unit_names()} | {head.plural(): head.text} | ALIASES | {"us": "us", "m": "min"}
    same = [word for word, atom in spelled.items() if atom != "us" and _alike(parse_unit(atom), head)]
    short = [word for word, rate in SHORT_RATES.items() if unit.startswith(rate.partition("/")[0] + "/")]
    return tuple(sorted({*same, *short, head.plural()}, key=lambda word: (-len(word), word)))


def _alike(unit: Unit, other: Unit) -> bool:
    return (unit.dimension, _sort(unit)) == (other.dimension, _sort(other)) and bool(unit.dimension or unit.text == "%")


def read_bound(raw: Any, unit: str) -> Fraction:
    """A bound or a step as the schema states it: a bare number, or one with a unit."""
    try:
        return Fraction(str(raw))
    except ValueError:
        return read_number(raw, "1" if unit.startswith("money") else unit, named=True)


def _plain(raw: Any) -> str:
    if isinstance(raw, bool) or not isinstance(raw, (int, str)):
        raise SpellingError(f"a {_kind(raw)} stands where a number is expected")
    text = " ".join(str(raw).split()).removeprefix("~").removeprefix("about ").strip()
    if len(text) > _LONGEST:
        raise SpellingError(f"'{text[:20]}...' is too long for a number", "Write one such as 12,000, 5k or 1.2M.")
    return text


def _kind(raw: Any) -> str:
    return "yes or no" if isinstance(raw, bool) else "list" if isinstance(raw, list) else "mapping"


def _interval(text: str) -> list[tuple[Fraction, str]]:
    """'1/30s', '2/min' and 'every 30 s' as the time from one to the next."""
    found = _INTERVAL.fullmatch(text)
    if not found:
        return []
    times, each = _digits(found[1] or "1"), _digits(found[2] or "1")
    if not times:
        raise SpellingError(f"'{text}' never happens", "Write the time from one to the next, such as 30 s.")
    return [(each / times, found[3])]


def _parts(text: str, unit: str) -> list[tuple[Fraction, str]]:
    """The number and its unit; of a time, several: `1 h 30 min`."""
    number, rest = _number(text, unit)
    following = _NUMBER.search(rest) if _dimension(unit) == _dimension("s") else None
    if not following:
        return [(number, rest)]
    return [(number, rest[: following.start()].strip()), *_parts(rest[following.start() :], unit)]


def _number(text: str, unit: str = "") -> tuple[Fraction, str]:
    """The number that opens `text`, with its multiple, and what follows."""
    found = _NUMBER.match(text)
    if not found:
        raise SpellingError(f"'{text}' does not begin with a number", "Write one such as 12,000, 5k or 1.2M.")
    rest = text[found.end() :]
    if _NO_NUMBER.match(rest):
        what = "is a range, or has a comma that parts no thousands"
        raise SpellingError(f"'{text}' {what}", "Write one number, with a point for decimals.")
    multiple = _MULTIPLE.match(rest)
    if multiple and multiple[1] == "B" and unit.startswith("byte"):
        multiple = None
    value = _digits(found[2]) * (MULTIPLES[multiple[1]] if multiple else 1) * (-1 if found[1] else 1)
    return value, (rest[multiple.end() :] if multiple else rest).strip()


def _digits(text: str) -> Fraction:
    return Fraction(re.sub("[,_ \u00a0\u202f]", "", text))


def _in_unit(number: Fraction, word: str, unit: str, text: str, *, named: bool) -> Fraction:
    """`number` of `word` in the declared `unit`; what it counts may be left out, what it counts per only if named."""
    if not word:
        return _bare(number, unit, text)
    declared = "%" if unit == "%/h" else unit
    given = _unit(word.removesuffix("/h").strip() if unit == "%/h" else word, declared, text)
    words = declared.split("/")
    for length in range(len(words), 0, -1):
        head = parse_unit("/".join(words[:length]))
        if (given.dimension, _sort(given)) == (head.dimension, _sort(head)):
            if not named and any(_dimension(left) == _dimension("s") for left in words[length:]):
                raise SpellingError(f"'{text}' does not say per what", f"Write {said(number)} {unit}.")
            return number * given.scale / head.scale
    left = "/".join(("1", *words[1:]))
    if len(words) > 1 and given.text.startswith("1/") and given.dimension == _dimension(left):
        return number * given.scale / parse_unit(left).scale
    what = f"'{text}' is in {given.plural()}, and {_wanted(unit)} is expected"
    hint = "Write M for millions." if word == "m" else f"Write {example(unit)}."
    raise SpellingError(what, hint, code="brief-wrong-unit")


def _bare(number: Fraction, unit: str, text: str) -> Fraction:
    if unit == "%" and 0 < number <= 1:
        what = f"'{text}' may mean {said(number * 100)} % or {said(number)} %"
        raise SpellingError(what, "Write the sign.", code="brief-no-percent-sign")
    return number


def _dimension(unit: str) -> Dimension:
    return parse_unit(unit).dimension


def _sort(unit: Unit) -> str:
    """Parts and factors have no dimension, but one is not the other."""
    return {"%": "part", "x": "factor", "1": "factor"}.get(unit.text, "")


def _unit(word: str, declared: str, text: str) -> Unit:
    words = _unit_words(word)
    if words == "m":  # minutes or metres, never millions
        measures = dict(_dimension(declared))
        words = "min" if "time" in measures else "m"
    if words == "us":
        return Unit("us", _dimension("s"), Fraction(1, 10**6))
    try:
        return parse_unit(words)
    except UnknownUnitError:
        raise SpellingError(
            f"'{word}' in '{text}' is not a known unit", f"Write {example(declared)}.", code="brief-wrong-unit"
        ) from None


def _unit_words(word: str) -> str:
    """A unit as the list spells it: `requests per user per day` -> `req/user/day`."""
    atoms = [SHORT_RATES.get(atom, ALIASES.get(atom, atom)) for atom in _PARTED.split(word.strip())]
    return "/".join(atom or "1" for atom in atoms)


def _wanted(unit: str) -> str:
    words = {"%": "a part in %", "%/h": "a part in %", "x": "a plain factor", "1": "a plain number"}
    return words.get(unit) or f"a value in {parse_unit(unit).plural()}"


def example(unit: str) -> str:
    """A value in `unit`, for hints."""
    amount = _EXAMPLES.get(unit, "12")
    return amount if unit in ("1", "x") else f"{amount} {parse_unit(unit).plural()}"


def with_unit(number: Fraction, unit: str) -> str:
    """A number with its unit, for messages: `12,000 users`, `1.5`."""
    shown = said(number) if number < 10**18 else f"{float(number):.2g}".replace("e+", "e")
    name = parse_unit(unit)
    return shown if unit in ("1", "x") else f"{shown} {name.text if number == 1 else name.plural()}"


def said(number: Fraction) -> str:
    """A number as people write it, to six places."""
    if number.denominator == 1:
        return f"{int(number):,}"
    return f"{float(number):,.6f}".rstrip("0").rstrip(".")
