"""One answer read as its field wants it, or the reason why it cannot be. Knows no file and no layer."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from fractions import Fraction
from typing import Any

from msgspec.structs import replace

from archgen.brief.schema import Field, nearest
from archgen.brief.spelling import SpellingError, read_money, read_number, with_unit
from archgen.texts import Text

SLUG = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
KEY = re.compile(r"[A-Za-z0-9][A-Za-z0-9+#._-]*")
LONGEST_ID = 60
MOST_ITEMS = 1000

Value = Fraction | bool | str | Text | tuple[Any, ...]
_YES = {"yes": True, "Yes": True, "YES": True, "on": True, "no": False, "No": False, "NO": False, "off": False}


def read_value(field: Field, raw: Any) -> tuple[Value, str]:
    """The value and its unit; raises `SpellingError` where `raw` is nothing that `field` can hold."""
    if field.type == "money":
        amount, unit = read_money(raw, field.unit)
        return _within(field, amount, unit), unit
    return _READERS[field.type](field, raw), field.unit


def spelling(raw: Any) -> str:
    """The answer as it was typed, for print."""
    if isinstance(raw, bool):
        return "yes" if raw else "no"
    if isinstance(raw, list):
        return ", ".join(map(spelling, raw))
    return str(raw)


def read_id(raw: Any, *, key: str = "id") -> str:
    """An id: lower-case words joined by hyphens; tables and paths, which other keys name, have their own spelling."""
    text = _word(raw)
    if len(text) > LONGEST_ID:
        raise SpellingError(f"the id '{text[:20]}...' is longer than {LONGEST_ID} characters", code="brief-bad-id")
    if not (SLUG if key == "id" else KEY).fullmatch(text):
        made = "-".join(re.findall("[a-z0-9]+", text.lower()))
        hint = f"Write '{made}'." if made else "Use lower-case letters, digits and hyphens."
        raise SpellingError(
            f"'{text}' is no id: an id is lower-case words joined by hyphens", hint, code="brief-bad-id"
        )
    return text


def _number(field: Field, raw: Any) -> Fraction:
    named = "_per_" in field.name or field.name.endswith("rps")
    value = read_number(raw, field.unit, named=named, interval=field.interval)
    return _within(field, value, field.unit)


def _integer(field: Field, raw: Any) -> Fraction:
    value = _number(field, raw)
    if value.denominator != 1:
        raise SpellingError(f"'{spelling(raw)}' is no whole number", "Write one.")
    return value


def _within(field: Field, value: Fraction, unit: str) -> Fraction:
    below = field.low is not None and value < field.low
    bound = field.low if below else field.high
    if bound is None or (value <= bound and not below):
        return value
    side = "below the least" if below else "above the most"
    what = f"{with_unit(value, unit)} is {side} that is read, {with_unit(bound, unit)}"
    raise SpellingError(what, field.says, code="brief-out-of-bounds")


def _text(field: Field, raw: Any) -> Text:
    if isinstance(raw, (list, dict)):
        raise SpellingError(
            "a list or a mapping stands where text is expected", "Write one text.", code="brief-wrong-type"
        )
    text = spelling(raw)
    if len(text) > field.most:
        what = f"the text is {len(text):,} characters long, and at most {field.most:,} are read"
        raise SpellingError(what, "Shorten it.", code="brief-text-too-long")
    if field.required and not any(char.isprintable() and not char.isspace() for char in text):
        raise SpellingError("there is nothing to read in it", "Write at least one word.", code="brief-missing")
    return Text(text)


def _choice(field: Field, raw: Any) -> str:
    word = _word(raw)
    plain = re.sub("[^a-z0-9]", "", word.lower())
    same = next((choice for choice in field.choices if choice.replace("-", "") == plain), None)
    if same:
        return same
    close = field.meant.get(plain) or nearest(word, field.choices)
    hint = (f"Did you mean '{close}'? " if close else "") + f"Write one of: {', '.join(field.choices)}."
    raise SpellingError(f"'{_cut(word)}' is none of its values", hint, code="brief-unknown-choice")


def _flag(_: Field, raw: Any) -> bool:
    if isinstance(raw, bool):
        return raw
    if isinstance(raw, str) and raw in _YES:
        return _YES[raw]
    raise SpellingError("a yes or a no is expected", "Write yes or no.", code="brief-wrong-type")


def _id(_: Field, raw: Any) -> str:
    return read_id(raw)


def _reference(_: Field, raw: Any) -> str:
    return _word(raw)


def _date(_: Field, raw: Any) -> str:
    text = _word(raw)
    try:
        return date.fromisoformat(text).isoformat() if len(text) == len("2030-01-31") else _no_date(text)
    except ValueError:
        return _no_date(text)


def _no_date(text: str) -> str:
    raise SpellingError(
        f"'{_cut(text)}' is no date", "Write year-month-day, such as 2030-01-31.", code="brief-bad-date"
    )


def _list(field: Field, raw: Any) -> tuple[Any, ...]:
    if not isinstance(raw, list):
        hint = f"Write [{_cut(spelling(raw))}]." if not isinstance(raw, dict) else "Put the values into [ ]."
        raise SpellingError("a list is expected", hint, code="brief-wrong-type")
    if len(raw) > MOST_ITEMS:
        what = f"the list has {len(raw):,} values, and at most {MOST_ITEMS:,} are read"
        raise SpellingError(what, "Shorten it.", code="brief-too-many")
    member = replace(field, type=field.of)
    return tuple(dict.fromkeys(_READERS[field.of](member, part) for part in raw))


def _mix(field: Field, raw: Any) -> tuple[Any, ...]:
    """One id, or ids with weights: pairs of id and weight."""
    if not isinstance(raw, dict):
        return ((_word(raw), Fraction(100)),)
    if not raw:
        raise SpellingError("nothing is named", "Name one, or leave it out.", code="brief-wrong-type")
    return tuple((key, _number(field, weight)) for key, weight in raw.items())


def _any(_: Field, raw: Any) -> str:
    return spelling(raw)


def _word(raw: Any) -> str:
    if isinstance(raw, (list, dict)) or raw is None:
        raise SpellingError(
            "a list or a mapping stands where one word is expected", "Write one word.", code="brief-wrong-type"
        )
    return spelling(raw).strip()


def _cut(text: str) -> str:
    return text if len(text) <= 40 else f"{text[:40]}..."


_READERS: dict[str, Callable[[Field, Any], Any]] = {
    "quantity": _number,
    "integer": _integer,
    "text": _text,
    "choice": _choice,
    "flag": _flag,
    "id": _id,
    "reference": _reference,
    "date": _date,
    "list": _list,
    "mix": _mix,
    "any": _any,
}
