"""A database for MySQL or MariaDB."""

from __future__ import annotations

from collections.abc import Iterator

from archgen.database import Database


def mysql(database: Database) -> Iterator[str]:
    """The statements in the order in which they run."""
    yield f"-- {len(database.tables)} tables"
