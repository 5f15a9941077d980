"""What limits the choice: each constraint that somebody gave, how it is kept, and the decisions that it forces."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from typing import Any

from msgspec import Struct

from archgen.blueprint.passages import Passage, Told
from archgen.blueprint.shifts import Shift, Turning
from archgen.brief import Root, Schema, read_value
from archgen.quantities import parse_unit
from archgen.resolver import Design
from archgen.resolver.flips import outcomes


class Constraint(Struct, frozen=True):
    """One limit: what is told of it, the decisions that it forces, and each as it would turn out without it."""

    told: Passage
    forces: tuple[Shift, ...]


def constraints(told: Told, design: Design, schema: Schema, turning: Turning) -> tuple[Constraint, ...]:
    """The constraints that hold here, in the order of the rows; `told` is the section of that name.

    The id of a row is the answer that limits, by its fact; a row about anything else forces nothing.
    """
    free = {root.fact: root for root in schema.roots() if not root.per}
    found = []
    for passage in told.rows:
        fact = passage.id.partition(".")[0]
        forces = _forced(fact, _without(free[fact]), design, turning) if fact in free else ()
        found.append(Constraint(passage, tuple(forces)))
    return tuple(found)


def _forced(fact: str, without: Any, design: Design, turning: Turning) -> Iterator[Shift]:
    """The decisions that turn where the fact is as if nobody had spoken of it."""
    if without is None:
        return
    there = outcomes(design.light.changed({fact: without}))
    turned = ((*key, there[key]) for key in turning.now if key in there and there[key] != turning.now[key])
    yield from (shift for shift in turning.told(turned) if shift.named)


def _without(root: Root) -> Any:
    """What is assumed where nobody says anything, a number in base units; None where nothing is."""
    if root.member:
        return False
    if root.field.default is None:
        return None
    value, unit = read_value(root.field, root.field.default)
    return value * parse_unit(unit).scale if isinstance(value, Fraction) else value
