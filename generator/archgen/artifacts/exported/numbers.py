"""The ledger as data: every number with what made it, down to answers, assumptions and cited figures."""

from __future__ import annotations

from archgen.artifacts.exported.telling import Data, Telling
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
    worked,
)


def ledger(entries: Ledger, telling: Telling) -> list[Data]:
    """Every number that may be told, in the order of its resolution."""
    return [entry(quantity, telling) for quantity in entries.values() if telling.allowed(quantity)]


def entry(quantity: Quantity, telling: Telling) -> Data:
    """One number: its value, where it comes from, and for a computed one its formula and the ids of what it reads."""
    made: Data = {**(telling.number(quantity) or {}), "source": source(quantity)}
    if computed := formula(quantity):
        made["formula"], made["worked"] = computed, worked(quantity)
        made["reads"] = [operand.id for operand in named_operands(quantity) if telling.allowed(operand)]
    return made


def source(quantity: Quantity) -> Data:
    """Where a number comes from; `kind` says which of the other keys are there."""
    match quantity.source:
        case Answer(path=path, file=file, line=line, spelling=spelling):
            return {"kind": "answer", "path": path, "file": file, "line": line, "spelling": spelling}
        case Detected(path=path, file=file, line=line):
            return {"kind": "detected", "path": path, "file": file, "line": line}
        case Assumption(id=name, path=path, ground=ground, where=where):
            return {"kind": "assumption", "id": name, "path": path, "ground": ground, "where": where}
        case Figure(name=name, source=cited):
            return {"kind": "figure", "name": name, "source": cited}
        case Outcome(table=table):
            return {"kind": "outcome", "table": table}
    return {"kind": "formula" if formula(quantity) else "count"}
