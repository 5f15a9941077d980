"""Other numbers for records: drafts get theirs, doubles are parted; every reference in the repository follows."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from msgspec import Struct

from archgen.adr.changes.desk import Change, Desk
from archgen.adr.changes.references import References
from archgen.adr.log.log import Log, is_draft
from archgen.adr.names import Name, name, spelled
from archgen.adr.record import Record, Status
from archgen.adr.source import Source
from archgen.adr.writing.edits import with_status
from archgen.adr.writing.numbering import new_name, with_number
from archgen.problems import Problem, Stop, Where


class Move(Struct, frozen=True):
    """One record's way from one file name to another, in the log's folder."""

    old: str
    new: str


class Plan(Struct, frozen=True):
    """What would be done: the moves, the change, and references that could mean two records and are left."""

    moves: tuple[Move, ...]
    change: Change
    left: tuple[str, ...] = ()


def moves_to(log: Log, record: Record, number: int) -> tuple[Move, ...]:
    """One record to a number of choice; stops if that is taken."""
    taken = log.by_number.get(number, ()) + tuple(_elsewhere(log, number, besides=record.file))
    if taken and record.number != number:
        first = taken[0].file if isinstance(taken[0], Record) else taken[0]
        what = f"number {number} is taken by {first}."
        raise Stop(
            [Problem("adr-number-taken", Where(log.path(record.file)), what, f"The next free is {log.next_number()}.")]
        )
    new = _with_digits(log, record.file, number)
    return (Move(record.file, new),) if new != record.file else ()


def due_moves(log: Log) -> tuple[Move, ...]:
    """Drafts to the next free numbers, and of records with one number all but the one that others know longest."""
    number, moves = log.next_number(), []
    for record in [*_doubles(log), *(record for record in log.records if is_draft(record.file))]:
        moves.append(Move(record.file, _with_digits(log, record.file, number)))
        number += 1
    return tuple(moves)


def renumber(log: Log, moves: Sequence[Move], texts: Mapping[str, Source]) -> Plan:
    """Carry out moves; `texts` are files outside the log, by path, that may refer to the records."""
    desk = Desk(log)
    names = {move.old: move.new for move in moves}
    for move in moves:
        desk.move(move.old, move.new)
        text = with_number(desk.text(move.new), move.old, move.new)
        if is_draft(move.old) and log.record(move.old).status is Status.DRAFT:
            text = with_status(text, move.new, Status.PROPOSED)
        desk.put(move.new, text)
        desk.say(f"{log.path(move.old)} -> {log.path(move.new)}")
    rewrite = References(log, names)
    for old_file in log.files:
        file = names.get(old_file, old_file)
        text = desk.text(file)
        edited = rewrite.in_log(text, old_file, file)
        if edited != text:
            desk.put(file, edited)
    outside = {path: edited for path, text in texts.items() if (edited := rewrite.outside(text, path)) != text}
    for path in sorted(outside):
        desk.say(f"{path}: references follow")
    change = desk.change()
    files = {**change.files, **{path: text.encoded() for path, text in outside.items()}}
    seen = {**change.seen, **{path: texts[path].encoded() for path in outside}}
    return Plan(tuple(moves), Change(files, seen, change.says), tuple(rewrite.left))


def _doubles(log: Log) -> Iterator[Record]:
    """Records that must give way: their number is another one's on a branch, or an older record's here."""
    for number in sorted(log.by_number):
        records = log.by_number[number]
        known = {file.rpartition("/")[2] for files in log.elsewhere.values() for file in files}
        foreign = [file for file in _elsewhere(log, number) if file not in {record.file for record in records}]
        stays = [record for record in records if record.file in known] or ([] if foreign else [*records[:1]])
        keeper = min(stays, key=lambda record: (record.date or "9999", record.file), default=None)
        yield from (record for record in records if record is not keeper)


def _elsewhere(log: Log, number: int, *, besides: str = "") -> Iterator[str]:
    """Files on other branches that bear the number."""
    files = {file for listed in log.elsewhere.values() for file in listed}
    yield from (file for file in sorted(files) if name(file).number == number and file != besides)


def _with_digits(log: Log, file: str, number: int) -> str:
    """The file's name with another number; a draft leaves its folder."""
    if is_draft(file):
        models = [record.file for record in log.records if not is_draft(record.file)]
        named = name(file)
        made = name(new_name("x", number, date="", model=models[-1] if models else ""))
        return spelled(Name(made.folder, made.prefix, made.digits, made.gap, named.slug, named.ending))
    old = name(file)
    return spelled(old._replace(digits=str(number).zfill(len(old.digits) if old.digits.startswith("0") else 1)))
