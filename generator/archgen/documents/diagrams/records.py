"""Records: the entities with their ties, and what becomes of two who want the same one."""

from __future__ import annotations

from archgen.blueprint import Blueprint, Journey
from archgen.documents.diagrams.labels import label, node, word

_CROW = {"many-to-one": "||--o{", "one-to-one": "||--o|", "many-to-many": "}o--o{"}
_DECIDED = {
    "version-check": ("the version is the one that was read", "somebody changed it meanwhile", "reads the new state"),
    "row-lock": ("gets the lock", "the lock is held, or it is gone", "chooses another"),
    "one-by-one": ("its turn comes and it is still there", "its turn comes too late", "is told later"),
}


def entities(blueprint: Blueprint) -> str:
    """The kinds of records, their fields and how they refer to one another."""
    lines = ["erDiagram"]
    for entity in blueprint.entities:
        lines.append(f'  {node(entity.id)}["{label(entity.id)}"] {{')
        keys = set(entity.key)
        lines += [f"    {kind} {word(name)}{' PK' if name in keys else ''}" for name, kind in entity.fields.items()]
        lines.append("  }")
    for entity in blueprint.entities:
        lines += [
            f"  {node(relation.to)} {_CROW[relation.kind]} {node(entity.id)} : has" for relation in entity.relations
        ]
    return "\n".join(lines)


def states(journey: Journey, control: str) -> str:
    """The way of a request for what two may want at once, under the control that was decided; "" where none is."""
    if control not in _DECIDED:
        return ""
    won, lost, again = _DECIDED[control]
    return "\n".join(
        (
            "stateDiagram-v2",
            f'  state "{label(journey.id)} asked" as asked',
            f'  state "{label(journey.id)} done" as granted',
            '  state "told who was first" as refused',
            "  [*] --> asked",
            f"  asked --> granted: {won}",
            f"  asked --> refused: {lost}",
            f"  refused --> asked: {again}",
            "  granted --> [*]",
        )
    )
