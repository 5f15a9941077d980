"""Statuses: certain or not, said twice and equal, where readers look for them."""

from __future__ import annotations

from collections.abc import Iterator

from archgen.adr.log.log import Log
from archgen.adr.reading.document import Document
from archgen.adr.reading.parts import role_of
from archgen.adr.reading.phrases import date_of, status_of
from archgen.adr.record import Kind, Status
from archgen.problems import Problem, Where


def unknown(log: Log) -> Iterator[Problem]:
    """Records whose status no reader can be sure of."""
    for document in log.documents.values():
        record = document.record
        where = Where(log.path(record.file), record.status_line)
        if any("\0" in line for line in document.parts.lines[:50]):
            yield Problem("adr-unreadable", where, "is no text.")
        elif not document.statuses and record.status is Status.UNKNOWN:
            what = "says no status; other tools take it for accepted, or for proposed."
            yield Problem("adr-status-missing", where, what, "Add a line '- Status: accepted' below the title.")
        elif record.status is Status.UNKNOWN and len(_meanings(document)) == 1:
            what = f"the status '{record.status_text[:60]}' has no certain meaning."
            hint = "Write draft, proposed, accepted, rejected, deprecated or superseded."
            yield Problem("adr-status-unknown", where, what, hint)


def stated_twice(log: Log) -> Iterator[Problem]:
    """Places of one record that say different things."""
    for document in log.documents.values():
        path = log.path(document.record.file)
        if len(_meanings(document)) > 1:
            first, other = (
                document.statuses[0],
                next(
                    place
                    for place in document.statuses
                    if status_of(place.text) != status_of(document.statuses[0].text)
                ),
            )
            what = f"the status is '{first.text[:40]}' on line {first.line + 1} and '{other.text[:40]}' here."
            yield Problem("adr-status-differs", Where(path, other.line + 1), what, "Make them agree.")
        dates = {date_of(place.text) or place.text for place in document.dates}
        if len(dates) > 1:
            what = f"the date is {' here and '.join(sorted(dates)[:2])} there."
            yield Problem("adr-date-differs", Where(path, document.dates[1].line + 1), what, "Make them agree.")


def layout(log: Log) -> Iterator[Problem]:
    """Records of the universal layout that one of its readers would read wrongly."""
    for document in log.documents.values():
        if document.record.dialect not in ("universal", "list+section"):
            continue
        path, parts = log.path(document.record.file), document.parts
        if log.files[document.record.file].bom:
            what = "begins with a byte order mark, which becomes part of the title elsewhere."
            yield Problem("adr-layout", Where(path, 1), what, "Save it without.")
        if parts.title is not None and parts.title.line != 0:
            what = "the title is not on the first line, where adr-tools, adr-log and Structurizr read it."
            yield Problem("adr-layout", Where(path, parts.title.line + 1), what, "Move it up.")
        if len(parts.lines) > 1 and parts.status is not None and _links_run_on(document):
            what = "no 'Context' follows the status, so Structurizr takes every link of the text for a relation."
            yield Problem(
                "adr-layout", Where(path, parts.status.line + 1), what, "Let the status stand before the context."
            )


def _meanings(document: Document) -> set[Status]:
    """What the places mean; an old status beside a link to the successor is no contradiction."""
    found = {status_of(place.text) for place in document.statuses}
    succeeded = any(relation.kind is Kind.SUPERSEDED_BY for relation in document.record.relations)
    in_section = [place for place in document.statuses if place.form == "section"]
    if succeeded and len(in_section) == len(document.statuses):
        return {Status.SUPERSEDED}
    return found


def _links_run_on(document: Document) -> bool:
    """Does a section that is no context stand after the status, with links to records in it?"""
    parts = document.parts
    after = [heading for heading in parts.headings if parts.status and heading.line > parts.status.line]
    if not after or role_of(after[0].text) == "context":
        return False
    return any("](" in line and ".md)" in line for line in parts.lines[after[0].line :])
