"""The life of a record: accepted, rejected, deprecated, superseded, amended. All files that it concerns, or none."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from archgen.adr.changes.desk import Change, Desk, named
from archgen.adr.log.log import Log, is_draft
from archgen.adr.log.seal import AMENDMENTS
from archgen.adr.record import INVERSE, ON_ACCEPTANCE, Kind, Record, Status
from archgen.adr.writing.edits import with_date, with_item, with_relation, with_status
from archgen.problems import Problem, Stop, Where, stop_if

_OPEN = (Status.DRAFT, Status.PROPOSED, Status.UNKNOWN)
_FROM = {
    Status.PROPOSED: (Status.DRAFT, Status.UNKNOWN),
    Status.ACCEPTED: _OPEN,
    Status.REJECTED: _OPEN,
    Status.DEPRECATED: (Status.ACCEPTED, Status.UNKNOWN),
}


def accept(log: Log, records: Sequence[Record], *, today: str) -> Change:
    """Accept proposals, seal them, and complete what they supersede or amend; an accepted record is only sealed."""
    desk = Desk(log)
    stop_if(problem for record in records for problem in _not_to_accept(log, record))
    for record in records:
        if record.status is not Status.ACCEPTED:
            _set(desk, record, Status.ACCEPTED, today)
            desk.say(f"Accepted {named(record)}.")
            complete(desk, record)
        elif log.path(record.file) not in log.state.sealed:
            desk.say(f"Sealed {named(record)}, which was accepted already.")
        desk.seal(record.file)
    return desk.change()


def reject(log: Log, records: Sequence[Record], *, today: str, because: str = "", by: str = "") -> Change:
    """Turn proposals down; the reason is written into them."""
    return _close(log, records, Status.REJECTED, today=today, because=because, by=by)


def deprecate(log: Log, records: Sequence[Record], *, today: str, because: str = "", by: str = "") -> Change:
    """Mark accepted records as no longer followed, without a successor."""
    return _close(log, records, Status.DEPRECATED, today=today, because=because, by=by)


def supersede(log: Log, olds: Sequence[Record], *, by: Sequence[Record]) -> Change:
    """Put new records in the place of old ones: both sides of every pair are written."""
    stop_if([*_not_to_supersede(log, olds, by)])
    desk = Desk(log)
    for old in olds:
        desk.put(old.file, with_status(desk.text(old.file), old.file, Status.SUPERSEDED, by))
        for new in by:
            desk.put(new.file, with_relation(desk.text(new.file), new.file, Kind.SUPERSEDES, old))
        desk.say(f"{named(old)} is superseded by {' and '.join(map(named, by))}.")
    for new in by:
        if new.status in _OPEN:
            desk.say(f"{named(new)} is only {new.status}: accept it, or nothing stands in the place of the old one.")
    return desk.change()


def amend(log: Log, record: Record, *, text: str, today: str, by: str = "") -> Change:
    """Add a dated amendment to an accepted record; the rest of it stays as it was accepted."""
    if record.status in _OPEN and record.status is not Status.UNKNOWN:
        what = f"{named(record)} is {record.status}: its text is still free."
        raise Stop([Problem("adr-not-accepted", Where(log.path(record.file)), what, "Edit it.")])
    desk = Desk(log)
    note(desk, record, text, today, by)
    desk.say(f"Amended {named(record)}.")
    return desk.change()


def link(log: Log, record: Record, kind: Kind, others: Sequence[Record]) -> Change:
    """Write both sides of a relation that changes no status."""
    desk = Desk(log)
    for other in others:
        if other == record:
            what = f"{named(record)} cannot be linked to itself."
            raise Stop([Problem("adr-self-link", Where(log.path(record.file)), what)])
        desk.put(record.file, with_relation(desk.text(record.file), record.file, kind, other))
        desk.put(other.file, with_relation(desk.text(other.file), other.file, INVERSE[kind], record))
        desk.say(f"{named(record)} {kind.replace('-', ' ')} {named(other)}.")
    return desk.change()


def _close(log: Log, records: Sequence[Record], status: Status, *, today: str, because: str, by: str) -> Change:
    stop_if(problem for record in records for problem in _not_from(log, record, status))
    desk = Desk(log)
    for record in records:
        _set(desk, record, status, today if status is Status.REJECTED else "")
        if because:
            note(desk, record, f"{status.capitalize()}: {because}", today, by)
        desk.say(f"{status.capitalize()} {named(record)}.")
    return desk.change()


def _set(desk: Desk, record: Record, status: Status, date: str) -> None:
    text = with_status(desk.text(record.file), record.file, status)
    desk.put(record.file, with_date(text, record.file, date) if date else text)


def note(desk: Desk, record: Record, text: str, today: str, by: str) -> None:
    """Add a dated item to the amendments of a record."""
    item = f"{today}{f', {by}' if by else ''}: {' '.join(text.split())}"
    titles = frozenset({AMENDMENTS.casefold()})
    desk.put(record.file, with_item(desk.text(record.file), record.file, AMENDMENTS, titles, item))


def complete(desk: Desk, record: Record) -> None:
    """What an accepted record supersedes gives way now; what it amends says so."""
    for relation in record.relations:
        other = desk.log.target(record, relation)
        if other is None or relation.kind not in ON_ACCEPTANCE:
            continue
        if relation.kind is Kind.AMENDS:
            desk.put(other.file, with_relation(desk.text(other.file), other.file, Kind.AMENDED_BY, record))
        elif other.status is not Status.REJECTED:
            desk.put(other.file, with_status(desk.text(other.file), other.file, Status.SUPERSEDED, [record]))
            desk.say(f"{named(other)} is superseded by it.")


def _not_to_accept(log: Log, record: Record) -> Iterator[Problem]:
    if is_draft(record.file):
        what = f"{named(record)} has no number yet."
        yield Problem("adr-draft", Where(log.path(record.file)), what, "Give it one: archgen adr renumber --yes.")
    elif record.status is not Status.ACCEPTED:
        yield from _not_from(log, record, Status.ACCEPTED)


def _not_from(log: Log, record: Record, status: Status) -> Iterator[Problem]:
    if record.status not in _FROM[status]:
        what = f"{named(record)} is {record.status} and cannot become {status}."
        hint = "Write a new record that says what holds now: archgen adr new."
        yield Problem("adr-lifecycle", Where(log.path(record.file), record.status_line), what, hint)


def _not_to_supersede(log: Log, olds: Sequence[Record], by: Sequence[Record]) -> Iterator[Problem]:
    for new in by:
        if new.status in (Status.REJECTED, Status.DEPRECATED, Status.SUPERSEDED):
            what = f"{named(new)} is {new.status} and cannot take another one's place."
            yield Problem("adr-lifecycle", Where(log.path(new.file), new.status_line), what)
        for old in olds:
            if old.file == new.file or old.file in _successors(log, new):
                what = f"{named(old)} cannot be superseded by {named(new)}: it stands in that one's place itself."
                yield Problem("adr-cycle", Where(log.path(old.file), old.status_line), what)
    for old in olds:
        if old.status is Status.REJECTED:
            what = f"{named(old)} was rejected, so there is nothing to supersede."
            yield Problem("adr-lifecycle", Where(log.path(old.file), old.status_line), what)


def _successors(log: Log, record: Record) -> set[str]:
    """Every record that took the place of this one, at any remove."""
    found: set[str] = set()
    waiting = [record]
    while waiting:
        current = waiting.pop()
        for relation in current.successors:
            other = log.target(current, relation)
            if other is not None and other.file not in found:
                found.add(other.file)
                waiting.append(other)
    return found
