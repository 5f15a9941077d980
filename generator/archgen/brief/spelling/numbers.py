"""The digits that people write, with their multiples: `12,000`, `1.2M`, `~5k`; and times told as rates."""

from __future__ import annotations

import re
from fractions import Fraction
from typing import Any

from archgen.brief.spelling.saying import SpellingError
from archgen.brief.spelling.units import is_time

MULTIPLES = {"k": 10**3, "K": 10**3, "thousand": 10**3, "M": 10**6, "million": 10**6, "mn": 10**6}
MULTIPLES |= {"G": 10**9, "bn": 10**9, "billion": 10**9, "B": 10**9, "T": 10**12, "trillion": 10**12}
NUMBER = r"\d{1,3}(?:[,_ \u00a0\u202f]\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?(?:[eE]\+?\d{1,3})?"
_NUMBER = re.compile(rf"([-−]?)({NUMBER})")
_MULTIPLE = re.compile(rf"\s*({'|'.join(sorted(MULTIPLES, key=len, reverse=True))})(?![A-Za-z%µ])")
_NO_NUMBER = re.compile(r"[,.]\s*\d|\.\.|\s*[-–]\s*\d")
_INTERVAL = re.compile(rf"(?:({NUMBER})\s*(?:/|per)|every)\s*({NUMBER})?\s*([a-zA-Zµ]+)")
_LONGEST = 80
_HINT = "Write one such as 12,000, 5k or 1.2M."


def plain(raw: Any) -> str:
    """The text of a number, blanks and 'about' left out; raises `SpellingError` for what can be none."""
    if isinstance(raw, bool) or not isinstance(raw, (int, str)):
        kind = "yes or no" if isinstance(raw, bool) else "list" if isinstance(raw, list) else "mapping"
        raise SpellingError(f"a {kind} stands where a number is expected")
    text = " ".join(str(raw).split()).removeprefix("~").removeprefix("about ").strip()
    if len(text) > _LONGEST:
        raise SpellingError(f"'{text[:20]}...' is too long for a number", _HINT)
    return text


def interval(text: str) -> list[tuple[Fraction, str]]:
    """'1/30s', '2/min' and 'every 30 s' as the time from one to the next; nothing for another spelling."""
    found = _INTERVAL.fullmatch(text)
    if not found:
        return []
    times, each = _digits(found[1] or "1"), _digits(found[2] or "1")
    if not times:
        raise SpellingError(f"'{text}' never happens", "Write the time from one to the next, such as 30 s.")
    return [(each / times, found[3])]


def parts(text: str, unit: str) -> list[tuple[Fraction, str]]:
    """The number and its unit; of a time, several: `1 h 30 min`."""
    number, rest = leading(text, unit)
    following = _NUMBER.search(rest) if is_time(unit) else None
    if not following:
        return [(number, rest)]
    return [(number, rest[: following.start()].strip()), *parts(rest[following.start() :], unit)]


def leading(text: str, unit: str = "") -> tuple[Fraction, str]:
    """The number that opens `text`, with its multiple, and what follows; of bytes, B is no multiple."""
    found = _NUMBER.match(text)
    if not found:
        raise SpellingError(f"'{text}' does not begin with a number", _HINT)
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
