"""Records of another log in this one: new numbers, this log's format where nothing is lost, links that follow."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from archgen.adr.changes.convert import convert
from archgen.adr.changes.desk import Change, Desk, named
from archgen.adr.changes.new import newest
from archgen.adr.changes.renumber import Move, renumber
from archgen.adr.log.log import Log, is_draft
from archgen.adr.names import name, spelled
from archgen.adr.record import Record, Status
from archgen.adr.source import decode
from archgen.adr.writing.numbering import new_name


def bring(log: Log, other: Log, *, to: str = "", attachments: Mapping[str, bytes] | None = None) -> Change:
    """The records of `other` that this log does not hold yet, in the format `to` or in this log's.

    `attachments` are files in the other folder that records link to, by their path in it. A record that cannot be
    converted without loss comes as it is.
    """
    desk, copies = Desk(log), attachments or {}
    wanted = [record for record in other.records if not _is_here(log, record)]
    converted, says = _converted(other, wanted, to or _format(log))
    moves = tuple(Move(record.file, file) for record, file in zip(wanted, _names(log, desk, wanted), strict=True))
    plan = renumber(converted, moves, {})
    for move in moves:
        data = plan.change.files.get(converted.path(move.new)) or converted.files[move.old].encoded()
        desk.put(move.new, decode(data))
        desk.say(f"{other.path(move.old)} -> {log.path(move.new)}")
        if desk.record(move.new).status is Status.ACCEPTED:
            desk.seal(move.new)
    for file, data in sorted(copies.items()):
        if file not in log.files:
            desk.put(file, decode(data))
    for record in other.records:
        if _is_here(log, record):
            desk.say(f"{named(record)} is here already.")
    change = desk.change()
    return Change(change.files, change.seen, (*change.says, *says))


def _converted(other: Log, wanted: list[Record], to: str) -> tuple[Log, tuple[str, ...]]:
    """The other log in the format that is wanted; records that would lose something, and other markups, as they are."""
    if not to:
        return other, ()
    markdown = [record for record in wanted if name(record.file).ending.lower() in (".md", ".markdown")]
    change = convert(other, markdown, to=to, skip=True)
    texts = {file: change.files.get(other.path(file)) for file in other.files}
    files = {file: source if (data := texts[file]) is None else decode(data) for file, source in other.files.items()}
    return Log(other.folder, files), tuple(said for said in change.says if said.startswith("Left"))


def _format(log: Log) -> str:
    """The format to convert to: as set, else the log's own where that can be written, else none."""
    if log.settings.format:
        return log.settings.format
    models = newest(log)
    dialect = models[-1].record.dialect if models else "universal"
    return {"universal": "universal", "madr4": "madr4"}.get(dialect, "")


def _names(log: Log, desk: Desk, wanted: list[Record]) -> Iterator[str]:
    """A name for each in the manner of this log, drafts among the drafts."""
    models = newest(log)
    model = models[-1].record.file if models else ""
    number = desk.next_number()
    for record in wanted:
        parts = name(record.file)
        if is_draft(record.file):
            yield record.file
            continue
        made = name(new_name(record.title, number, date=record.date, model=model))
        slug = parts.slug or made.slug
        yield spelled(made._replace(folder="", slug=slug if slug.isascii() else made.slug, ending=parts.ending))
        number += 1


def _is_here(log: Log, record: Record) -> bool:
    """Does the log hold a record of this title and date?"""
    return any((mine.title, mine.date) == (record.title, record.date) for mine in log.records)
