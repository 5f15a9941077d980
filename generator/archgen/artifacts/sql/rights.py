"""What the role of the API may do with a table."""

from __future__ import annotations

from archgen.database import Table


def rights_on(table: Table) -> str:
    """All of it, but changing what is only added, and deleting that and what is sealed."""
    if table.only_added:
        return "SELECT, INSERT"
    return "SELECT, INSERT, UPDATE" if table.seals else "SELECT, INSERT, UPDATE, DELETE"
