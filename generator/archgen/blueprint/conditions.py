"""Whether a row of knowledge speaks of this design: conditions over facts, in the grammar of a table's cells."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from typing import Any

from archgen.quantities import Quantity
from archgen.resolver import Design, Family


def holds(conditions: Mapping[str, Any], design: Design, subject: str = "") -> bool:
    """Whether every fact has the value, one of the values, or lies in the span that is asked of it.

    Of a set, and of a fact with a value for each journey or part where no `subject` is meant, one that fits is enough.
    """
    return all(_fits(wanted, _value(name, design, subject)) for name, wanted in conditions.items())


def _value(name: str, design: Design, subject: str) -> Any:
    value = design.values.get(name)
    if isinstance(value, Family):
        return value.get(subject) if subject else tuple(value.values())
    return value


def _fits(wanted: Any, value: Any) -> bool:
    if isinstance(wanted, (list, tuple)):
        return any(_fits(item, value) for item in wanted)
    if wanted in ("unknown", "known"):
        return (value is None or value == ()) is (wanted == "unknown")
    if isinstance(value, tuple):
        return any(_fits(wanted, item) for item in value)
    if isinstance(value, Quantity):
        return _within(str(wanted), value.value)
    if isinstance(wanted, bool):
        return bool(value) is wanted
    return bool(value == wanted)


def _within(span: str, number: Fraction) -> bool:
    low, dots, high = span.partition("..")
    if not dots:
        return number == Fraction(low)
    return (not low or number >= Fraction(low)) and (not high or number <= Fraction(high))
