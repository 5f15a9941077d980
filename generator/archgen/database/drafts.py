"""A table while it is being made; the steps of the room add to it, and in the end it becomes a value."""

from __future__ import annotations

from msgspec import Struct, field
from msgspec.structs import replace

from archgen.database.names import Names, identifier
from archgen.database.relational import (
    Check,
    Column,
    Condition,
    Index,
    Kind,
    Method,
    Overlap,
    Partitions,
    Reference,
    Seal,
    Table,
    Unique,
)

UNSORTED: tuple[Kind, ...] = ("json", "geo", "vector")
"""What no B-tree sorts on every engine."""

_OPENED = "; the row goes when it is no longer open"


class Draft(Struct):
    """One table in the making; `names` are those of its columns, `schema` those of tables, indexes and constraints."""

    name: str
    entity: str
    what: str
    ground: str
    schema: Names
    names: Names = field(default_factory=Names)
    columns: dict[str, Column] = field(default_factory=dict)
    key: tuple[str, ...] = ()
    uniques: list[Unique] = field(default_factory=list)
    checks: list[Check] = field(default_factory=list)
    overlaps: list[Overlap] = field(default_factory=list)
    references: list[Reference] = field(default_factory=list)
    indexes: list[Index] = field(default_factory=list)
    partitions: Partitions | None = None
    tenant: str = ""
    only_added: bool = False
    seals: list[Seal] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    guards: list[Draft] = field(default_factory=list)

    def find(self, words: str) -> str:
        """The column that these words name; "" where there is none."""
        name = identifier(words)
        return name if name in self.columns else ""

    def add(self, words: str, kind: Kind, ground: str, **more: object) -> str:
        """A new column of this name, or the one that is there already."""
        found = self.find(words)
        if found:
            return found
        name = self.names.new(words)
        self.columns[name] = Column(name, kind, ground, **more)  # type: ignore[arg-type]
        return name

    def require(self, *names: str) -> None:
        """These columns are never empty."""
        for name in names:
            self.columns[name] = replace(self.columns[name], required=True)

    def scoped(self, columns: tuple[str, ...]) -> tuple[str, ...]:
        """The columns behind the one that names the customer, where rows have one."""
        return columns if not self.tenant or self.tenant in columns else (self.tenant, *columns)

    def unique(self, columns: tuple[str, ...], ground: str, where: Condition | None = None) -> str:
        """A unique constraint, or one over some rows; who asks twice gets the first.

        A split table has no such constraint without the column that splits it: a table of its own guards the rule.
        """
        wanted = self.scoped(columns)
        if self.partitions and self.partitions.column not in wanted:
            return self._guard(wanted, ground, where)
        for there in self.uniques:
            if set(there.columns) == set(wanted) and there.where == where:
                return there.name
        name = self.schema.new(" ".join((self.name, *wanted, "open" if where else "key")))
        self.uniques.append(Unique(name, wanted, ground, where))
        return name

    def _guard(self, columns: tuple[str, ...], ground: str, where: Condition | None) -> str:
        ends = _OPENED if where else ""
        what = f"one row for each {' and '.join(columns)} of {self.name}, made in the same transaction{ends}"
        for there in self.guards:
            if set(there.key) == set(columns) and (where is None) == (not there.what.endswith(_OPENED)):
                return there.name
        name = self.schema.new(" ".join((self.name, *columns, "open" if where else "once")))
        guard = Draft(name, "", what, f"derived: {self.name} is split; {ground}", self.schema)
        for column in columns:
            guard.add(column, self.columns[column].kind, f"derived: {self.name}.{column}", required=True)
        for part in self.key:
            if part not in columns:
                kind, ground = self.columns[part].kind, f"derived: {self.name}.{part}, the row that is meant"
                guard.add(f"{self.name}_{part}", kind, ground, required=True)
        guard.key, guard.tenant = columns, self.tenant
        self.guards.append(guard)
        return name

    def index(
        self,
        columns: tuple[str, ...],
        serves: str,
        where: Condition | None = None,
        *,
        method: Method = "btree",
        everyone: bool = False,
    ) -> None:
        """An index, for whoever names the customer or for jobs over `everyone`; those that remain are settled last."""
        wanted = self.scoped(columns) if method == "btree" and not everyone else columns
        self.indexes.append(Index("", wanted, (serves,), where, method))

    def _order(self) -> tuple[str, ...]:
        """The key first, then whose row it is, then the rest as it came."""
        return tuple(dict.fromkeys((*self.key, *((self.tenant,) if self.tenant else ()), *self.columns)))

    def done(self) -> Table:
        return Table(
            name=self.name,
            entity=self.entity,
            what=self.what,
            ground=self.ground,
            columns=tuple(self.columns[name] for name in self._order()),
            key=self.key,
            uniques=tuple(self.uniques),
            checks=tuple(self.checks),
            overlaps=tuple(self.overlaps),
            references=tuple(self.references),
            indexes=tuple(self.indexes),
            partitions=self.partitions,
            tenant=self.tenant,
            only_added=self.only_added,
            seals=tuple(self.seals),
            notes=tuple(dict.fromkeys(self.notes)),
        )
