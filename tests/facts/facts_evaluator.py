"""A second reader of formulas: works out what the ledger prints from its text alone, by intervals of fractions.

It shares no code with the room of quantities but the scale of a unit, and knows no operator that it does not read here.
"""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Mapping
from fractions import Fraction

from archgen.quantities import parse_unit

Interval = tuple[Fraction, Fraction]
TOKEN = re.compile(
    r"\s*(?:(?P<name>[a-z_][a-z0-9_.]*(?:\[[^\]]*\])?(?:@[\w-]+)?)|(?P<number>\d[\d,.]*)|(?P<sign>[-+/(),]))"
)
UNIT = re.compile(r" ?(%/h|%|x(?![a-z0-9_ ])|(?!x )[A-Za-z]+(?:[/*][A-Za-z]+)*)(?= x |[ ),]|$)")


def evaluated(formula: str, ledger: Mapping[str, Interval]) -> Interval:
    """The value of a printed formula in base units, from the values of the names in it."""
    reader = _Reader(formula, ledger)
    value = reader.total()
    assert reader.rest() == "", f"cannot read '{reader.rest()}' of '{formula}'"
    return value


class _Reader:
    def __init__(self, text: str, ledger: Mapping[str, Interval]) -> None:
        self.text, self.ledger, self.place = text, ledger, 0

    def rest(self) -> str:
        return self.text[self.place :].strip()

    def total(self) -> Interval:
        value = self.factors()
        while (sign := self.rest()[:1]) and sign in "+-":
            self.skip(sign)
            other = self.factors()
            value = _plus(value, other if sign == "+" else (-other[1], -other[0]))
        return value

    def factors(self) -> Interval:
        value = self.part()
        while self.rest().startswith("x ") or self.rest()[:1] == "/":
            sign = self.rest()[0]
            self.skip(sign)
            value = _corners(value, self.part(), (lambda a, b: a * b) if sign == "x" else (lambda a, b: a / b))
        return value

    def part(self) -> Interval:
        found = TOKEN.match(self.text, self.place)
        assert found, f"cannot read '{self.rest()}' of '{self.text}'"
        self.place = found.end()
        if found["number"]:
            return self.number(found["number"])
        if found["sign"] == "(":
            value = self.total()
            self.skip(")")
            return value
        if self.rest()[:1] == "(" and found["name"] in FUNCTIONS:
            return FUNCTIONS[found["name"]](*self.arguments())
        return self.ledger[found["name"]]

    def number(self, digits: str) -> Interval:
        value = Fraction(digits.replace(",", ""))
        unit = UNIT.match(self.text, self.place)
        if unit:
            self.place = unit.end()
            value *= parse_unit(unit[1]).scale
        return (value, value)

    def arguments(self) -> list[Interval]:
        self.skip("(")
        values = [self.total()]
        while self.rest()[:1] == ",":
            self.skip(",")
            values.append(self.total())
        self.skip(")")
        return values

    def skip(self, sign: str) -> None:
        assert self.rest().startswith(sign), f"'{sign}' is missing before '{self.rest()}' of '{self.text}'"
        self.place = self.text.index(sign, self.place) + len(sign)


def _plus(left: Interval, right: Interval) -> Interval:
    return (left[0] + right[0], left[1] + right[1])


def _corners(left: Interval, right: Interval, join: Callable[[Fraction, Fraction], Fraction]) -> Interval:
    found = [join(a, b) for a in left for b in right]
    return (min(found), max(found))


def _power(number: Interval, to: Interval) -> Interval:
    low, high = (Fraction(float(end) ** float(to[0])) for end in number)
    return (low, high)


FUNCTIONS: dict[str, Callable[..., Interval]] = {
    "ceil": lambda number: (Fraction(math.ceil(number[0])), Fraction(math.ceil(number[1]))),
    "floor": lambda number: (Fraction(math.floor(number[0])), Fraction(math.floor(number[1]))),
    "smallest": lambda *numbers: (min(n[0] for n in numbers), min(n[1] for n in numbers)),
    "largest": lambda *numbers: (max(n[0] for n in numbers), max(n[1] for n in numbers)),
    "low_end": lambda number: (number[0], number[0]),
    "high_end": lambda number: (number[1], number[1]),
    "power": _power,
}
