"""A database for MySQL or MariaDB: tables with comments and indexes; what these engines cannot hold is said."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from archgen.artifacts.sql.rights import rights_on
from archgen.artifacts.sql.words import escaped, ticked, told
from archgen.database import Change, Check, Column, Condition, Database, Index, Reference, Seal, Table, Unique
from archgen.database.names import identifier

_TYPES = {
    "id": "binary(16)",
    "integer": "bigint",
    "number": "decimal(38, 10)",
    "money": "decimal(19, 4)",
    "flag": "boolean",
    "time": "datetime(6)",
    "date": "date",
    "json": "json",
    "geo": "geometry",
    "vector": "json",
    "secret": "varbinary(512)",
    "counted": "bigint NOT NULL AUTO_INCREMENT",
}
_DEFAULTS = {"now": "current_timestamp(6)", "zero": "0", "one": "1", "empty": "(json_object())"}
_LONGEST_KEY = 3072  # bytes of InnoDB, four for a character
_LONGEST_COMMENT = {"column": 1024, "table": 2048}


def mysql(database: Database, slug: str) -> Iterator[str]:
    """The statements in the order in which they run; each of them ends a transaction."""
    yield "-- Apply: mysql < artifacts/schema.sql, into an empty database; each statement stands for itself."
    yield "-- Ids are UUIDs of version 7 as 16 bytes, times are UTC. There is no index over a part of the rows."
    made: set[str] = set()
    split = {table.name for table in database.tables if table.partitions}
    for table in database.tables:
        made.add(table.name)
        yield from _table(table, made, split)
    yield from _rights(database, slug)
    if database.change:
        yield from _change(database.change, database.table(database.change.table))


def _table(table: Table, made: set[str], split: set[str]) -> Iterator[str]:
    lengths = _lengths(table)
    parts = [_column(column, lengths, split=table.partitions is not None) for column in table.columns]
    parts += [_mark(unique, unique.where) for unique in table.uniques if unique.where]
    parts.append(f"PRIMARY KEY ({_listed(table.key)})")
    parts += [f"UNIQUE KEY {ticked(unique.name)} ({_listed(_over(unique))})" for unique in table.uniques]
    parts += [f"CONSTRAINT {ticked(check.name)} CHECK ({_condition(check, table)})" for check in table.checks]
    indexes = [index for index in table.indexes if _possible(index, table)]
    parts += [f"{_kind(index)}KEY {ticked(index.name)} ({_listed(index.columns)})" for index in indexes]
    held = [reference for reference in table.references if _holds(reference, table, made, split)]
    parts += [_reference(reference) for reference in held]
    says = [told(table.what), f"Ground: {table.ground}", *table.notes]
    yield ""
    yield from _not_here(table, held)
    yield f"CREATE TABLE {ticked(table.name)} ("
    yield ",\n".join(f"  {part}" for part in parts)
    yield f") ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin COMMENT={_comment('. '.join(says), 'table')}"
    yield f"  {_split(table)};" if table.partitions else ";"
    for seal in table.seals:
        yield from _seal(seal, table)


def _column(column: Column, lengths: Mapping[str, int], *, split: bool) -> str:
    kind = _type(column, lengths, split)
    filled = " NOT NULL" if column.required and column.kind != "counted" else ""
    default = f" DEFAULT {_DEFAULTS[column.default]}" if column.default else ""
    return f"{ticked(column.name)} {kind}{filled}{default} COMMENT {_comment(column.ground, 'column')}"


def _type(column: Column, lengths: Mapping[str, int], split: bool) -> str:
    """A split table holds no geometry, so a place in one is GeoJSON; a text in a key has a length."""
    if column.kind == "geo" and split:
        return "json"
    if column.name in lengths:
        return f"varchar({lengths[column.name]})"
    return _TYPES.get(column.kind) or ("varchar(64)" if column.kind == "state" else "text")


def _lengths(table: Table) -> dict[str, int]:
    """How many characters each text may have that a key or an index holds: all of a key share its bytes."""
    texts = {column.name for column in table.columns if column.kind in ("text", "state")}
    lengths: dict[str, int] = {}
    ordered = [index.columns for index in table.indexes if index.method in ("btree", "brin")]
    for columns in (table.key, *(unique.columns for unique in table.uniques), *ordered):
        held = [name for name in columns if name in texts]
        left = _LONGEST_KEY // 4 - 32 * (len(columns) - len(held))
        for name in held:
            lengths[name] = min(lengths.get(name, 255), left // len(held))
    return lengths


def _mark(unique: Unique, where: Condition) -> str:
    """A column that is 1 for rows of the condition and empty for others, which no unique key compares."""
    value = f"{ticked(where.column)} = {escaped(where.value)}" if where.value else f"{ticked(where.column)} IS NULL"
    marked = f"tinyint GENERATED ALWAYS AS (IF({value}, 1, NULL)) VIRTUAL"
    return f"{ticked(_mark_of(unique))} {marked} COMMENT {_comment(unique.ground, 'column')}"


def _mark_of(unique: Unique) -> str:
    return identifier(f"{unique.name} mark")


def _over(unique: Unique) -> tuple[str, ...]:
    return (*unique.columns, _mark_of(unique)) if unique.where else unique.columns


def _condition(check: Check, table: Table) -> str:
    names = {column.name for column in table.columns}
    than = ticked(check.than) if check.than in names else check.than or "''"
    return f"{ticked(check.column)} {check.sign} {than}"


def _possible(index: Index, table: Table) -> bool:
    """InnoDB has no index on paths of JSON, none on places that may be empty, none on words of a split table."""
    if index.method == "places":
        return all(table.column(name).required for name in index.columns) and not table.partitions
    return index.method in ("btree", "brin") or (index.method == "words" and not table.partitions)


def _kind(index: Index) -> str:
    return {"words": "FULLTEXT ", "places": "SPATIAL "}.get(index.method, "")


def _holds(reference: Reference, table: Table, made: set[str], split: set[str]) -> bool:
    return reference.table in made and not reference.circular and not {table.name, reference.table} & split


def _reference(reference: Reference) -> str:
    gone = " ON DELETE CASCADE" if reference.cascades else ""
    return (
        f"CONSTRAINT {ticked(reference.name)} FOREIGN KEY ({_listed(reference.columns)})"
        f" REFERENCES {ticked(reference.table)} ({_listed(reference.targets)}){gone}"
    )


def _not_here(table: Table, held: list[Reference]) -> Iterator[str]:
    """What the engine cannot hold of this table, so that the API must."""
    for reference in table.references:
        if reference not in held:
            why = "each points to the other" if reference.circular else "a split table has no foreign keys"
            yield f"-- No foreign key of {table.name} to {reference.table}: {why}; the API checks it."
    for overlap in table.overlaps:
        rows = " and ".join(overlap.columns)
        yield f"-- {told(overlap.ground)}: the API locks the row of {rows} and looks before it inserts."
    for index in table.indexes:
        if not _possible(index, table):
            over, serves = ", ".join(index.columns), "; ".join(index.serves)
            yield f"-- No index over {over} of {table.name} ({index.method}): {serves}."


def _seal(seal: Seal, table: Table) -> Iterator[str]:
    column, value = f"OLD.{ticked(seal.where.column)}", seal.where.value
    sealed = f"{column} = {escaped(value)}" if value else f"{column} IS NOT NULL"
    says = escaped(f"a sealed row of {table.name} never changes")
    yield f"-- {told(seal.ground)}."
    yield "DELIMITER //"
    yield f"CREATE TRIGGER {ticked(seal.name)} BEFORE UPDATE ON {ticked(table.name)} FOR EACH ROW"
    yield f"  IF {sealed} THEN SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = {says}; END IF //"
    yield "DELIMITER ;"


def _split(table: Table) -> str:
    split = table.partitions
    if split is None or split.by == "hash":
        return f"PARTITION BY KEY ({ticked(split.column)}) PARTITIONS {len(split.parts)}" if split else ""
    rest = f"PARTITION {ticked(split.parts[0] + '_rest')} VALUES LESS THAN (MAXVALUE)"
    job = "a nightly job cuts the next month off with REORGANIZE PARTITION and drops those past their time"
    return f"PARTITION BY RANGE COLUMNS ({ticked(split.column)}) ({rest} COMMENT = {escaped(job)})"


def _rights(database: Database, slug: str) -> Iterator[str]:
    if not any(table.only_added or table.seals for table in database.tables):
        return
    api = escaped(identifier(f"{slug} api"))
    yield from ("", "-- Rights: what is only added the API may not change or delete, what is sealed it may not delete.")
    yield f"CREATE ROLE IF NOT EXISTS {api};"
    for table in database.tables:
        yield f"GRANT {rights_on(table)} ON {ticked(table.name)} TO {api};"


def _change(change: Change, table: Table) -> Iterator[str]:
    """The steps of the decision on schema changes, as a comment."""
    name, old, new = ticked(table.name), ticked(change.column), ticked(change.successor)
    kind = _type(table.column(change.column), _lengths(table), table.partitions is not None)
    yield from ("", f"-- A change of {told(table.name)}, {told(change.ground)}: `{change.column}` gets a successor.")
    if change.steps == "at-once":
        yield f"--   ALTER TABLE {name} ADD COLUMN {new} {kind};"
        yield f"--   UPDATE {name} SET {new} = {old};"
        yield f"--   ALTER TABLE {name} DROP COLUMN {old};"
        return
    batch = " LIMIT 1000" if change.steps == "filled" else ""
    yield "-- 1. Expand: an empty column, added without copying the table."
    yield f"--   ALTER TABLE {name} ADD COLUMN {new} {kind}, ALGORITHM=INSTANT;"
    yield "-- 2. A release that writes both columns and reads the old one."
    yield f"-- 3. Fill{', again and again until no row changes; pause while a replica lags' if batch else ''}."
    yield f"--   UPDATE {name} SET {new} = {old} WHERE {new} IS NULL AND {old} IS NOT NULL{batch};"
    yield "-- 4. A release that reads the new column."
    yield "-- 5. Contract, one release later: this cannot be taken back."
    yield f"--   ALTER TABLE {name} DROP COLUMN {old};"


def _listed(names: tuple[str, ...]) -> str:
    return ", ".join(ticked(name) for name in names)


def _comment(words: str, place: str) -> str:
    """A comment no longer than the engine takes."""
    kept = told(words)
    most = _LONGEST_COMMENT[place]
    return escaped(kept if len(kept) <= most else kept[: most - 3] + "...")
