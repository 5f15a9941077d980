"""What stands in place of an answer: what was found, what is assumed; and how it reads."""

from __future__ import annotations

import re
from fractions import Fraction
from typing import Any

from msgspec import Struct

from archgen.brief.brief import Brief
from archgen.brief.interview.questions import Option, Question
from archgen.brief.layers import Given
from archgen.quantities.units import parse_unit
from archgen.texts import Text

NOT_SAID = "not said, and nothing is assumed"
COMPUTED = "computed from the other answers"
OF_ITS_KIND = "usual for this kind of system"
_COUNTED = {"": " ", "1": " ", "x": " times"}


class Standing(Struct, frozen=True):
    """Plain data as it would stand in the brief (None: nothing does), the same as people read it, and why it stands."""

    raw: Any
    shown: str
    ground: str


def standing(question: Question, brief: Brief, options: tuple[Option, ...]) -> Standing:
    """What stands if the question is left open."""
    field = brief.schema.field(question.path)
    if field is not None and field.type == "items":
        items = brief.ids(question.path)
        raw = [{field.key: name} for name in items]
        return Standing(raw, ", ".join(items), OF_ITS_KIND) if items else Standing(None, "", NOT_SAID)
    given = brief.get(question.path)
    if given is None or given.layer == "given":
        return Standing(None, "", COMPUTED if field is not None and field.derived else NOT_SAID)
    ground = f"found in {given.ground}" if given.layer == "detected" else given.ground
    return Standing(_raw(given), _shown(given, question, options), ground)


def _raw(given: Given) -> Any:
    value = given.value
    if isinstance(value, tuple):
        return [part.raw if isinstance(part, Text) else str(part) for part in value]
    if isinstance(value, Fraction):
        return int(given.spelling) if given.spelling.isdecimal() else given.spelling
    return value.raw if isinstance(value, Text) else value


def _shown(given: Given, question: Question, options: tuple[Option, ...]) -> str:
    raw = _raw(given)
    if isinstance(raw, bool):
        return "yes" if raw else "no"
    titles = {option.value: option.title for option in options}
    titles |= {str(said): option.title for option in options for path, said in option.sets if path == question.path}
    if isinstance(raw, list):
        return ", ".join(titles.get(str(part), str(part)) for part in raw) or "none"
    if isinstance(given.value, Fraction) and re.fullmatch(r"[\d.,kMG]+", given.spelling):
        counted = _COUNTED.get(given.unit) or f" {parse_unit(given.unit).plural()}"
        return titles.get(f"{raw} {given.unit}", f"{given.spelling}{counted}".strip())
    return titles.get(str(raw), str(raw))
