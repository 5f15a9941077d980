"""A database in the words of its engine."""

from archgen.artifacts.sql.schema import schema_sql

__all__ = ["schema_sql"]
