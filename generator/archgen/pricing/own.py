"""A team's own price list, `docs/backend/prices.yaml`: read whole, every mistake named before anything stops."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from fractions import Fraction
from typing import Any

from archgen.pricing.book import Price
from archgen.problems import Problem, Where, stop_if
from archgen.quantities import CURRENCIES, parse_unit
from archgen.yamltext import Parsed, parse

FILE = "prices.yaml"
_KEYS = ("sku", "unit", "unit_price", "currency", "region", "as_of", "source", "prices", "item")
_NEEDED = ("sku", "unit", "unit_price", "currency", "as_of", "source")


def read_own_prices(text: str, *, file: str, bundled: Sequence[Price]) -> tuple[Price, ...]:
    """The prices in `text`; a row pays for the kind in `prices`, else for what its sku means."""
    parsed = parse(text, file=file)
    stop_if(parsed.problems)
    rows: Any = parsed.data.get("prices") if isinstance(parsed.data, Mapping) else parsed.data
    if not isinstance(rows, (list, tuple)):
        what = "there is no list of prices."
        stop_if([Problem("price-no-list", Where(file), what, "Write a list of rows, each with " + ", ".join(_NEEDED))])
    kinds = {price.sku: price.kind for price in bundled} | {price.kind: price.kind for price in bundled}
    head: tuple[str, ...] = ("prices",) if isinstance(parsed.data, Mapping) else ()
    problems = [problem for place, row in enumerate(rows) for problem in _problems(row, parsed, (*head, place), kinds)]
    stop_if(problems)
    return tuple(_price(row, kinds) for row in rows)


def _problems(row: Any, parsed: Parsed, path: tuple[Any, ...], kinds: Mapping[str, str]) -> Iterator[Problem]:
    where = parsed.where(path)
    if not isinstance(row, Mapping):
        yield Problem("price-no-row", where, "this is no row of a price list.", "Write " + ", ".join(_NEEDED) + ".")
        return
    name = f"the price '{row.get('sku', '')}'" if row.get("sku") else "a price"
    for key in row:
        if key not in _KEYS:
            close = difflib.get_close_matches(str(key), _KEYS, 1)
            hint = f"Did you mean '{close[0]}'?" if close else f"Known are: {', '.join(_KEYS)}."
            yield Problem("price-unknown-key", parsed.where((*path, key)), f"{name} has a key '{key}'.", hint)
    missing = [key for key in _NEEDED if row.get(key) in (None, "")]
    for key in missing:
        yield Problem(f"price-without-{key.replace('_', '-')}", where, f"{name} has no {key}.", _WHY[key])
    yield from _of_values(row, name, parsed, path, missing, kinds)


def _of_values(
    row: Mapping[str, Any],
    name: str,
    parsed: Parsed,
    path: tuple[Any, ...],
    missing: Sequence[str],
    kinds: Mapping[str, str],
) -> Iterator[Problem]:
    for key, check in _CHECKS.items():
        if key not in missing and (told := check(str(row[key]))):
            yield Problem(
                f"price-bad-{key.replace('_', '-')}", parsed.where((*path, key)), f"{name}: {told[0]}", told[1]
            )
    kind = str(row.get("prices") or row.get("sku") or "")
    if kind and kind not in kinds:
        close = difflib.get_close_matches(kind, kinds, 1)
        hint = f"Write `prices: {kinds[close[0]] if close else 'vm'}` or another kind of `archgen prices kinds`."
        yield Problem("price-unknown-kind", parsed.where(path), f"{name}: nobody knows what '{kind}' pays for.", hint)


_WHY = {
    "sku": "Name what is bought, so that the bill can name it.",
    "unit": "Say what one price buys, such as unit*h, GB*month or req.",
    "unit_price": "Say the amount as a number.",
    "currency": f"Say one of {', '.join(CURRENCIES)}.",
    "as_of": "A price without its day cannot be judged later: write as_of: YYYY-MM-DD.",
    "source": "Say where the price stands, such as an address or an invoice.",
}


def _unit_problem(text: str) -> tuple[str, str] | None:
    try:
        parse_unit(text)
    except ValueError as unknown:
        return f"{unknown}.", _WHY["unit"]
    return None


def _amount_problem(text: str) -> tuple[str, str] | None:
    if not re.fullmatch(r"-?\d+(\.\d+)?", text):
        return (
            f"unit_price is '{text}', which is no number.",
            "Write digits with a decimal point, without the currency.",
        )
    if text.startswith("-"):
        return f"unit_price is {text}, which is negative.", "Write what is paid."
    return None


def _currency_problem(text: str) -> tuple[str, str] | None:
    return None if text in CURRENCIES else (f"currency is '{text}'.", _WHY["currency"])


def _day_problem(text: str) -> tuple[str, str] | None:
    try:
        date.fromisoformat(text)
    except ValueError:
        return f"as_of is '{text}', which is no day.", _WHY["as_of"]
    return None


_CHECKS = {"unit": _unit_problem, "unit_price": _amount_problem, "currency": _currency_problem, "as_of": _day_problem}


def _price(row: Mapping[str, Any], kinds: Mapping[str, str]) -> Price:
    amount = Fraction(str(row["unit_price"]))
    return Price(
        sku=str(row["sku"]),
        kind=kinds[str(row.get("prices") or row["sku"])],
        provider="own",
        item=str(row.get("item") or row["sku"]),
        unit=str(row["unit"]),
        currency=str(row["currency"]),
        low=amount,
        high=amount,
        region=str(row.get("region") or ""),
        as_of=str(row["as_of"]),
        source=str(row["source"]),
    )
