"""Records: the entities with their ties, and what becomes of two who want the same one."""

from __future__ import annotations

from collections.abc import Iterator

from archgen.blueprint import Blueprint, Entity, Journey
from archgen.database import Database, Table
from archgen.documents.diagrams.labels import label, node, word

_CROW = {"many-to-one": "||--o{", "one-to-one": "||--o|", "many-to-many": "}o--o{"}
_DECIDED = {
    "version-check": ("the version is the one that was read", "somebody changed it meanwhile", "reads the new state"),
    "row-lock": ("gets the lock", "the lock is held, or it is gone", "chooses another"),
    "one-by-one": ("its turn comes and it is still there", "its turn comes too late", "is told later"),
}


def entities(blueprint: Blueprint, database: Database | None) -> str:
    """The kinds of records, what they hold and how they refer to one another.

    Where the tables are written down, with their keys and what is assumed of them; elsewhere as far as it was said.
    """
    tables = {table.entity: table for table in database.tables if table.entity} if database else {}
    lines = ["erDiagram"]
    for entity in blueprint.entities:
        lines.append(f'  {node(entity.id)}["{label(entity.id)}"] {{')
        lines += [f"    {told}" for told in (_columns(tables[entity.id]) if entity.id in tables else _fields(entity))]
        lines.append("  }")
    for entity in blueprint.entities:
        lines += [
            f"  {node(relation.to)} {_CROW[relation.kind]} {node(entity.id)} : has" for relation in entity.relations
        ]
    return "\n".join(lines)


def _columns(table: Table) -> Iterator[str]:
    pointing = {name for reference in table.references for name in reference.columns}
    alone = {unique.columns[0] for unique in table.uniques if len(unique.columns) == 1 and not unique.where}
    for column in table.columns:
        held = (("PK", table.key), ("FK", pointing), ("UK", alone))
        marks = ", ".join(mark for mark, names in held if column.name in names)
        assumed = ' "assumed"' if column.assumed else ""
        yield f"{column.kind} {word(column.name)}{' ' if marks else ''}{marks}{assumed}"


def _fields(entity: Entity) -> Iterator[str]:
    for name in dict.fromkeys((*entity.key, *entity.fields)):
        mark = " PK" if name in entity.key else ""
        yield f"{entity.fields.get(name, 'id')} {word(name)}{mark}"


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
