"""The tables of a design: its entities with keys, references, rules, indexes and partitions, as one frozen value."""

from archgen.database.relational import (
    Change,
    Check,
    Column,
    Condition,
    Database,
    Index,
    Overlap,
    Partitions,
    Reference,
    Seal,
    Table,
    Tenancy,
    Unique,
)
from archgen.database.tables import ENGINES, database

__all__ = [
    "ENGINES",
    "Change",
    "Check",
    "Column",
    "Condition",
    "Database",
    "Index",
    "Overlap",
    "Partitions",
    "Reference",
    "Seal",
    "Table",
    "Tenancy",
    "Unique",
    "database",
]
