"""A database for PostgreSQL: tables with comments and indexes, partitions by month, policies, rights, a safe change."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from archgen.artifacts.sql.changes import change_of
from archgen.artifacts.sql.rights import rights_on
from archgen.artifacts.sql.words import listed, literal, quoted, told
from archgen.database import Check, Column, Condition, Database, Index, Overlap, Reference, Table, Tenancy, Unique
from archgen.database.names import identifier

_TYPES = {
    "id": "uuid",
    "text": "text",
    "integer": "bigint",
    "number": "numeric",
    "money": "numeric(19, 4)",
    "flag": "boolean",
    "time": "timestamptz",
    "date": "date",
    "state": "text",
    "json": "jsonb",
    "secret": "bytea",
    "counted": "bigint GENERATED ALWAYS AS IDENTITY",
}
_DEFAULTS = {"now": "now()", "zero": "0", "one": "1", "empty": "'{}'"}
_MONTHLY = ("month", "month-of-id")


def postgresql(database: Database, slug: str) -> Iterator[str]:
    """The statements in the order in which they run, all of them within one transaction."""
    roles = _Roles(slug, database)
    yield "-- Apply: psql -v ON_ERROR_STOP=1 --single-transaction -f schema.sql"
    yield "-- On tables that hold rows build indexes with CREATE INDEX CONCURRENTLY, outside a transaction, and look"
    yield "-- afterwards whether one stayed invalid."
    yield from ("", "SET lock_timeout = '2s';", "SET statement_timeout = '60s';")
    for extension in (*database.extensions, *(("btree_gist",) if _overlaps(database) else ())):
        yield f"CREATE EXTENSION IF NOT EXISTS {quoted(extension)};"
    yield from roles.made()
    if any(table.partitions and table.partitions.by in _MONTHLY for table in database.tables):
        yield from _MONTHS
    if any(table.seals for table in database.tables):
        yield from _SEAL
    made: set[str] = set()
    for table in database.tables:
        yield from _table(table, database, made)
        made.add(table.name)
    yield from _late(database)
    if database.tenancy and database.tenancy.policies:
        yield from _policies(database, database.tenancy, roles)
    yield from roles.granted()
    if database.change:
        yield from change_of(database.change, database.table(database.change.table), _type_of(database))


class _Roles:
    """The roles under which the API and its jobs sign in, where a rule or a policy rests on them."""

    def __init__(self, slug: str, database: Database) -> None:
        self._database = database
        self.api, self.jobs = identifier(f"{slug} api"), identifier(f"{slug} jobs")
        policies = database.tenancy is not None and database.tenancy.policies
        self.wanted = policies or any(table.only_added or table.seals for table in database.tables)

    def made(self) -> Iterator[str]:
        if not self.wanted:
            return
        yield from (
            "",
            "-- Roles: the API signs in as a member of the first, jobs that work for everybody of the second.",
        )
        for role in (self.api, self.jobs):
            make = f"CREATE ROLE {quoted(role)} NOLOGIN"
            yield f"DO $$ BEGIN {make}; EXCEPTION WHEN duplicate_object THEN NULL; END $$;"

    def granted(self) -> Iterator[str]:
        if not self.wanted:
            return
        yield from (
            "",
            "-- Rights: what is only added the API may not change or delete, what is sealed it may not delete.",
        )
        for table in self._database.tables:
            yield f"GRANT {rights_on(table)} ON {quoted(table.name)} TO {quoted(self.api)};"
            yield f"GRANT SELECT, INSERT, UPDATE, DELETE ON {quoted(table.name)} TO {quoted(self.jobs)};"


def _table(table: Table, database: Database, made: set[str]) -> Iterator[str]:
    """A table with everything that belongs to it; references that close a circle come when all tables are there."""
    yield ""
    parts = [*(_column(column, database) for column in table.columns)]
    parts.append(f"CONSTRAINT {quoted(_key_name(table))} PRIMARY KEY ({listed(table.key)})")
    parts += [
        f"CONSTRAINT {quoted(unique.name)} UNIQUE ({listed(unique.columns)})"
        for unique in table.uniques
        if unique.where is None
    ]
    parts += [f"CONSTRAINT {quoted(check.name)} CHECK ({_condition(check, table)})" for check in table.checks]
    parts += [_overlap(table, overlap) for overlap in table.overlaps]
    parts += [_reference(reference) for reference in table.references if reference.table in {*made, table.name}]
    split = table.partitions
    tail = ""
    if split:
        tail = f" PARTITION BY {'HASH' if split.by == 'hash' else 'RANGE'} ({quoted(split.column)})"
    yield f"CREATE TABLE {quoted(table.name)} ("
    yield ",\n".join(f"  {part}" for part in parts)
    yield f"){tail};"
    yield from _comments(table)
    there = tuple(reference for reference in table.references if reference.table in {*made, table.name})
    whole = tuple(unique for unique in table.uniques if unique.where is None)
    yield from _comments_on(table, (*whole, *table.checks, *table.overlaps, *there))
    yield from _partitions(table)
    yield from _indexes(table)
    yield from _seals(table)


def _column(column: Column, database: Database) -> str:
    kind = _type(column, database)
    filled = " NOT NULL" if column.required and column.kind != "counted" else ""
    default = f" DEFAULT {_DEFAULTS[column.default]}" if column.default else ""
    return f"{quoted(column.name)} {kind}{filled}{default}"


def _type(column: Column, database: Database) -> str:
    if column.kind == "geo":
        return "geography" if "postgis" in database.extensions else "point"
    if column.kind == "vector":
        return "vector" if "vector" in database.extensions else "real[]"
    return _TYPES[column.kind]


def _type_of(database: Database) -> Mapping[str, str]:
    """The types of the table that is changed, by column."""
    table = database.table(database.change.table) if database.change else None
    return {column.name: _type(column, database) for column in table.columns} if table else {}


def _key_name(table: Table) -> str:
    return identifier(f"{table.name} pkey")


def _condition(check: Check, table: Table) -> str:
    names = {column.name for column in table.columns}
    than = quoted(check.than) if check.than in names else check.than
    return f"{quoted(check.column)} {check.sign} {than}" if than else f"{quoted(check.column)} <> ''"


def _overlap(table: Table, overlap: Overlap) -> str:
    moment = "tstzrange" if table.column(overlap.begins).kind == "time" else "daterange"
    same = ", ".join(f"{quoted(name)} WITH =" for name in overlap.columns)
    span = f"{moment}({quoted(overlap.begins)}, {quoted(overlap.ends)}) WITH &&"
    return f"CONSTRAINT {quoted(overlap.name)} EXCLUDE USING gist ({same}, {span})"


def _reference(reference: Reference) -> str:
    late = " DEFERRABLE INITIALLY DEFERRED" if reference.circular else ""
    gone = " ON DELETE CASCADE" if reference.cascades else ""
    return (
        f"CONSTRAINT {quoted(reference.name)} FOREIGN KEY ({listed(reference.columns)})"
        f" REFERENCES {quoted(reference.table)} ({listed(reference.targets)}){gone}{late}"
    )


def _late(database: Database) -> Iterator[str]:
    """References to tables that are made later: they close a circle."""
    made: set[str] = set()
    for table in database.tables:
        made.add(table.name)
        for reference in table.references:
            if reference.table not in made:
                yield ""
                yield f"ALTER TABLE {quoted(table.name)} ADD {_reference(reference)};"
                yield from _comments_on(table, (reference,))


def _comments(table: Table) -> Iterator[str]:
    says = ". ".join((told(table.what), f"Ground: {table.ground}", *table.notes))
    if table.partitions:
        says += f". Split: {table.partitions.ground}"
    yield f"COMMENT ON TABLE {quoted(table.name)} IS {literal(says)};"
    for column in table.columns:
        yield f"COMMENT ON COLUMN {quoted(table.name)}.{quoted(column.name)} IS {literal(column.ground)};"


def _comments_on(table: Table, constraints: Sequence[Unique | Check | Overlap | Reference]) -> Iterator[str]:
    """What the columns do not say already: rules, and what follows from a decision."""
    for rule in constraints:
        if rule.ground.startswith(("rule", "derived", "assumed")):
            yield f"COMMENT ON CONSTRAINT {quoted(rule.name)} ON {quoted(table.name)} IS {literal(rule.ground)};"


def _partitions(table: Table) -> Iterator[str]:
    split = table.partitions
    if split is None:
        return
    if split.by == "hash":
        for place, part in enumerate(split.parts):
            bounds = f"FOR VALUES WITH (MODULUS {len(split.parts)}, REMAINDER {place})"
            yield f"CREATE TABLE {quoted(part)} PARTITION OF {quoted(table.name)} {bounds};"
        return
    ids, stem = "true" if split.by == "month-of-id" else "false", literal(split.parts[0])
    yield f"CALL make_months({literal(quoted(table.name))}, {stem}, {ids}, (now() + interval '2 months')::date);"


def _indexes(table: Table) -> Iterator[str]:
    for unique in table.uniques:
        if unique.where:
            yield (
                f"CREATE UNIQUE INDEX {quoted(unique.name)} ON {quoted(table.name)} ({listed(unique.columns)})"
                f"{_where(unique.where)};"
            )
            yield f"COMMENT ON INDEX {quoted(unique.name)} IS {literal(unique.ground)};"
    for index in table.indexes:
        yield f"CREATE INDEX {quoted(index.name)} ON {quoted(table.name)} {_over(index)}{_where(index.where)};"
        yield f"COMMENT ON INDEX {quoted(index.name)} IS {literal('serves: ' + '; '.join(index.serves))};"


def _over(index: Index) -> str:
    if index.method == "words":
        return f"USING gin ({_vector(index)})"
    method = {"btree": "", "brin": "USING brin ", "places": "USING gist ", "paths": "USING gin "}[index.method]
    return f"{method}({listed(index.columns)})"


def _vector(index: Index) -> str:
    texts = " || ' ' || ".join(f"coalesce({quoted(name)}, '')" for name in index.columns)
    return f"to_tsvector('simple', {texts})"


def _where(condition: Condition | None) -> str:
    return f" WHERE {_holds(condition)}" if condition else ""


def _holds(condition: Condition, row: str = "") -> str:
    column = f"{row}{quoted(condition.column)}"
    if condition.value:
        return f"{column} = {literal(condition.value)}"
    return f"{column} IS {'NULL' if condition.state == 'empty' else 'NOT NULL'}"


def _seals(table: Table) -> Iterator[str]:
    for seal in table.seals:
        yield f"CREATE TRIGGER {quoted(seal.name)} BEFORE UPDATE ON {quoted(table.name)}"
        yield f"  FOR EACH ROW WHEN ({_holds(seal.where, 'OLD.')}) EXECUTE FUNCTION refuse_change();"
        yield f"COMMENT ON TRIGGER {quoted(seal.name)} ON {quoted(table.name)} IS {literal(seal.ground)};"


def _policies(database: Database, tenancy: Tenancy, roles: _Roles) -> Iterator[str]:
    yield from ("", f"-- Customers: {told(tenancy.ground)}.")
    yield f"-- Each transaction of the API names its customer first: SET LOCAL app.{tenancy.column} = '...';"
    yield f"-- else no row is seen. What does not know the customer yet, such as a sign-in, asks as {roles.jobs}."
    yield "-- The owner of the tables, under whom migrations run, sees all rows: the API never signs in as the owner."
    for table in database.tables:
        column = table.tenant or (table.key[0] if table.name == tenancy.table else "")
        if not column:
            continue
        own = f"{quoted(column)} = {_customer(tenancy)}"
        yield f"ALTER TABLE {quoted(table.name)} ENABLE ROW LEVEL SECURITY;"
        yield f"CREATE POLICY own_rows ON {quoted(table.name)} TO {quoted(roles.api)} USING ({own});"
        yield f"CREATE POLICY all_rows ON {quoted(table.name)} TO {quoted(roles.jobs)} USING (true);"
    for table in database.tables:
        for index in table.indexes:
            if index.method == "words" and table.tenant:
                yield from _search(table, index, tenancy, roles)


def _search(table: Table, index: Index, tenancy: Tenancy, roles: _Roles) -> Iterator[str]:
    """Words are matched by an operator that policies keep from indexes; a function names the customer itself."""
    name = identifier(f"find {table.name}")
    yield ""
    yield f"-- Behind a policy no index on words is used, since its operator might tell of other rows: {name} names the"
    yield "-- customer itself and runs as its owner."
    yield f"CREATE FUNCTION {quoted(name)}(words text, most integer) RETURNS SETOF {quoted(table.name)}"
    yield "LANGUAGE sql STABLE SECURITY DEFINER SET search_path FROM CURRENT AS $$"
    yield f"  SELECT * FROM {quoted(table.name)}"
    yield f"  WHERE {quoted(table.tenant)} = {_customer(tenancy)}"
    yield f"    AND {_vector(index)} @@ websearch_to_tsquery('simple', words)"
    yield "  LIMIT most"
    yield "$$;"
    yield f"COMMENT ON FUNCTION {quoted(name)}(text, integer) IS {literal('serves: ' + '; '.join(index.serves))};"
    yield f"REVOKE ALL ON FUNCTION {quoted(name)}(text, integer) FROM PUBLIC;"
    yield f"GRANT EXECUTE ON FUNCTION {quoted(name)}(text, integer) TO {quoted(roles.api)};"


def _customer(tenancy: Tenancy) -> str:
    """The customer whom the session named; nobody where it named none."""
    setting = literal(f"app.{tenancy.column}")
    return f"nullif(current_setting({setting}, true), '')::{_TYPES[tenancy.kind]}"


def _overlaps(database: Database) -> bool:
    return any(table.overlaps for table in database.tables)


_SEAL = (
    "",
    "-- Seals: rows that may not change any more; a correction is another row that names the first.",
    "CREATE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$",
    "BEGIN",
    "  RAISE EXCEPTION 'a sealed row of % never changes', TG_TABLE_NAME USING ERRCODE = 'restrict_violation';",
    "END $$;",
    "COMMENT ON FUNCTION refuse_change() IS 'what triggers on sealed rows call';",
)
_MONTHS = (
    "",
    "-- Months: a nightly job calls make_months so that the next two are there: a missing one refuses rows.",
    "-- Those past their time go whole: ALTER TABLE ... DETACH PARTITION ... CONCURRENTLY, then DROP TABLE.",
    "CREATE FUNCTION first_id(moment timestamptz) RETURNS uuid LANGUAGE sql IMMUTABLE AS $$",
    "  SELECT (lpad(to_hex((extract(epoch FROM moment) * 1000)::bigint), 12, '0') || repeat('0', 20))::uuid",
    "$$;",
    "COMMENT ON FUNCTION first_id(timestamptz) IS 'the least UUID of version 7 that this moment can have';",
    "CREATE PROCEDURE make_months(parent text, stem text, by_id boolean, until date) LANGUAGE plpgsql",
    "SET timezone = 'UTC' AS $$",
    "DECLARE",
    "  month timestamptz := date_trunc('month', now());",
    "  next timestamptz;",
    "BEGIN",
    "  WHILE month <= until LOOP",
    "    next := month + interval '1 month';",
    "    EXECUTE format(",
    "      'CREATE TABLE IF NOT EXISTS %I PARTITION OF %s FOR VALUES FROM (%L) TO (%L)',",
    "      stem || to_char(month, '_YYYY_MM'), parent,",
    "      CASE WHEN by_id THEN first_id(month)::text ELSE month::text END,",
    "      CASE WHEN by_id THEN first_id(next)::text ELSE next::text END",
    "    );",
    "    month := next;",
    "  END LOOP;",
    "END $$;",
)
