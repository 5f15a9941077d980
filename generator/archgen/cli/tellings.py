"""Numbers and decisions told at a terminal: where a number comes from, why a row won."""

from __future__ import annotations

from collections.abc import Iterator

from archgen.quantities import (
    Answer,
    Assumption,
    Detected,
    Figure,
    Ledger,
    Outcome,
    Quantity,
    formula,
    named_operands,
    print_quantity,
    worked,
)


def source_of(quantity: Quantity) -> str:
    """Where a number comes from, in a few words."""
    match quantity.source:
        case Answer(path=path, file=file, line=line):
            return f"answer {path} ({file}:{line})"
        case Detected(path=path, file=file):
            return f"detected {path} ({file})"
        case Assumption(path=path, ground=ground):
            return f"assumption {path}: {ground}"
        case Figure(name=name, source=source):
            return f"figure {source}" if name == quantity.id else f"figure {source}: {name}"
        case Outcome(table=table):
            return f"outcome of the table {table}"
        case _:
            return formula(quantity) or "a count"


def chain(ledger: Ledger, name: str) -> Iterator[str]:
    """A number and everything it rests on, each on a line, indented by its distance."""
    seen: set[str] = set()

    def tell(quantity: Quantity, depth: int) -> Iterator[str]:
        made = formula(quantity)
        how = f"{made} = {worked(quantity)}" if made else source_of(quantity)
        yield f"{'  ' * depth}{quantity.id} = {print_quantity(quantity)}   {how}"
        if quantity.id in seen:
            return
        seen.add(quantity.id)
        for below in named_operands(quantity):
            if below.id not in seen:
                yield from tell(below, depth + 1)

    yield from tell(ledger[name], 0)
