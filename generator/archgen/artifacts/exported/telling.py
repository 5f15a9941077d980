"""What may be told to whom: numbers and sentences as data, without money and business where strangers read."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from fractions import Fraction
from typing import Any

from msgspec import Struct

from archgen.artifacts.words import sentence
from archgen.blueprint import Filled
from archgen.quantities import Quantity, print_quantity

Data = dict[str, Any]


class Telling(Struct, frozen=True):
    """How a design is told: to the team everything, to strangers nothing that is `secret`.

    `answers` are how the paths of answers begin that strangers do not get to see, assumed ones included.
    """

    secret: Callable[[Quantity], bool] | None = None
    answers: tuple[str, ...] = ()

    @property
    def public(self) -> bool:
        """Whether strangers read it."""
        return self.secret is not None

    def allowed(self, quantity: Quantity) -> bool:
        """Whether a number may be told."""
        return self.secret is None or not self.secret(quantity)

    def number(self, quantity: Quantity | None) -> Data | None:
        """The value in its unit (`to` where it is a range), as pages print it, with the id it has in the ledger."""
        if quantity is None or not self.allowed(quantity):
            return None
        told: Data = {"id": quantity.id} if quantity.id else {}
        told["value"] = plain(quantity.low / quantity.unit.scale)
        if not quantity.exact:
            told["to"] = plain(quantity.high / quantity.unit.scale)
        return {**told, "unit": quantity.unit.text, "printed": print_quantity(quantity)}

    def sentence(self, parts: Filled | None) -> str:
        """A filled sentence; "" for none, and for one that names a number which may not be told."""
        parts = parts or ()
        return sentence(parts) if all(self.allowed(part) for part in parts if isinstance(part, Quantity)) else ""

    def sentences(self, found: Iterable[Filled | None]) -> list[str]:
        """Those of the sentences that may be told."""
        return [told for parts in found if (told := self.sentence(parts))]


def plain(value: Fraction) -> int | float:
    """A number as JSON has it: whole where it is whole, else to twelve digits."""
    return int(value) if value.denominator == 1 else float(f"{float(value):.12g}")
