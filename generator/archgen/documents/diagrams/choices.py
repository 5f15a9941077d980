"""Choices: which decision rests on which, risks by likelihood and harm, and what turns at which month."""

from __future__ import annotations

from collections.abc import Sequence

from archgen.blueprint import Blueprint, Decided, Flip, Risk
from archgen.documents.diagrams.labels import label, node, quoted

MOST = 18
MONTHS = 8
_PLACES = {"low": 0.2, "medium": 0.5, "high": 0.8}
_ROW, _STEP = 4, 0.075  # a label is as wide as the step


def decisions(blueprint: Blueprint) -> str:
    """Decisions that others read, with what they lead to; "" where no decision rests on another."""
    single = {decision.id: decision for decision in blueprint.decisions if not decision.subject}
    edges = [(read, one) for one in single.values() for read in one.read if read in single and read != one.id]
    if not edges:
        return ""
    weights = {name: sum(1 for read, _ in edges if read == name) for name in single}
    kept = {name for name, weight in sorted(weights.items(), key=lambda item: -item[1])[:MOST] if weight}
    shown = [(read, one) for read, one in edges if read in kept and (one.id in kept or one.recorded)]
    names = dict.fromkeys(name for read, one in shown for name in (read, one.id))
    lines = ["flowchart LR", *(f"  {node(name)}[{_decided(single[name])}]" for name in names)]
    return "\n".join((*lines, *(f"  {node(read)} --> {node(one.id)}" for read, one in shown)))


def quadrant(risks: Sequence[Risk]) -> str:
    """Risks by number; those on the same field stand beside each other."""
    lines = ["quadrantChart", "  x-axis rare --> likely", "  y-axis harmless --> grave"]
    met: dict[tuple[str, str], int] = {}
    for number, risk in enumerate(risks, start=1):
        field = (risk.likelihood, risk.harm)
        beside = met[field] = met.get(field, -1) + 1
        x = min(_PLACES[risk.likelihood] - 0.11 + _STEP * (beside % _ROW), 0.97)
        y = min(_PLACES[risk.harm] - 0.08 + _STEP * (beside // _ROW), 0.97)
        lines.append(f'  "R{number}": [{x:.3f}, {y:.3f}]')
    return "\n".join(lines)


def timeline(flips: Sequence[tuple[int, Decided, Flip]]) -> str:
    """What turns at which month of the declared growth, decisions that turn alike told once; the first months only."""
    months: dict[int, dict[tuple[str, str], list[str]]] = {}
    for month, decision, flip in flips:
        months.setdefault(month, {}).setdefault((decision.title, flip.title), []).append(decision.subject)
    shown = ((month, " : ".join(map(_turns, told.items()))) for month, told in list(months.items())[:MONTHS])
    return "\n".join(("timeline", *(f"  month {month} : {told}" for month, told in shown)))


def _turns(told: tuple[tuple[str, str], list[str]]) -> str:
    """A decision that turns, with what it is about where that is little: `Resilience of mail - with Throttle`."""
    (title, into), subjects = told
    named = [label(subject) for subject in dict.fromkeys(subjects) if subject]
    about = f" of {' and '.join(named)}" if 0 < len(named) < 3 else ""
    return f"{label(title)}{about} - {label(into)}"


def _decided(decision: Decided) -> str:
    return quoted(f"{decision.title}: {decision.headline}")
