"""How a column is replaced while the table is in use: the steps of the decision on schema changes, as a comment."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from archgen.artifacts.sql.words import listed, quoted, told
from archgen.database import Change, Table


def change_of(change: Change, table: Table, types: Mapping[str, str]) -> Iterator[str]:
    """The comment with the steps; each statement stands on a line of its own."""
    yield ""
    yield f"-- A change of {told(table.name)}, {told(change.ground)}: `{change.column}` gets a successor."
    for says, statements in steps(change, table, types):
        yield f"-- {says}"
        yield from (f"--   {statement}" for statement in statements)


def steps(change: Change, table: Table, types: Mapping[str, str]) -> Iterator[tuple[str, tuple[str, ...]]]:
    """What happens at each step, and the statements that do it."""
    name, old, new = quoted(table.name), quoted(change.column), quoted(change.successor)
    kind, filled = types[change.column], table.column(change.column).required
    if change.steps == "at-once":
        yield (
            "In one step, since nobody relies on it yet:",
            (
                f"ALTER TABLE {name} ADD COLUMN {new} {kind};",
                f"UPDATE {name} SET {new} = {old};",
                f"ALTER TABLE {name} DROP COLUMN {old};",
            ),
        )
        return
    yield (
        "1. Expand: an empty column, added without rewriting a row.",
        (
            "SET lock_timeout = '2s';",
            f"ALTER TABLE {name} ADD COLUMN {new} {kind};",
        ),
    )
    yield "2. A release that writes both columns and reads the old one.", ()
    how = (
        "3. Fill, in batches by key until none is left; pause while a replica lags."
        if change.steps == "filled"
        else "3. Fill."
    )
    yield how, tuple(_fill(table, name, old, new, change))
    if filled:
        check = quoted(f"{change.successor[:50]}_filled")
        yield (
            "4. Nothing is empty any more: checked without holding writers, then made sure of.",
            (
                f"ALTER TABLE {name} ADD CONSTRAINT {check} CHECK ({new} IS NOT NULL) NOT VALID;",
                f"ALTER TABLE {name} VALIDATE CONSTRAINT {check};",
                f"ALTER TABLE {name} ALTER COLUMN {new} SET NOT NULL;",
                f"ALTER TABLE {name} DROP CONSTRAINT {check};",
            ),
        )
    yield "5. A release that reads the new column; indexes on it are built concurrently before it.", ()
    yield "6. Contract, one release later: this cannot be taken back.", (f"ALTER TABLE {name} DROP COLUMN {old};",)


def _fill(table: Table, name: str, old: str, new: str, change: Change) -> Iterator[str]:
    if change.steps != "filled":
        yield f"UPDATE {name} SET {new} = {old} WHERE {new} IS NULL AND {old} IS NOT NULL;"
        return
    key = listed(table.key)
    rows = f"SELECT {key} FROM {name} WHERE {new} IS NULL AND {old} IS NOT NULL LIMIT 1000 FOR UPDATE SKIP LOCKED"
    yield f"UPDATE {name} SET {new} = {old} WHERE ({key}) IN ({rows});"
