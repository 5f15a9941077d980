"""What a choice against the tables costs: the same design as chosen and as recommended, side by side."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from msgspec.structs import replace

from archgen.blueprint.decision import Decided, Stake
from archgen.blueprint.shifts import Turning
from archgen.blueprint.speech import Part
from archgen.quantities import Quantity
from archgen.resolver import Design, Family, as_recommended
from archgen.resolver.flips import outcomes

_NUMBERS = {
    "cost_bill": "Bill",
    "deployables": "Deployables",
    "units": "Units of",
    "store_nodes": "Nodes of the primary store",
    "connections_peak": "Connections at the peak",
    "stores_to_run": "Engineers that the stores ask for",
    "rpo_reached": "Data lost at most",
    "rto_reached": "Back within",
    "availability_feasible": "Feasible for",
    "recovery_by_night": "Back by night within",
}


def weighed(taken: Sequence[Decided], design: Design, turning: Turning) -> tuple[Decided, ...]:
    """The decisions, each that a person took against its table with what would be different without that choice."""
    return tuple(_weighed(decided, design, turning) if decided.overruled else decided for decided in taken)


def _weighed(decided: Decided, design: Design, turning: Turning) -> Decided:
    there = as_recommended(design, decided.id, decided.subject)
    return replace(decided, stakes=(*_numbers(design, there), *_others(decided, design, there, turning)))


def _numbers(design: Design, there: Design) -> Iterator[Stake]:
    for name, label in _NUMBERS.items():
        chosen, advised = design.values.get(name), there.values.get(name)
        if not isinstance(chosen, Family):
            yield from _differing(label, chosen, advised)
            continue
        for member, value in chosen.items():
            yield from _differing(f"{label} `{member}`", value, there.get(name, member))


def _differing(label: str, chosen: Any, advised: Any) -> Iterator[Stake]:
    if isinstance(chosen, Quantity) and isinstance(advised, Quantity) and chosen != advised:
        yield Stake(label, _part(chosen), _part(advised))


def _part(value: Quantity) -> tuple[Part, ...]:
    return (value,)


def _others(decided: Decided, design: Design, there: Design, turning: Turning) -> Iterator[Stake]:
    """The other decisions that follow the choice, as they would be without it."""
    now, then = outcomes(design), outcomes(there)
    own = (decided.id, decided.subject)
    moved = [(*key, outcome) for key, outcome in then.items() if key != own and now.get(key) != outcome]
    back = Turning(turning.tables, then)
    chosen = {
        (shift.title, shift.subjects): shift.into for shift in back.told((*key[:2], now[key[:2]]) for key in moved)
    }
    for shift in turning.told(moved):
        about = f" of {', '.join(f'`{subject}`' for subject in shift.subjects)}" if shift.subjects else ""
        yield Stake(f"{shift.title}{about}", (chosen.get((shift.title, shift.subjects), "otherwise"),), (shift.into,))
