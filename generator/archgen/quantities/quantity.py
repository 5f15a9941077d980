"""A number that knows its unit, where it came from and what made it. Exact until it is printed.

Quantities are made by `answer`, `assume`, `figure`, `outcome`, `count` and by the operators and functions below, so the
formula of each is recorded by construction. Facts may also be computed on bare fractions in base units, to look for the
value at which a decision flips: a `Fraction` that meets a quantity yields a fraction.
"""

from __future__ import annotations

import math
from collections.abc import Iterable
from fractions import Fraction
from functools import cache
from typing import Any, TypeVar

from msgspec import Struct, field

from archgen.quantities.sources import Answer, Assumption, Constant, Expression, Figure, Outcome, Source
from archgen.quantities.units import CURRENCIES, Dimension, Unit, multiply, parse_unit


class DimensionError(TypeError):
    """Two quantities that cannot be added, compared or converted: req/s and bytes, say."""


class RangeError(ValueError):
    """An operation that needs one value met a range of them."""


class Quantity(Struct, frozen=True, eq=False):
    """A value between `low` and `high` (equal for all but ranges) in base units; `unit` is the one to print in."""

    low: Fraction
    high: Fraction
    unit: Unit
    source: Source = field(default_factory=Constant)
    id: str = ""

    @property
    def exact(self) -> bool:
        """Whether it is one value and no range."""
        return self.low == self.high

    @property
    def base(self) -> Fraction:
        """The value in base units; raises `RangeError` for a range."""
        if not self.exact:
            raise RangeError(f"{self.id or 'a quantity'} is a range")
        return self.low

    def value_in(self, unit: str | Unit) -> Fraction:
        """The value in `unit`; raises `DimensionError` where it measures something else, `RangeError` for a range."""
        target = parse_unit(unit) if isinstance(unit, str) else unit
        _same(self.unit.dimension, target.dimension, "converted", self, target)
        return self.base / target.scale

    @property
    def value(self) -> Fraction:
        """The value in its own unit."""
        return self.base / self.unit.scale

    def named(self, name: str, unit: Unit | None = None) -> Quantity:
        """This quantity as the fact `name`, printed in `unit`; an alias keeps the other fact as its operand."""
        unit = unit or self.unit
        _same(self.unit.dimension, unit.dimension, "stated", self, unit)
        source = Expression("=", (self,)) if self.id and self.id != name else self.source
        return Quantity(self.low, self.high, unit, source, name)

    def in_unit(self, unit: Unit) -> Quantity:
        """This quantity printed in `unit`; raises `DimensionError` where that measures something else."""
        _same(self.unit.dimension, unit.dimension, "stated", self, unit)
        return Quantity(self.low, self.high, unit, self.source, self.id)

    def __eq__(self, other: object) -> bool:
        if isinstance(other, Fraction):
            return self.exact and self.low == other
        if not isinstance(other, Quantity):
            return NotImplemented
        return (self.low, self.high, self.unit.dimension) == (other.low, other.high, other.unit.dimension)

    def __ne__(self, other: object) -> bool:  # a struct's own would ask for identity
        return not self == other

    def __hash__(self) -> int:
        return hash((self.low, self.high, self.unit.dimension))

    def __add__(self, other: Any) -> Any:
        return _sum("+", self, other)

    def __radd__(self, other: Any) -> Any:
        return _sum("+", other, self)

    def __sub__(self, other: Any) -> Any:
        return _sum("-", self, other)

    def __rsub__(self, other: Any) -> Any:
        return _sum("-", other, self)

    def __mul__(self, other: Any) -> Any:
        return _product("x", self, other)

    def __rmul__(self, other: Any) -> Any:
        return _product("x", other, self)

    def __truediv__(self, other: Any) -> Any:
        return _product("/", self, other)

    def __rtruediv__(self, other: Any) -> Any:
        return _product("/", other, self)

    def __lt__(self, other: Any) -> bool:
        left, right = _pair(self, other)
        return _ordered(left, right, left.high < right.low, left.low >= right.high)

    def __gt__(self, other: Any) -> bool:
        left, right = _pair(self, other)
        return _ordered(left, right, left.low > right.high, left.high <= right.low)

    def __le__(self, other: Any) -> bool:
        return not self > other

    def __ge__(self, other: Any) -> bool:
        return not self < other


Number = TypeVar("Number", Quantity, Fraction)


