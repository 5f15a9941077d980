"""How messages speak of numbers, and the refusal of a spelling."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

from archgen.quantities.units import parse_unit

_EXAMPLES = {"%": "12.5", "%/h": "15", "x": "1.5", "1": "2", "byte": "120,000", "ms": "200", "h/week": "40"}
_LARGE = 10**18


class SpellingError(ValueError):
    """A value that cannot be read as the field wants it: what is wrong, and what to write."""

    def __init__(self, what: str, hint: str = "", *, code: str = "brief-bad-number") -> None:
        self.what, self.hint, self.code = what, hint, code
        super().__init__(f"{what} {hint}".strip())


def example(unit: str) -> str:
    """A value in `unit`, for hints."""
    amount = _EXAMPLES.get(unit, "12")
    return amount if unit in ("1", "x") else f"{amount} {parse_unit(unit).plural()}"


def with_unit(number: Fraction, unit: str) -> str:
    """A number with its unit: `12,000 users`, `1.5`, `1e30 users`."""
    shown = said(number) if abs(number) < _LARGE else f"{Decimal(int(number)):.0e}".replace("e+", "e")
    name = parse_unit(unit)
    return shown if unit in ("1", "x") else f"{shown} {name.text if number == 1 else name.plural()}"


def said(number: Fraction) -> str:
    """A number as people write it, to six places."""
    if number.denominator == 1:
        return f"{int(number):,}"
    return f"{float(number):,.6f}".rstrip("0").rstrip(".")
