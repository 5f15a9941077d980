"""How a derived fact is declared: a function whose name is the fact and whose parameters are the facts it reads.

    @fact("req/s", per="journey")
    def rps_peak(load_peak, journey_share): ...

Its unit is stated here once; it brings the bounds of the cells that compare it. A member of a family (`per=`) reads the
same member of other families of that kind, and all of any other. `table__output` reads a table's further output.
"""

from __future__ import annotations

import inspect
from collections.abc import Callable
from fractions import Fraction
from typing import Any, Literal

from msgspec import Struct

Kind = Literal["number", "flag", "choice", "names", "text", "object"]
Function = Callable[..., Any]

_KINDS = ("flag", "choice", "names", "text", "object")
_FACTS: dict[str, Fact] = {}


class Fact(Struct, frozen=True):
    """A derived fact: what it reads, what it yields, and the function between.

    `low`, `high` and `step` are in `unit`; `optional` facts may be None, for unknown, and no table may read them.
    """

    name: str
    kind: Kind
    unit: str
    per: str
    values: tuple[str, ...]
    low: Fraction
    high: Fraction
    step: Fraction
    optional: bool
    inputs: tuple[str, ...]
    function: Function
    says: str

    @property
    def topic(self) -> str:
        """The file that holds it: load, capacity, storage ..."""
        return self.function.__module__.rpartition(".")[2]


def fact(
    kind: str,
    *,
    per: str = "",
    values: tuple[str, ...] = (),
    low: int = 0,
    high: int = 10**12,
    step: str = "1",
    optional: bool = False,
) -> Callable[[Function], Function]:
    """Declare the function below as a fact of `kind`: a unit, or flag, choice, names, text or object."""

    def declare(function: Function) -> Function:
        name = function.__name__
        if name in _FACTS:
            raise ValueError(
                f"the fact {name} is declared in {_FACTS[name].function.__module__} and {function.__module__}"
            )
        _FACTS[name] = Fact(
            name=name,
            kind=kind if kind in _KINDS else "number",  # type: ignore[arg-type]
            unit="" if kind in _KINDS else kind,
            per=per,
            values=values,
            low=Fraction(low),
            high=Fraction(high),
            step=Fraction(step),
            optional=optional,
            inputs=tuple(word.replace("__", ".") for word in inspect.signature(function).parameters),
            function=function,
            says=inspect.getdoc(function) or "",
        )
        return function

    return declare


def declared() -> tuple[Fact, ...]:
    """All facts declared so far, in the order of their files."""
    return tuple(_FACTS.values())
