"""The log as a page of its own: what stands, when it was taken, how it relates, and every record in a table."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from archgen.adr.log.log import Log
from archgen.adr.record import Status
from archgen.adr.views.graph import Edge, edges, mermaid
from archgen.adr.views.index import By, index
from archgen.adr.views.timeline import left_out, timeline

MANY = 40  # records in one table
JOINED = 30  # records in one drawing


def log_page(log: Log, path: str, *, by: By = "none") -> str:
    """The page at `path` from the repository's root, without its title; a large log stands in a table for each year."""
    if not log.records:
        return index(log, path)
    grouped = "year" if by == "none" and len(log.records) > MANY else by
    return "\n\n".join([_counts(log), *_pictures(log), "## Records", index(log, path, by=grouped)])


def _counts(log: Log) -> str:
    counted = Counter(record.status for record in log.records)
    said = ", ".join(f"{counted[status]} {status}" for status in Status if counted[status])
    return f"**{len(log.records)} record{'s' if len(log.records) > 1 else ''}**: {said}."


def _pictures(log: Log) -> Iterator[str]:
    """The drawings, each with how much of the table below it leaves out."""
    if drawn := timeline(log):
        yield "## Over time"
        yield _fenced(drawn)
        yield from _missing(left_out(log))
    elif len(days := {record.date for record in log.records}) == 1 and "" not in days:
        yield "## Over time"
        yield f"{_all(log)} dated {days.pop()}."
    yield "## How they relate"
    if joined := edges(log):
        shown = _newest(joined)
        yield _fenced(mermaid(log, linked=True, only=shown))
        yield from _missing(len(_ends(joined)) - len(_ends(shown)))
    else:
        yield "No record supersedes, amends or depends on another one."


def _all(log: Log) -> str:
    return f"All {len(log.records)} are" if len(log.records) > 1 else "It is"


def _newest(joined: Sequence[Edge]) -> tuple[Edge, ...]:
    """The relations of the newest records, as many as one drawing can show."""
    shown: list[Edge] = []
    for edge in reversed(joined):
        if len(_ends([*shown, edge])) <= JOINED:
            shown.append(edge)
    return tuple(reversed(shown))


def _ends(joined: Sequence[Edge]) -> set[str]:
    return {end for edge in joined for end in (edge.one, edge.other)}


def _missing(count: int) -> Iterator[str]:
    if count:
        yield f"{count} more record{'s stand' if count > 1 else ' stands'} in the table only."


def _fenced(text: str) -> str:
    return f"```mermaid\n{text}```"
