"""A number in the unit that a field declares, whatever unit it was written in; what does not fit is refused by name."""

from __future__ import annotations

import re
from fractions import Fraction
from typing import Any

from archgen.brief.spelling.numbers import interval as told_interval
from archgen.brief.spelling.numbers import leading, parts, plain
from archgen.brief.spelling.saying import SpellingError, example, said
from archgen.brief.spelling.units import alike, is_time, read_unit, unit_words
from archgen.quantities.units import Unit, parse_unit

CURRENCIES = {"US$": "USD", "€": "EUR", "$": "USD", "£": "GBP", "EUR": "EUR", "USD": "USD", "GBP": "GBP", "CHF": "CHF"}


def read_number(raw: Any, unit: str, *, named: bool = False, interval: bool = False) -> Fraction:
    """`raw` (a whole number or text) in `unit`.

    `named` says that the field's name holds what it counts per (`rows_per_month`), so the value may leave it out;
    `interval` that '1/30s' means every thirty seconds.
    """
    text = plain(raw)
    found = (interval and told_interval(text)) or parts(text, unit)
    return sum((_in_unit(number, word, unit, text, named=named) for number, word in found), Fraction(0))


def read_money(raw: Any, unit: str) -> tuple[Fraction, str]:
    """An amount and its unit, `EUR/month`; `unit` is `money/month` or `money/h`."""
    text = plain(raw)
    symbol = next((sign for sign in CURRENCIES if re.search(rf"(?<![A-Za-z]){re.escape(sign)}(?![A-Za-z])", text)), "")
    per = unit.removeprefix("money/")
    if not symbol:
        raise SpellingError(f"'{text}' names no currency", f"Write EUR 600/{per}.", code="brief-no-currency")
    number, rest = leading(text.replace(symbol, " ", 1).strip())
    if not unit_words(rest).startswith("1/"):
        raise SpellingError(f"'{text}' does not say per what", f"Write {symbol} {said(number)}/{per}.")
    return _in_unit(number, rest, f"1/{per}", text, named=False), f"{CURRENCIES[symbol]}/{per}"


def read_bound(raw: Any, unit: str) -> Fraction:
    """A bound or a step as the schema states it: a bare number, or one with a unit."""
    try:
        return Fraction(str(raw))
    except ValueError:
        return read_number(raw, "1" if unit.startswith("money") else unit, named=True)


def _in_unit(number: Fraction, word: str, unit: str, text: str, *, named: bool) -> Fraction:
    """`number` of `word` in the declared `unit`; what it counts may be left out, what it counts per only if named."""
    if not word:
        return _bare(number, unit, text)
    declared = "%" if unit == "%/h" else unit
    given = read_unit(word.removesuffix("/h").strip() if unit == "%/h" else word, declared, text)
    head, *per = declared.split("/")
    for length in range(len(per), -1, -1):
        stated = parse_unit("/".join((head, *per[:length])))
        if alike(given, stated):
            if not named and any(map(is_time, per[length:])):
                raise SpellingError(f"'{text}' does not say per what", f"Write {said(number)} {unit}.")
            return number * given.scale / stated.scale
    headless = parse_unit("/".join(("1", *per)))
    if per and given.text.startswith("1/") and given.dimension == headless.dimension:
        return number * given.scale / headless.scale
    raise _misfit(given, word, unit, text)


def _misfit(given: Unit, word: str, unit: str, text: str) -> SpellingError:
    what = f"'{text}' is in {given.plural()}, and {_wanted(unit)} is expected"
    hint = "Write M for millions." if word == "m" else f"Write {example(unit)}."
    return SpellingError(what, hint, code="brief-wrong-unit")


def _bare(number: Fraction, unit: str, text: str) -> Fraction:
    if unit == "%" and 0 < number <= 1:
        what = f"'{text}' may mean {said(number * 100)} % or {said(number)} %"
        raise SpellingError(what, "Write the sign.", code="brief-no-percent-sign")
    return number


def _wanted(unit: str) -> str:
    words = {"%": "a part in %", "%/h": "a part in %", "x": "a plain factor", "1": "a plain number"}
    return words.get(unit) or f"a value in {parse_unit(unit).plural()}"
