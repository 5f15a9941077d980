"""Where a number begins that nothing else makes, as the ledger's page says it."""

from __future__ import annotations

from collections.abc import Callable

from archgen.quantities import Answer, Assumption, Detected, Figure, Outcome, Quantity


def origin(quantity: Quantity, assumed: Callable[[str], str]) -> str:
    """An answer, a file, an assumption, a figure or a decision; `assumed` is where an assumption is told, or ""."""
    match quantity.source:
        case Answer(path=path):
            return f"answer `{path}`"
        case Detected(path=path, file=file):
            return f"`{path}`, found in `{file}`"
        case Assumption(id=name, path=path):
            place = assumed(name)
            return f"[assumed]({place}): `{path}`" if place else f"assumed: `{path}`"
        case Figure(source=source):
            return f"cited: `{source}`"
        case Outcome(table=table):
            return f"decision `{table}`"
        case _:
            return "a count"
