"""The cells of a table in words: what a row asks of a fact."""

from __future__ import annotations

from collections.abc import Mapping

from archgen.decisions import AnyOf, Cell, FactType, spelt
from archgen.quantities import parse_unit
from archgen.reference.markdown import listed, words

Titles = Mapping[str, Mapping[str, str]]


def conditions(when: Mapping[str, Cell], types: Mapping[str, FactType], titles: Titles) -> tuple[str, ...]:
    """Each condition as words: `engineers at least 9`, `phase Scaling or Complexity`."""
    return tuple(f"*{_name(name)}* {asks(cell, types.get(name), titles)}" for name, cell in when.items())


def asks(cell: Cell, fact: FactType | None, titles: Titles) -> str:
    """What a cell takes."""
    if isinstance(cell, AnyOf):
        return listed([_value(value, fact, titles) for value in cell.values], "or")
    return listed([_span(span, fact) for span in cell.spans], "or") if fact else cell.text


def takes(fact: FactType) -> str:
    """What a fact can be: the values of a choice, the unit of a number."""
    if fact.kind == "enum":
        return listed([f"`{value}`" for value in fact.values], "or")
    if fact.kind == "bool":
        return "yes or no"
    return f"a number of {unit(fact)}" if unit(fact) else "a number" if fact.kind == "number" else "text"


def unit(fact: FactType) -> str:
    """The unit of a number in the plural, "" for a bare number."""
    return "" if fact.unit in ("", "1") else parse_unit(fact.unit).plural()


def amount(steps: int, fact: FactType) -> str:
    """A number of steps with its unit: `100,000 users`, `0.1 %`."""
    number = steps * fact.step
    shown = f"{int(number):,}" if number.denominator == 1 else spelt(number)
    if fact.unit == "x":
        return f"{shown}x"
    one = parse_unit(fact.unit).text if fact.unit and number == 1 else unit(fact)
    return f"{shown} {one}".strip()


def _span(span: tuple[int, int], fact: FactType) -> str:
    (low, high), (least, most) = span, fact.ends
    if low == high:
        return amount(low, fact)
    if high >= most:
        return f"at least {amount(low, fact)}"
    if low <= least:
        return f"at most {amount(high, fact)}"
    return f"{spelt(low * fact.step)} to {amount(high, fact)}"


def _value(value: str | bool, fact: FactType | None, titles: Titles) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    return titles.get(fact.name if fact else "", {}).get(value) or f"`{value}`"


def _name(name: str) -> str:
    head, bracket, member = name.partition("[")
    return f"{words(head)} of the {member.rstrip(']')}" if bracket else words(head)
