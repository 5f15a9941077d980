"""What a row asks of an input: some values, or spans of a number. Only constants, which keeps proofs exact."""

from __future__ import annotations

from msgspec import Struct

from archgen.decisions.vocabulary import Seen

Span = tuple[int, int]


class AnyOf(Struct, frozen=True):
    """Values of an enum or bool; `text` is how the file spells them."""

    text: str
    values: tuple[str | bool, ...]

    def holds(self, value: Seen) -> bool:
        return value in self.values

    def within(self, other: Cell) -> bool:
        """Whether all that this cell takes is taken by `other`."""
        return all(other.holds(value) for value in self.values)


class Spans(Struct, frozen=True):
    """Inclusive spans of a number in steps of its fact, apart and in order; `text` is how the file spells them."""

    text: str
    spans: tuple[Span, ...]

    def holds(self, value: Seen) -> bool:
        return any(low <= value <= high for low, high in self.spans if isinstance(value, int))

    def within(self, other: Cell) -> bool:
        """Whether all that this cell takes is taken by `other`."""
        outer = other.spans if isinstance(other, Spans) else ()
        return all(any(low <= first and last <= high for low, high in outer) for first, last in self.spans)


Cell = AnyOf | Spans
