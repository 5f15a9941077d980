"""A database as a value: tables with columns, keys, constraints, indexes and partitions, each with its ground.

A ground says where a thing comes from: a path of the brief, a decision, a rule, or that it is assumed.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

from msgspec import Struct

Kind = Literal[
    "id",
    "text",
    "integer",
    "number",
    "money",
    "flag",
    "time",
    "date",
    "state",
    "json",
    "geo",
    "vector",
    "secret",
    "counted",
]
"""What a column holds: the kinds of the brief, and `counted` for a number that the database gives itself."""

Method = Literal["btree", "brin", "words", "places", "paths"]
State = Literal["empty", "filled"]


class Column(Struct, frozen=True):
    """One column; `default` is "" or `now`, `zero`, `one`, `empty`; who assumed it says so in the ground."""

    name: str
    kind: Kind
    ground: str
    required: bool = False
    default: str = ""
    assumed: bool = False


class Condition(Struct, frozen=True):
    """Which rows an index holds: those whose column is empty or filled, or is one value."""

    column: str
    state: State
    value: str = ""


class Seal(Struct, frozen=True):
    """Rows that may not change any more from a condition on, by a trigger of this name."""

    name: str
    where: Condition
    ground: str


class Unique(Struct, frozen=True):
    """No two rows have the same in these columns, among all rows or among those of a condition."""

    name: str
    columns: tuple[str, ...]
    ground: str
    where: Condition | None = None


class Check(Struct, frozen=True):
    """What holds of each row: a column, a sign, and a number or another column."""

    name: str
    column: str
    sign: str
    than: str
    ground: str


class Overlap(Struct, frozen=True):
    """No two rows that are the same in `columns` share a moment between `begins` and `ends`."""

    name: str
    columns: tuple[str, ...]
    begins: str
    ends: str
    ground: str


class Reference(Struct, frozen=True):
    """A foreign key; one that closes a circle of tables is checked when the transaction ends."""

    name: str
    columns: tuple[str, ...]
    table: str
    targets: tuple[str, ...]
    ground: str
    circular: bool = False
    cascades: bool = False


class Index(Struct, frozen=True):
    """One index and the queries, keys or jobs that it serves."""

    name: str
    columns: tuple[str, ...]
    serves: tuple[str, ...]
    where: Condition | None = None
    method: Method = "btree"


class Partitions(Struct, frozen=True):
    """How a table is split: by month of a column (`id` by its first bits, which are the time), or in parts by hash.

    `parts` are the names of the parts of a hash, or what the names of all months begin with.
    """

    by: Literal["month", "month-of-id", "hash"]
    column: str
    ground: str
    parts: tuple[str, ...]


class Table(Struct, frozen=True):
    """One table; `entity` is the kind of record that it holds, "" for what the design itself needs.

    `notes` say what no constraint of the table can hold, and who holds it instead.
    """

    name: str
    entity: str
    what: str
    ground: str
    columns: tuple[Column, ...]
    key: tuple[str, ...]
    uniques: tuple[Unique, ...] = ()
    checks: tuple[Check, ...] = ()
    overlaps: tuple[Overlap, ...] = ()
    references: tuple[Reference, ...] = ()
    indexes: tuple[Index, ...] = ()
    partitions: Partitions | None = None
    tenant: str = ""
    only_added: bool = False
    seals: tuple[Seal, ...] = ()
    notes: tuple[str, ...] = ()

    def column(self, name: str) -> Column:
        return next(column for column in self.columns if column.name == name)


class Tenancy(Struct, frozen=True):
    """How customers are kept apart: the table that they are, the column that names them, and what guards it."""

    table: str
    column: str
    kind: Kind
    policies: bool
    ground: str


class Change(Struct, frozen=True):
    """A change of one table while it is used: the column that is replaced, and whether rows are filled in steps."""

    table: str
    column: str
    successor: str
    steps: Literal["at-once", "side-by-side", "filled"]
    ground: str


class Database(Struct, frozen=True):
    """All tables in an order in which they can be made; `elsewhere` says of records that another store keeps.

    `held` names, by entity and the words of its rule, what of the database holds the rule; `served`, by query, the
    index or key that answers it.
    """

    engine: str
    tables: tuple[Table, ...]
    tenancy: Tenancy | None
    change: Change | None
    extensions: tuple[str, ...]
    elsewhere: Mapping[str, str]
    held: Mapping[tuple[str, str], str]
    served: Mapping[str, str]

    def table(self, name: str) -> Table:
        return next(table for table in self.tables if table.name == name)
