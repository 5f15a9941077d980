"""What a table may name: facts with their types, sources, slots. The caller brings them; this room knows none."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from fractions import Fraction
from functools import cached_property
from typing import Literal

from msgspec import Struct
from msgspec.structs import replace

Kind = Literal["enum", "bool", "number", "text"]
Value = str | bool | Fraction
Seen = str | bool | int

EFFORTS = ("small", "medium", "large")
LEVELS = ("veto", "limit", "team", "measured", "phase", "simplicity")
POLICIES = ("unique", "first", "collect", "any")
LARGEST = Fraction(10**12)

_MEMBER = re.compile(r"([^\[\]]+)\[([^\[\]]+)\]")


class FactType(Struct, frozen=True, dict=True):
    """The type of a fact. A cell sees a number as floor(value / step); `low` and `high` are inclusive and in `unit`.

    A text fact may stand in slots only. `per` names the family's subject (journey, role ...), "" for a single fact.
    """

    name: str
    kind: Kind
    values: tuple[str, ...] = ()
    unit: str = ""
    low: Fraction = Fraction(0)
    high: Fraction = LARGEST
    step: Fraction = Fraction(1)
    per: str = ""

    @cached_property
    def ends(self) -> tuple[int, int]:
        """Both bounds in steps."""
        return self.steps(self.low), self.steps(self.high)

    def steps(self, number: Fraction | int) -> int:
        """A number in whole steps, as a cell sees it."""
        return (number.numerator * self.step.denominator) // (number.denominator * self.step.numerator)

    def seen(self, value: Value) -> Seen:
        """What a cell sees of a value: steps of a number, else the value."""
        return self.steps(value) if isinstance(value, Fraction) else value

    def spelt(self, value: Value) -> str:
        """A value as a cell sees and would spell it."""
        return spelt(self.steps(value) * self.step if isinstance(value, Fraction) else value)


class Lexicon(Struct, frozen=True):
    """Everything that a table may name."""

    facts: Mapping[str, FactType]
    sources: Collection[str]
    slots: Collection[str]

    def fact(self, name: str) -> FactType | None:
        """The type behind a name; `units[api]` is one member of the family `units`."""
        member = _MEMBER.fullmatch(name) if "[" in name else None
        if not member:
            return self.facts.get(name)
        family = self.facts.get(member[1])
        return replace(family, name=name, per="") if family and family.per else None


def spelt(value: Value) -> str:
    """A value as a cell would spell it."""
    if isinstance(value, bool):
        return "true" if value else "false"
    return value if isinstance(value, str) else _decimal(value)


def _decimal(number: Fraction) -> str:
    rest, places = number.denominator, 0
    while rest > 1 and (rest % 2 == 0 or rest % 5 == 0):
        rest //= 10 if rest % 10 == 0 else 2 if rest % 2 == 0 else 5
        places += 1
    if rest > 1:
        return f"{number.numerator}/{number.denominator}"
    digits = str(abs(number.numerator) * 10**places // number.denominator).rjust(places + 1, "0")
    point = len(digits) - places
    sign = "-" if number < 0 else ""
    return f"{sign}{digits[:point]}.{digits[point:]}" if places else f"{sign}{digits}"
