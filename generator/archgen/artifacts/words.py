"""People's words and filled sentences as plain text, for formats whose writer quotes what it is given."""

from __future__ import annotations

from archgen.blueprint import Filled
from archgen.quantities import Quantity, print_quantity
from archgen.texts import Text


def words(value: str | Text | None) -> str:
    """A name or a person's words as typed; "" for none."""
    return value.raw if isinstance(value, Text) else value or ""


def sentence(parts: Filled | None) -> str:
    """A filled sentence with its numbers printed; "" for none."""
    return "".join(print_quantity(part) if isinstance(part, Quantity) else words(part) for part in parts or ())
