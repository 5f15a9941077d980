"""Relations between records: both sides said, no circles, successors that hold, links that lead somewhere."""

from __future__ import annotations

from collections.abc import Iterator

from archgen.adr.log.log import Log, is_draft
from archgen.adr.names import resolved
from archgen.adr.reading.relations import is_record_link, links
from archgen.adr.record import INVERSE, ON_ACCEPTANCE, Kind, Record, Status
from archgen.problems import Problem, Where

# A proposal says what it would supersede or amend; the other side is written when it is accepted.
_PENDING = (Status.DRAFT, Status.PROPOSED, Status.REJECTED)


def dangling(log: Log) -> Iterator[Problem]:
    """Links to records in this folder that are not there."""
    for document in log.documents.values():
        record = document.record
        for at, line in enumerate(document.parts.lines):
            if ".md" not in line and ".adoc" not in line and ".rst" not in line:
                continue
            for link in links(line, document.parts.markup):
                file = resolved(record.file, link.target)
                if (
                    not file.startswith("..")
                    and file not in log.files
                    and is_record_link(link.target)
                    and _is_beside(file)
                ):
                    what = f"the link '{link.target[:80]}' leads to no record."
                    yield Problem("adr-dangling-link", Where(log.path(record.file), at + 1), what)
        for relation in record.relations:
            if not is_record_link(relation.target) and log.target(record, relation) is None:
                what = f"'{relation.words} {relation.target}' names no record, or more than one."
                yield Problem("adr-dangling-link", Where(log.path(record.file), relation.line), what)


def one_sided(log: Log) -> Iterator[Problem]:
    """Relations that the other record does not say."""
    said = {
        (record.file, relation.kind, other.file): relation.line
        for record in log.records
        for relation in record.relations
        if relation.kind is not Kind.OTHER and (other := log.target(record, relation)) is not None
    }
    for (file, kind, target), line in said.items():
        if (target, INVERSE[kind], file) in said or (kind in ON_ACCEPTANCE and _is_pending(log.record(file))):
            continue
        what = f"{kind.replace('-', ' ')} {target}, which does not say so."
        hint = f"Write both sides: {_command(log, file, kind, target)}."
        yield Problem("adr-one-sided", Where(log.path(file), line), what, hint)


def circles(log: Log) -> Iterator[Problem]:
    """Records that supersede each other, at any remove: what is left when all loose ends are taken away."""
    after = {record.file: _successors(log, record) for record in log.records}
    while loose := [file for file, others in after.items() if not others] or _unreferred(after):
        gone = set(loose)
        after = {file: others - gone for file, others in after.items() if file not in gone}
    if after:
        first = min(after)
        what = f"these records supersede each other: {', '.join(sorted(after)[:6])}."
        yield Problem(
            "adr-cycle", Where(log.path(first), log.record(first).status_line), what, "One of them must hold."
        )


def successors(log: Log) -> Iterator[Problem]:
    """Superseded records without a successor, or with one that does not hold."""
    for record in log.records:
        where = Where(log.path(record.file), record.status_line)
        if record.status is Status.SUPERSEDED and not record.successors:
            yield Problem("adr-no-successor", where, "is superseded, but by what?", "Link the successor.")
        for relation in record.successors:
            other = log.target(record, relation)
            if other is not None and other.status in (*_PENDING, Status.UNKNOWN):
                what = f"is superseded by {other.file}, which is {other.status}."
                yield Problem("adr-weak-successor", where, what, "Accept that one, or this one stands.")


def _is_beside(file: str) -> bool:
    return "/" not in file or is_draft(file)


def _is_pending(record: Record) -> bool:
    return record.status in _PENDING


def _successors(log: Log, record: Record) -> set[str]:
    found = (log.target(record, relation) for relation in record.successors)
    return {other.file for other in found if other is not None}


def _unreferred(after: dict[str, set[str]]) -> list[str]:
    """Records that are nobody's successor."""
    referred = {other for others in after.values() for other in others}
    return [file for file in after if file not in referred]


def _command(log: Log, file: str, kind: Kind, other: str) -> str:
    """The command that writes both sides."""
    one, two = log.record(file), log.record(other)
    if kind in (Kind.SUPERSEDES, Kind.SUPERSEDED_BY):
        old, new = (two, one) if kind is Kind.SUPERSEDES else (one, two)
        return f"archgen adr supersede {_short(old)} --by {_short(new)}"
    return f"archgen adr link {_short(one)} {kind} {_short(two)}"


def _short(record: Record) -> str:
    return record.stem if record.number is None else str(record.number)
