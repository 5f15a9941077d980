"""Accepted records: unchanged since, but for mended links and dated amendments."""

from __future__ import annotations

from collections.abc import Iterator

from archgen.adr.log.log import Log
from archgen.adr.log.seal import amendments, is_dated, mark, seal
from archgen.adr.log.state import Seal
from archgen.adr.reading.document import Document
from archgen.adr.record import Status
from archgen.problems import Problem, Where


def changed(log: Log) -> Iterator[Problem]:
    """Sealed records whose text is another one by now, and accepted ones without a seal."""
    for document in log.documents.values():
        path = log.path(document.record.file)
        sealed = log.state.sealed.get(path)
        if sealed is not None:
            yield from _against(sealed, document, path)
        elif document.record.status is Status.ACCEPTED:
            what = "is accepted, but not sealed: later changes would not be found."
            yield Problem("adr-unsealed", Where(path), what, f"Seal it: archgen adr accept {document.record.stem}.")


def gone(log: Log) -> Iterator[Problem]:
    """Sealed records without a file, in this log's folder."""
    here = {log.path(record.file) for record in log.records}
    for path in log.state.sealed:
        if log.name_of(path) and path not in here:
            what = "was accepted and is not there any more."
            hint = "Bring it back; a decision that no longer holds is superseded or deprecated."
            yield Problem("adr-gone", Where(path), what, hint)


def _against(sealed: Seal, document: Document, path: str) -> Iterator[Problem]:
    now = seal(document)
    parts = [part for part in {**sealed.parts, **now} if sealed.parts.get(part) != now.get(part)]
    if document.record.status in (Status.PROPOSED, Status.DRAFT):
        what = f"was accepted, and is {document.record.status} now."
        yield Problem("adr-changed", Where(path, document.record.status_line), what, "Supersede it instead.")
    if parts:
        what = f"was changed after it was accepted: {', '.join(parts[:5])}."
        hint = "Take the change back and say it with: archgen adr amend, or archgen adr new --supersedes."
        yield Problem("adr-changed", Where(path, _line(document, parts[0])), what, hint)
    items = amendments(document)
    for missing in set(sealed.amendments) - {mark(item) for item in items}:
        what = f"an amendment was changed or taken away ({missing[:8]})."
        yield Problem("adr-amendment-changed", Where(path), what, "Amendments are added, never edited.")
    for item in items:
        if not is_dated(item):
            what = f"the amendment '{item[:40]}' has no date."
            yield Problem("adr-amendment-undated", Where(path), what, "Begin it with YYYY-MM-DD.")


def _line(document: Document, part: str) -> int:
    heading = next((heading for heading in document.parts.headings if f"'{heading.text}'" == part), None)
    return heading.line + 1 if heading else 1
