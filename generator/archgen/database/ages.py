"""The age of rows: the column that tells it, and what the end of their time costs to find."""

from __future__ import annotations

from archgen.blueprint import Blueprint, Entity
from archgen.database.drafts import Draft

_BORN = (
    "created",
    "opened",
    "started",
    "sent",
    "taken",
    "reported",
    "received",
    "recorded",
    "ordered",
    "placed",
    "issued",
    "enrolled",
    "handed_in",
    "registered",
    "joined",
    "booked",
    "written",
    "stored",
    "added",
    "measured",
    "happened",
    "occurred",
    "posted",
    "published",
    "uploaded",
    "at",
)


def born(draft: Draft) -> str:
    """The column that says when a row came to be; "" where none does."""
    moments = [name for name, column in draft.columns.items() if column.kind == "time"]
    return next((name for word in _BORN for name in moments if name.startswith(word)), "")


def aged(draft: Draft, entity: Entity) -> None:
    """See to it that every row tells its age: by a column of its own, or by one that is added."""
    name = born(draft)
    if not name:
        at = f"data.entities[{entity.id}].retention"
        name = draft.add(
            "created_at", "time", f"assumed: {at} needs to know when a row came to be", default="now", assumed=True
        )
    draft.require(name)


def kept_for(draft: Draft, entity: Entity, blueprint: Blueprint) -> None:
    """An index for the job that deletes old rows, where a table is large and no partition is dropped whole."""
    large = {row.subject for row in blueprint.passages["growth-care"].rows}
    monthly = draft.partitions and draft.partitions.by != "hash"
    if entity.id in large and not monthly:
        draft.index((born(draft),), "the nightly job that deletes what is past its time", method="brin")
