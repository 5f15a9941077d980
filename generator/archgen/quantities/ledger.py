"""All quantities of a design by id, and the chain from one of them down to what people said."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from archgen.quantities.quantity import Quantity
from archgen.quantities.sources import Assumption, Expression


@dataclass(frozen=True, slots=True)
class Ledger(Mapping[str, Quantity]):
    """Quantities by id, `name[subject]@horizon`, in the order in which they were resolved."""

    entries: Mapping[str, Quantity]

    def __getitem__(self, key: str) -> Quantity:
        return self.entries[key]

    def __iter__(self) -> Iterator[str]:
        return iter(self.entries)

    def __len__(self) -> int:
        return len(self.entries)

    def assumptions(self) -> tuple[Quantity, ...]:
        """Every number that nobody gave, in ledger order."""
        return tuple(quantity for quantity in self.entries.values() if isinstance(quantity.source, Assumption))

    def under(self, names: Iterable[str]) -> Ledger:
        """The part of the ledger that these quantities rest on, they included, in ledger order."""
        needed: set[str] = set()
        waiting = [self.entries[name] for name in set(names) if name in self.entries]
        while waiting:
            quantity = waiting.pop()
            if quantity.id not in needed:
                needed.add(quantity.id)
                waiting.extend(named_operands(quantity))
        return Ledger({name: quantity for name, quantity in self.entries.items() if name in needed})

    def chain(self, key: str) -> tuple[Quantity, ...]:
        """The quantity and everything it was made of, breadth first, each once."""
        seen: dict[str, Quantity] = {}
        waiting = [self.entries[key]]
        while waiting:
            quantity = waiting.pop(0)
            if quantity.id not in seen:
                seen[quantity.id] = quantity
                waiting.extend(named_operands(quantity))
        return tuple(seen.values())


def named_operands(quantity: Quantity) -> tuple[Quantity, ...]:
    """The named quantities that its expression reads, from left to right."""
    found: dict[str, Quantity] = {}
    _collect(quantity, found)
    return tuple(found.values())


def _collect(quantity: Quantity, found: dict[str, Quantity]) -> None:
    if not isinstance(quantity.source, Expression):
        return
    for operand in quantity.source.operands:
        if operand.id:
            found.setdefault(operand.id, operand)
        else:
            _collect(operand, found)


def roots(quantities: Iterable[Quantity]) -> tuple[Quantity, ...]:
    """What `quantities` rest on in the end: the named ones that no expression made."""
    found: dict[str, Quantity] = {}
    waiting = list(quantities)
    while waiting:
        quantity = waiting.pop()
        below = named_operands(quantity)
        if below:
            waiting.extend(below)
        elif quantity.id:
            found.setdefault(quantity.id, quantity)
    return tuple(found[key] for key in sorted(found))
