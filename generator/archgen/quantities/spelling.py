"""How a quantity is printed, and how a figure of the knowledge base is read. Rounding happens here and nowhere else."""

from __future__ import annotations

import re
from collections.abc import Callable
from fractions import Fraction

from archgen.quantities.quantity import Quantity
from archgen.quantities.sources import Expression
from archgen.quantities.units import CURRENCIES, Unit, parse_unit

_FIGURE = re.compile(r"^\s*(-?\d[\d,]*(?:\.\d+)?)(?:\.\.(\d[\d,]*(?:\.\d+)?))?\s*([^\d\s,.].*)?$")
_BYTES = ("byte", "KB", "MB", "GB", "TB", "PB")
_TIMES = ("ms", "s", "min", "h", "day", "month", "year")
_FUNCTIONS = frozenset({"ceil", "floor", "smallest", "largest", "power", "log", "low_end", "high_end"})
_TIGHTNESS = {"+": 1, "-": 1, "x": 2, "/": 2}


def parse_quantity(text: str) -> tuple[Fraction, Fraction, str]:
    """Low, high and unit of a figure such as `70 %`, `100 connections` or `28..40 ms`; raises `ValueError`."""
    match = _FIGURE.match(text)
    if not match:
        raise ValueError(f"'{text}' is no number with a unit")
    low = Fraction(match[1].replace(",", ""))
    high = Fraction(match[2].replace(",", "")) if match[2] else low
    unit = (match[3] or "1").strip()
    parse_unit(unit)
    return low, high, unit


def print_quantity(quantity: Quantity) -> str:
    """The text shown to people: rounded, grouped, with the unit in the number it needs; a range as `low to high`."""
    low, unit = _number(quantity.low, quantity.unit)
    if quantity.exact:
        return _joined(low, unit)
    scaled = _scaled_unit(quantity.high, quantity.unit)
    ends = (_digits(quantity.low / scaled.scale, scaled), _digits(quantity.high / scaled.scale, scaled))
    return _joined(" to ".join(ends), scaled, many=True)


def print_number(quantity: Quantity) -> str:
    """The digits without the unit, in the unit stated for the fact: for table columns whose head names it."""
    if quantity.exact:
        return _digits(quantity.low / quantity.unit.scale, quantity.unit)
    return " to ".join(_digits(value / quantity.unit.scale, quantity.unit) for value in (quantity.low, quantity.high))


def formula(quantity: Quantity) -> str:
    """What made it, in names: `(units[api] + surge_units) x pool_size`; empty for what no expression made."""
    return _expression(quantity, lambda leaf: leaf.id or print_quantity(leaf))


def worked(quantity: Quantity) -> str:
    """What made it, in numbers: `(4 units + 1 unit) x 15 connections/unit`."""
    return _expression(quantity, print_quantity)


def _expression(quantity: Quantity, leaf: Callable[[Quantity], str]) -> str:
    source = quantity.source
    if not isinstance(source, Expression):
        return ""
    if source.operator == "=":
        return leaf(source.operands[0])
    parts = [_operand(part, leaf, source.operator, first=place == 0) for place, part in enumerate(source.operands)]
    if source.operator in _FUNCTIONS:
        return f"{source.operator}({', '.join(parts)})"
    return f" {source.operator} ".join(parts)


def _operand(part: Quantity, leaf: Callable[[Quantity], str], operator: str, *, first: bool) -> str:
    if part.id or not isinstance(part.source, Expression):
        return leaf(part)
    text = _expression(part, leaf)
    inner, outer = _TIGHTNESS.get(part.source.operator, 9), _TIGHTNESS.get(operator, 0)
    loose = inner < outer or (inner == outer and not first and operator in "-/")
    return f"({text})" if loose else text


def _number(value: Fraction, unit: Unit) -> tuple[str, Unit]:
    scaled = _scaled_unit(value, unit)
    return _digits(value / scaled.scale, scaled), scaled


def _scaled_unit(value: Fraction, unit: Unit) -> Unit:
    """A unit in which the number reads well: bytes and times climb and descend, all else stays as stated."""
    head, slash, rest = unit.text.partition("/")
    for ladder in (_BYTES, _TIMES):
        if head not in ladder or (ladder is _TIMES and slash):
            continue
        shown = value / unit.scale
        if 1 <= abs(shown) < (1000 if ladder is _BYTES else 120) or not value:
            return unit
        rungs = [parse_unit(name + slash + rest) for name in ladder]
        fits = [
            rung for rung in rungs if abs(value) >= rung.scale * (1 if ladder is _BYTES or rung.text == "ms" else 2)
        ]
        return fits[-1] if fits else rungs[0]
    return unit


def _digits(value: Fraction, unit: Unit) -> str:
    if unit.text.startswith("%"):
        return _trimmed(value, 0 if abs(value) > 100 else 3 if abs(value) > 99 or abs(value) < 1 else 2)
    if value.denominator == 1:
        return f"{int(value):,}"
    size = abs(value)
    if unit.text[:3] in CURRENCIES:
        return _trimmed(
            value, 0 if size >= 10 else 2 if size >= Fraction(1, 10) else 4 if size >= Fraction(1, 1000) else 9
        )
    places = 0 if size >= 1000 else 1 if size >= 10 else 2 if size >= 1 else 3 if size >= Fraction(1, 100) else 9
    return _trimmed(value, places)


def _trimmed(value: Fraction, places: int) -> str:
    whole, part = divmod(round(abs(value) * 10**places), 10**places)
    sign = "-" if value < 0 and (whole or part) else ""
    tail = f".{part:0{places}d}".rstrip("0").rstrip(".") if places else ""
    return f"{sign}{whole:,}{tail}"


def _joined(digits: str, unit: Unit, *, many: bool = False) -> str:
    if unit.text in ("", "1"):
        return digits
    name = unit.text if digits == "1" and not many else unit.plural()
    return f"{digits}{name}" if name == "x" else f"{digits} {name}"
