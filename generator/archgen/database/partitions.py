"""Tables that are split: by month where rows are numbered by time, else by a hash of the key."""

from __future__ import annotations

from fractions import Fraction

from archgen.blueprint import Blueprint, Entity
from archgen.database.drafts import Draft
from archgen.database.names import identifier
from archgen.database.relational import Partitions


def split(draft: Draft, entity: Entity, blueprint: Blueprint) -> None:
    """Split the table where the data page says so, in the way that its key allows."""
    if not _due(entity.id, blueprint):
        return
    ground = f"data.entities[{entity.id}]: {_rows(entity)} rows in three years"
    by_month = blueprint.design.get("entity_by_month", entity.id)
    moment = next((name for name in draft.key if draft.columns[name].kind in ("time", "date")), "")
    if by_month and moment:
        draft.partitions = Partitions("month", moment, ground, _months(draft))
    elif by_month and len(draft.key) == 1 and draft.columns[draft.key[0]].kind == "id":
        draft.partitions = Partitions("month-of-id", draft.key[0], ground, _months(draft))
    else:
        draft.partitions = Partitions("hash", draft.key[0], ground, _parts(draft, entity, blueprint))


def _due(entity: str, blueprint: Blueprint) -> bool:
    told = blueprint.passages
    split_now = {row.subject for row in told["retention"].rows if row.id in ("partitions", "spread")}
    first_day = {row.subject for row in told["growth-care"].rows if row.id in ("huge", "huge-spread")}
    return entity in split_now | first_day


def _rows(entity: Entity) -> str:
    return f"{int(entity.rows_36m.value):,}"


def _months(draft: Draft) -> tuple[str, ...]:
    """What the names of all months begin with, short enough for year and month behind it."""
    return (draft.schema.new(identifier(draft.name, longest=50) + " month"),)


def _parts(draft: Draft, entity: Entity, blueprint: Blueprint) -> tuple[str, ...]:
    """The next power of two that keeps each below what counts as a large table, as far as one server goes."""
    needed = entity.rows_36m.value / Fraction(blueprint.design["large_table"].value)
    many = next((parts for parts in _POWERS if parts >= needed), _POWERS[-1])
    return tuple(draft.schema.new(f"{draft.name} part {part}") for part in range(many))


_POWERS = (2, 4, 8, 16, 32, 64, 128)