@cache
def count(value: int | Fraction, unit: str = "1") -> Quantity:
    """Nought, one, or how many listed things there are."""
    return _made(value, value, unit, Constant())


def answer(value: Fraction, unit: str, source: Answer) -> Quantity:
    """A number that a person gave, in `unit`."""
    return _made(value, value, unit, source)


def assume(value: Fraction, unit: str, source: Assumption) -> Quantity:
    """A number that nobody gave."""
    return _made(value, value, unit, source)


def figure(low: Fraction, high: Fraction, unit: str, source: Figure) -> Quantity:
    """A cited constant or range."""
    return _made(low, high, unit, source)


def outcome(value: Fraction, unit: str, source: Outcome) -> Quantity:
    """A number that a decision table put out."""
    return _made(value, value, unit, source)


def ceil(number: Any, unit: str = "") -> Any:
    """The next whole number of `unit`, or of the number's own dimension in base units."""
    return _rounded("ceil", math.ceil, number, unit)


def floor(number: Any, unit: str = "") -> Any:
    """The whole part, in `unit` or in base units."""
    return _rounded("floor", math.floor, number, unit)


def smallest(*numbers: Any) -> Any:
    """The least of several quantities of one dimension."""
    return _picked("smallest", min, numbers)


def largest(*numbers: Any) -> Any:
    """The greatest of several quantities of one dimension."""
    return _picked("largest", max, numbers)


def low_end(number: Any) -> Any:
    """The least that a range may turn out to be; of one value, that value."""
    return _end("low_end", number, high=False)


def high_end(number: Any) -> Any:
    """The most that a range may turn out to be; of one value, that value."""
    return _end("high_end", number, high=True)


def stated_in(number: Any, unit: str) -> Any:
    """The same number, printed in `unit`: where only the answers say in which currency."""
    return number.in_unit(parse_unit(unit)) if isinstance(number, Quantity) else number


def currency_of(number: Any) -> str:
    """The currency that an amount, a rate or a price is in; "" for what is no money."""
    if not isinstance(number, Quantity):
        return ""
    return next((name for name, power_ in number.unit.dimension if name in CURRENCIES and power_ == 1), "")


def power(number: Any, exponent: Any) -> Any:
    """`number` to the `exponent`, both without dimension: exact for a whole exponent, else to nine digits."""
    to = _bare(exponent)
    if isinstance(number, Fraction):
        return _raised(number, to)
    _same(number.unit.dimension, (), "raised", number, parse_unit("1"))
    source = Expression("power", (number, exponent if isinstance(exponent, Quantity) else count(to)))
    return Quantity(_raised(number.low, to), _raised(number.high, to), number.unit, source)


def log(number: Any, base: Any) -> Any:
    """The logarithm of `number` to `base`, to nine digits; both without dimension."""
    values = [
        value if isinstance(value, Fraction) else count(value).base if isinstance(value, int) else value.base
        for value in (number, base)
    ]
    result = Fraction(math.log(values[0]) / math.log(values[1])).limit_denominator(10**9)
    if isinstance(number, Fraction):
        return result
    return Quantity(result, result, parse_unit("1"), Expression("log", (number, _quantity(base))))


def total(numbers: Iterable[Any], unit: str = "") -> Any:
    """The sum; of nothing it is nought `unit`."""
    items = tuple(numbers)
    if not items:
        return count(0, unit or "1")
    if len(items) == 1:
        return items[0]
    if any(isinstance(item, Fraction) for item in items):
        return sum((_bare(item) for item in items), Fraction(0))
    for item in items[1:]:
        _same(items[0].unit.dimension, item.unit.dimension, "added", items[0], item.unit)
    low, high = sum((item.low for item in items), Fraction(0)), sum((item.high for item in items), Fraction(0))
    return Quantity(low, high, items[0].unit, Expression("+", items))


def product(numbers: Iterable[Any]) -> Any:
    """The product; of nothing it is one."""
    result: Any = None
    for item in numbers:
        result = item if result is None else result * item
    return count(1) if result is None else result


def _end(name: str, number: Any, *, high: bool) -> Any:
    if not isinstance(number, Quantity) or number.exact:
        return number
    end = number.high if high else number.low
    return Quantity(end, end, number.unit, Expression(name, (number,)))


def _raised(number: Fraction, exponent: Fraction) -> Fraction:
    if exponent.denominator == 1:
        return number ** int(exponent)
    return Fraction(float(number) ** float(exponent)).limit_denominator(10**9)


