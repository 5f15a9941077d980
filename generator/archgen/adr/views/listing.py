"""The list of records: chosen, sorted, for people or as data."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any, Literal, NamedTuple

from archgen.adr.log.log import Log
from archgen.adr.names import spoken
from archgen.adr.record import Kind, Record, Status
from archgen.texts import harmless

Sort = Literal["number", "date", "title", "status"]
# The form of the data is documented in docs/reference/adr-formats.md; a change of meaning raises the version.
VERSION = 1


class Wanted(NamedTuple):
    """Which records; an empty part asks for nothing."""

    statuses: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    deciders: tuple[str, ...] = ()
    since: str = ""
    until: str = ""
    text: str = ""


def choose(log: Log, wanted: Wanted) -> tuple[Record, ...]:
    """The records that meet every part of `wanted`, in the log's order."""
    return tuple(record for record in log.records if _meets(log, record, wanted))


def ordered(records: Iterable[Record], sort: Sort = "number", *, backwards: bool = False) -> tuple[Record, ...]:
    """The records by `sort`; those that are equal stay in the log's order."""
    found = list(records)
    if sort == "date":
        found.sort(key=lambda record: record.date)
    elif sort == "title":
        found.sort(key=lambda record: record.title.casefold())
    elif sort == "status":
        found.sort(key=lambda record: [*Status].index(record.status))
    return tuple(reversed(found) if backwards else found)


def table(log: Log, records: Sequence[Record]) -> Iterator[str]:
    """One line a record: number, status, date, title, what became of it."""
    width = max((len(_number(record)) for record in records), default=0)
    for record in records:
        after = ", ".join(_name(log, record, relation.target) for relation in record.successors)
        line = f"{_number(record):>{width}}  {record.status:<10}  {record.date or '-':<10}  {spoken(record.title)}"
        yield harmless(f"{line} -> {after}" if after else line)


def data(log: Log, records: Sequence[Record]) -> dict[str, Any]:
    """The records as data."""
    return {"version": VERSION, "log": log.folder, "records": [record_data(log, record) for record in records]}


def record_data(log: Log, record: Record) -> dict[str, Any]:
    """One record as data."""
    return {
        "number": record.number,
        "file": log.path(record.file),
        "title": record.title,
        "status": str(record.status),
        "status_text": record.status_text,
        "date": record.date,
        "deciders": list(record.deciders),
        "tags": list(record.tags),
        "relations": [_relation(log, record, at) for at in range(len(record.relations))],
        "decision_id": record.decision_id,
        "dialect": record.dialect,
    }


def _relation(log: Log, record: Record, at: int) -> dict[str, Any]:
    relation = record.relations[at]
    other = log.target(record, relation)
    words = {} if relation.kind is not Kind.OTHER else {"words": relation.words}
    found = {"file": log.path(other.file), "number": other.number} if other else {"file": None, "number": None}
    return {"kind": str(relation.kind), **words, "target": relation.target, **found}


def _meets(log: Log, record: Record, wanted: Wanted) -> bool:
    return (
        (not wanted.statuses or record.status in wanted.statuses)
        and (not wanted.tags or _any_of(wanted.tags, record.tags))
        and (not wanted.deciders or _any_of(wanted.deciders, record.deciders))
        and (not wanted.since or record.date >= wanted.since)
        and (not wanted.until or "" < record.date <= wanted.until)
        and (not wanted.text or wanted.text.casefold() in log.files[record.file].text.casefold())
    )


def _any_of(wanted: Iterable[str], found: Iterable[str]) -> bool:
    have = {text.casefold() for text in found}
    return any(text.casefold() in have for text in wanted)


def _number(record: Record) -> str:
    return "-" if record.number is None else str(record.number)


def _name(log: Log, record: Record, target: str) -> str:
    other = next((log.target(record, link) for link in record.relations if link.target == target), None)
    return _number(other) if other and other.number is not None else target
