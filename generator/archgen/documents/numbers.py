"""The proof that pages and ledger agree: every number that was printed is what the ledger says it is."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from archgen.documents.render import Printed
from archgen.quantities import Quantity, print_number, print_quantity


def numbers_of(printed: Iterable[Printed], ledger: Mapping[str, Quantity]) -> tuple[Printed, ...]:
    """The printed numbers that differ from the ledger, or that it does not know; none, if all is well."""
    return tuple(entry for entry in printed if not _agrees(entry, ledger.get(entry.quantity)))


def spellings(quantity: Quantity) -> tuple[str, ...]:
    """Every way in which a page may print a quantity: with its unit, without, and as bare digits in a chart."""
    bare = print_number(quantity)
    return (print_quantity(quantity), bare, bare.replace(",", ""))


def _agrees(entry: Printed, quantity: Quantity | None) -> bool:
    return quantity is not None and entry.text in spellings(quantity)