def _made(low: int | Fraction, high: int | Fraction, unit: str, source: Source) -> Quantity:
    parsed = parse_unit(unit)
    return Quantity(Fraction(low) * parsed.scale, Fraction(high) * parsed.scale, parsed, source)


def _quantity(value: Any) -> Quantity:
    if isinstance(value, Quantity):
        return value
    if isinstance(value, int):
        return count(value)
    raise TypeError(f"{value!r} is no quantity")


def _bare(value: Any) -> Fraction:
    return value.base if isinstance(value, Quantity) else Fraction(value)


def _pair(left: Any, right: Any) -> tuple[Any, Any]:
    if isinstance(right, Fraction):
        return left, Quantity(right, right, left.unit)
    right = _quantity(right)
    if not (right.low == right.high == 0):
        _same(left.unit.dimension, right.unit.dimension, "compared", left, right.unit)
    return left, right


def _ordered(left: Quantity, right: Quantity, surely: bool, surely_not: bool) -> bool:
    if not (surely or surely_not):
        raise RangeError(f"{left.id or 'a range'} and {right.id or 'a range'} overlap: neither is the larger")
    return surely


def _sum(operator: str, left: Any, right: Any) -> Any:
    if isinstance(left, Fraction) or isinstance(right, Fraction):
        return _bare(left) + _bare(right) if operator == "+" else _bare(left) - _bare(right)
    left, right = _quantity(left), _quantity(right)
    _same(left.unit.dimension, right.unit.dimension, "added", left, right.unit)
    if operator == "+":
        low, high = left.low + right.low, left.high + right.high
    else:
        low, high = left.low - right.high, left.high - right.low
    return Quantity(low, high, left.unit if left.unit.text != "1" else right.unit, Expression(operator, (left, right)))


def _product(operator: str, left: Any, right: Any) -> Any:
    if isinstance(left, Fraction) or isinstance(right, Fraction):
        return _bare(left) * _bare(right) if operator == "x" else _bare(left) / _bare(right)
    left, right = _quantity(left), _quantity(right)
    dimension = multiply(left.unit.dimension, right.unit.dimension, sign=1 if operator == "x" else -1)
    if left.exact and right.exact:
        low = high = left.low * right.low if operator == "x" else left.low / right.low
    else:
        corners = [a * b if operator == "x" else a / b for a in (left.low, left.high) for b in (right.low, right.high)]
        low, high = min(corners), max(corners)
    return Quantity(low, high, _derived(dimension), Expression(operator, (left, right)))


def _derived(dimension: Dimension) -> Unit:
    """The base unit of a dimension that came out of a product; a fact states a better one."""
    if not dimension:
        return parse_unit("1")
    names = {"time": "s", "length": "m"}
    over = "*".join(names.get(name, name) for name, power_ in dimension for _ in range(power_) if power_ > 0)
    under = "".join(f"/{names.get(name, name)}" for name, power_ in dimension for _ in range(-power_) if power_ < 0)
    return Unit((over or "1") + under, dimension, Fraction(1))


def _rounded(name: str, rounding: Any, number: Any, unit: str) -> Any:
    scale = parse_unit(unit).scale if unit else Fraction(1)
    if isinstance(number, (Fraction, int)):
        return rounding(Fraction(number) / scale) * scale
    if unit:
        _same(number.unit.dimension, parse_unit(unit).dimension, name + "ed", number, parse_unit(unit))
    low, high = (Fraction(rounding(value / scale)) * scale for value in (number.low, number.high))
    return Quantity(low, high, parse_unit(unit) if unit else number.unit, Expression(name, (number,)))


def _picked(name: str, picking: Any, numbers: tuple[Any, ...]) -> Any:
    if any(isinstance(number, Fraction) for number in numbers):
        return picking(_bare(number) for number in numbers)
    items = tuple(_quantity(number) for number in numbers)
    for item in items[1:]:
        _same(items[0].unit.dimension, item.unit.dimension, "compared", items[0], item.unit)
    if len(items) == 1:
        return items[0]
    low, high = picking(item.low for item in items), picking(item.high for item in items)
    return Quantity(low, high, items[0].unit, Expression(name, items))


def _same(left: Dimension, right: Dimension, verb: str, quantity: Quantity, unit: Unit) -> None:
    if left != right:
        raise DimensionError(
            f"{quantity.id or 'a quantity'} in {quantity.unit.text or '1'} cannot be {verb} in {unit.text or '1'}"
        )
