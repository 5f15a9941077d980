"""Records that archgen derives: written, rewritten while proposed, followed by a new one once accepted."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from archgen.adr.changes.blocks import marks, merge
from archgen.adr.changes.desk import Change, Desk, named
from archgen.adr.changes.lifecycle import note
from archgen.adr.changes.new import add, one_line
from archgen.adr.log.log import Log
from archgen.adr.log.state import Derived
from archgen.adr.reading.contents import tail_start
from archgen.adr.reading.parts import Parts
from archgen.adr.record import Kind, Record, Status
from archgen.adr.source import Edit, Source
from archgen.adr.writing.body import body
from archgen.adr.writing.draft import RecordDraft
from archgen.adr.writing.edits import with_date, with_relation, with_status

_FREE = (Status.DRAFT, Status.PROPOSED)
_BACK = "the answers lead to the accepted record again"


class Revisit(NamedTuple):
    """When a record should be looked at again: `when` in the grammar of cells, as its draft gave it."""

    file: str
    decision: str
    outcome: str
    when: Mapping[str, Any]


class Derivation:
    """A log that is brought to what archgen decides, some drafts at a time; people's edits and decisions stay.

    A decision without a record gets a proposed one. A proposed record is rewritten, paragraph by paragraph. An accepted
    one stays: if the outcome is another one by now, a new record supersedes it, on its acceptance or `at_once`.
    """

    def __init__(self, log: Log, *, today: str, at_once: bool = False) -> None:
        self._desk = Desk(log)
        self._today = today
        self._at_once = at_once

    def take(self, drafts: Sequence[RecordDraft]) -> dict[str, Record]:
        """The record that speaks for the decision of each draft by now, as it will stand in the log."""
        desk, today = self._desk, self._today
        files = {
            draft.decision_id: _one(desk, draft._replace(date=draft.date or today), today, self._at_once)
            for draft in drafts
        }
        for draft in drafts:
            for kind, reference in draft.links:
                other = desk.record(files[reference]) if files.get(reference) else _found(desk.log, reference)
                if other and files[draft.decision_id] and desk.record(files[draft.decision_id]).status in _FREE:
                    _relate(desk, files[draft.decision_id], kind, other)
        return {name: desk.record(file) for name, file in files.items() if file}

    def change(self) -> Change:
        """Everything that the log would change."""
        return self._desk.change()


def revisits(log: Log) -> tuple[Revisit, ...]:
    """The conditions of records that stand, to be held against today's answers."""
    found = []
    for record in log.records:
        derived = log.state.derived.get(log.path(record.file))
        if derived is not None and derived.revisit and record.status in (*_FREE, Status.ACCEPTED):
            found.append(Revisit(record.file, derived.decision, derived.outcome, derived.revisit))
    return tuple(found)


def records_of(log: Log, decision_id: str) -> tuple[Record, ...]:
    """Every record that a decision wrote, the newest last."""
    tied = {path for path, derived in log.state.derived.items() if derived.decision == decision_id}
    return tuple(record for record in log.records if record.decision_id == decision_id or log.path(record.file) in tied)


def _one(desk: Desk, draft: RecordDraft, today: str, at_once: bool) -> str:
    """Carry out one draft; returns the file that speaks for the decision now."""
    records = records_of(desk.log, draft.decision_id)
    if not records:
        return _write(desk, draft)
    last, settled = records[-1], [record for record in records if record.status is Status.ACCEPTED]
    if last.status in _FREE:
        if settled and _outcome(desk, settled[-1]) == draft.outcome:
            return _withdraw(desk, last, settled[-1], today)
        return _rewrite(desk, last, draft, today)
    if _outcome(desk, last) == draft.outcome or _taken_over(desk, last):
        return last.file
    file = _write(desk, draft)
    if settled:
        _succeed(desk, file, settled[-1], at_once=at_once)
    return file


def _write(desk: Desk, draft: RecordDraft) -> str:
    file = add(desk, draft._replace(links=()), template="universal", language="en")
    desk.say(f"Proposed {named(desk.record(file))}.")
    _remember(desk, file, draft)
    return file


