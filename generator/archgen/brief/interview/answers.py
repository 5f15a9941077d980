"""From what a person types to values of the brief: one line of text answers one question, whatever the terminal."""

from __future__ import annotations

import re
from fractions import Fraction
from typing import Any

from archgen.brief.interview.questions import NONE, Option, Question
from archgen.brief.schema import Field, Schema, nearest
from archgen.brief.spelling import SpellingError, said
from archgen.brief.values import MOST_ITEMS, read_value

_DIGITS = re.compile(r"\d{1,15}")
_LONGEST_ID = 40
_YES = {"yes": True, "y": True, "no": False, "n": False}

Assignments = tuple[tuple[str, Any], ...]


def read_answer(question: Question, text: str, schema: Schema) -> Assignments:
    """The values that `text` gives, by path, as plain data; raises `SpellingError` where it gives none."""
    text = " ".join(text.split())
    if text.lower() == NONE and question.kind in ("words", "pairs"):
        return ((question.path, []),)
    match question.kind:
        case "one":
            return _one(question, text, schema)
        case "several" if any(option.sets for option in question.options):
            chosen = [_option(question, word) for word in _parts(text)]
            return tuple(pair for option in chosen for pair in option.sets)
        case "several":
            return _several(question, [_option(question, word).value for word in _parts(text)], schema)
        case "mix":
            return _mix(question, [_option(question, word).value for word in _parts(text)], schema)
        case "words":
            return _checked(question.path, _parts(text), schema)
        case "pairs":
            return ((question.path, _items(question, text, schema)),)
        case "yes-no":
            return _checked(question.path, _YES.get(text.lower(), text), schema)
    return _typed(question, text, schema)


def _typed(question: Question, text: str, schema: Schema) -> Assignments:
    """A value of the question's path, or of another path that its first word names."""
    word, _, rest = text.partition(" ")
    otherwise = dict(question.otherwise)
    if word.lower() in otherwise and rest:
        return _checked(otherwise[word.lower()], rest, schema)
    return _checked(question.path, text, schema)


def _one(question: Question, text: str, schema: Schema) -> Assignments:
    option = _option(question, text)
    return option.sets or _checked(question.path, option.value, schema)


def _option(question: Question, word: str) -> Option:
    """The option of that value or title."""
    options = question.options
    for option in options:
        if word.lower() in (option.value.lower(), option.title.lower()):
            return option
    close = nearest(word, [option.value for option in options])
    hint = (
        f"Did you mean '{close}'? " if close else ""
    ) + f"Choose of: {', '.join(option.value for option in options)}."
    raise SpellingError(f"'{word[:40]}' is none of the answers", hint, code="brief-unknown-choice")


def _several(question: Question, values: list[str], schema: Schema) -> Assignments:
    if NONE in values and len(values) > 1:
        raise SpellingError("none and something cannot both be", "Leave one of them out.", code="brief-unknown-choice")
    return _checked(question.path, [value for value in values if value != NONE], schema)


def _mix(question: Question, names: list[str], schema: Schema) -> Assignments:
    """One kind of system, or several with equal weights."""
    names = list(dict.fromkeys(names))
    if not names:
        raise SpellingError("nothing is named", "Name one, or several with commas.", code="brief-unknown-choice")
    if len(names) == 1:
        return _checked(question.path, names[0], schema)
    weight = f"{said(Fraction(round(10_000 / len(names)), 100))} %"
    return _checked(question.path, dict.fromkeys(names, weight), schema)


def _items(question: Question, text: str, schema: Schema) -> list[dict[str, Any]]:
    """`stripe: payments; month end: 3x` as items: what stands left, what stands right, and an id made of the left."""
    field = schema.field(question.path)
    assert field is not None
    parts = [part.strip() for part in text.split(";") if part.strip()]
    if len(parts) > MOST_ITEMS:
        raise SpellingError(f"{len(parts):,} items, and at most {MOST_ITEMS:,} are read", code="brief-too-many")
    items: dict[str, dict[str, Any]] = {}
    for part in parts:
        item = _item(question, field, part, schema)
        if item[field.key] in items:
            raise SpellingError(f"'{part[:40]}' stands twice", "Name each once.", code="brief-duplicate-id")
        items[item[field.key]] = item
    return list(items.values())


def _item(question: Question, field: Field, part: str, schema: Schema) -> dict[str, Any]:
    left, colon, right = (word.strip() for word in part.partition(":"))
    name = "-".join(re.findall("[a-z0-9]+", left.lower()))[:_LONGEST_ID].strip("-")
    if not name:
        raise SpellingError(f"'{part[:40]}' has no name in letters", f"Write {question.example}.", code="brief-bad-id")
    item: dict[str, Any] = {field.key: name}
    for key, told in zip(question.pair, (left, right), strict=False):
        if key == field.key or not (told or colon):
            continue
        if not told:
            raise SpellingError(
                f"nothing stands behind '{left[:40]}:'", f"Write {question.example}.", code="brief-missing"
            )
        path = f"{question.path}[].{key}"
        ((_, item[key]),) = _checked(path, told, schema)
    return item


def _checked(path: str, raw: Any, schema: Schema) -> Assignments:
    """The value once it can be read; a whole number is kept as one, so that the brief needs no quotes."""
    field = schema.field(path)
    assert field is not None
    read_value(field, raw)
    whole = field.number and isinstance(raw, str) and _DIGITS.fullmatch(raw)
    return ((path, int(raw) if whole else raw),)


def _parts(text: str) -> list[str]:
    parts = [part.strip() for part in re.split("[,;]", text) if part.strip()]
    return list(dict.fromkeys(parts))
