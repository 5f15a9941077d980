"""A change of a real table while it is used, as the decision on schema changes has it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

from archgen.blueprint import Blueprint
from archgen.database.drafts import Draft
from archgen.database.relational import Change

_STEPS: Mapping[str, Literal["at-once", "side-by-side", "filled"]] = {
    "in-place": "at-once",
    "expand-contract": "side-by-side",
    "expand-backfill-contract": "filled",
}


def change(blueprint: Blueprint, drafts: Mapping[str, Draft]) -> Change | None:
    """The largest table with a column that can be replaced; None where none has one."""
    decided = str(blueprint.design["schema_changes"])
    sizes = {entity.id: entity.rows_12m.value for entity in blueprint.entities if entity.id in drafts}
    for name in sorted(sizes, key=lambda name: -sizes[name]):
        column = _replaceable(drafts[name])
        if column:
            ground = f"decision schema-changes: {decided}"
            return Change(drafts[name].name, column, drafts[name].names.new(f"{column} new"), _STEPS[decided], ground)
    return None


def _replaceable(draft: Draft) -> str:
    """A plain column that nothing else rests on: a state, a text, a number, in this order."""
    bound = {*draft.key, draft.tenant, *(name for unique in draft.uniques for name in unique.columns)}
    bound |= {name for reference in draft.references for name in reference.columns}
    plain = {name: column.kind for name, column in draft.columns.items() if name not in bound and not column.assumed}
    return next((name for kind in _PLAIN for name in plain if plain[name] == kind), "")


_PLAIN = ("state", "text", "integer", "number", "money", "flag")