def _rewrite(desk: Desk, record: Record, draft: RecordDraft, today: str) -> str:
    """The record with today's words wherever people have not written their own."""
    known = desk.derived(record.file)
    if known is None:
        desk.say(f"Left {named(record)} as it is: what archgen wrote in it is not known any more.")
        return record.file
    text, parts = desk.text(record.file), desk.document(record.file).parts
    start, end = _body(parts)
    merged = merge(known.blocks, text.lines[start:end], _lines(draft))
    if "\n".join(merged.lines).strip() != "\n".join(text.lines[start:end]).strip():
        edit = Edit(start, end, (*merged.lines, "")) if end < len(text.lines) else Edit(start, end, merged.lines)
        text = _closed(text.edited(edit))
    if record.title == one_line(known.title):
        text = _retitled(text, parts, record, one_line(draft.title))
    if text != desk.text(record.file):
        desk.put(record.file, with_date(text, record.file, today))
        desk.say(f"Rewrote {named(record)}.")
    for line in merged.kept:
        desk.say(
            f"{desk.log.path(record.file)}: your text stays where archgen would say something else now: '{line[:60]}'."
        )
    _remember(desk, record.file, draft)
    return record.file


def _withdraw(desk: Desk, proposal: Record, accepted: Record, today: str) -> str:
    desk.put(proposal.file, with_status(desk.text(proposal.file), proposal.file, Status.REJECTED))
    note(desk, proposal, f"Rejected: {_BACK}.", today, "archgen")
    desk.say(f"Withdrew {named(proposal)}: {_BACK}.")
    return accepted.file


def _succeed(desk: Desk, file: str, old: Record, *, at_once: bool) -> None:
    new = desk.record(file)
    desk.put(file, with_relation(desk.text(file), file, Kind.SUPERSEDES, old))
    if at_once:
        desk.put(old.file, with_status(desk.text(old.file), old.file, Status.SUPERSEDED, [new]))
    desk.say(f"{named(new)} {'supersedes' if at_once else 'will supersede, once accepted,'} {named(old)}.")


def _taken_over(desk: Desk, record: Record) -> bool:
    """Was the record superseded by one that people wrote?"""
    others = [desk.log.target(record, relation) for relation in record.successors]
    return any(other is not None and other.decision_id != record.decision_id for other in others)


def _outcome(desk: Desk, record: Record) -> str:
    known = desk.derived(record.file)
    return known.outcome if known else ""


def _remember(desk: Desk, file: str, draft: RecordDraft) -> None:
    blocks = marks(_lines(draft))
    desk.tie(file, Derived(draft.decision_id, draft.outcome, draft.title, blocks, dict(draft.revisit_when)))


def _lines(draft: RecordDraft) -> tuple[str, ...]:
    return body(draft)


def _body(parts: Parts) -> tuple[int, int]:
    """The sections of a record, without the status section before and the links after them."""
    start = parts.head[1]
    if parts.status is not None and parts.status.line == start:
        start = parts.section(parts.status)[1]
    return start, max(start, tail_start(parts))


def _closed(text: Source) -> Source:
    """With a line end at its end."""
    return text if not text.lines[-1].strip() else text.edited(Edit(len(text.lines), len(text.lines), ("",)))


def _retitled(text: Source, parts: Parts, record: Record, title: str) -> Source:
    if parts.title is None or record.title == title or record.title not in text.lines[parts.title.line]:
        return text
    line = text.lines[parts.title.line].replace(record.title, title)
    return text.edited(Edit(parts.title.line, parts.title.line + 1, (line,)))


def _relate(desk: Desk, file: str, kind: Kind, other: Record) -> None:
    desk.put(file, with_relation(desk.text(file), file, kind, other))


def _found(log: Log, reference: str) -> Record | None:
    """The record that a link means: by decision, file or number; one that is not there is passed over."""
    tied = records_of(log, reference)
    if tied:
        return tied[-1]
    return next(iter(_by_name(log, reference)), None)


def _by_name(log: Log, reference: str) -> Iterator[Record]:
    yield from (record for record in log.records if reference in (record.file, record.stem, str(record.number)))
