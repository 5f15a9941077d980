"""Spellings as regular expressions, for editors; they are looser than the reader."""

from __future__ import annotations

import re

from archgen.brief.spelling.numbers import MULTIPLES, NUMBER
from archgen.brief.spelling.reading import CURRENCIES
from archgen.brief.spelling.units import is_time, spellings

_PER = r"(?:\s*(?:/|per\s|an?\s|and\s)\s*[A-Za-z]+)"
_AMOUNT = rf"~?-?(?:{NUMBER})\s*(?:{'|'.join(sorted(MULTIPLES, key=len, reverse=True))})?"


def pattern(unit: str, *, interval: bool = False) -> str:
    """What may be typed for a value in `unit`; an `interval` may also be told as a rate."""
    if unit.startswith("money"):
        symbols = "|".join(re.escape(symbol) for symbol in CURRENCIES)
        return rf"^(?:(?:{symbols})\s*{_AMOUNT}|{_AMOUNT}\s*(?:{symbols})){_PER}+$"
    words = "|".join(re.escape(word) for word in spellings(unit))
    once = rf"{_AMOUNT}\s*(?:{words}){_PER}*"
    if not is_time(unit):
        return rf"^(?:{_AMOUNT}|{once})$"
    rate = rf"|(?:{_AMOUNT}\s*(?:/|per)|every)\s*(?:{NUMBER})?\s*(?:{words})" if interval else ""
    return rf"^(?:{_AMOUNT}|(?:{once}\s*)+{rate})$"
