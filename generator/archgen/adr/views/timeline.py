"""The log over time: which decision was taken when, for Mermaid."""

from __future__ import annotations

from collections.abc import Sequence

from archgen.adr.log.log import Log
from archgen.adr.record import Record
from archgen.adr.views.graph import escaped

# A column is as wide as a thumb: more of them, or longer ones, cannot be read on a page.
COLUMNS = 8
ROWS = 8
_DAY, _MONTH, _YEAR = 10, 7, 4


def timeline(log: Log) -> str:
    """A column a day, or a month or a year where there are many; the newest columns; empty for less than two days."""
    columns = _columns(_dated(log))
    if len(columns) < 2:
        return ""
    lines = ["timeline"]
    for when, records in list(columns.items())[-COLUMNS:]:
        first, *others = _said(records)
        lines += [f"  {escaped(when)} : {first}", *(f"    : {other}" for other in others)]
    return "\n".join(lines) + "\n"


def left_out(log: Log) -> int:
    """How many records the timeline does not name."""
    shown = [*_columns(_dated(log)).values()][-COLUMNS:]
    return len(log.records) - sum(min(len(records), ROWS) for records in shown)


def _dated(log: Log) -> list[Record]:
    return sorted((record for record in log.records if record.date), key=lambda record: record.date)


def _columns(records: Sequence[Record]) -> dict[str, list[Record]]:
    for length in (_DAY, _MONTH, _YEAR):
        found: dict[str, list[Record]] = {}
        for record in records:
            found.setdefault(record.date[:length], []).append(record)
        if len(found) <= COLUMNS:
            break
    return found


def _said(records: Sequence[Record]) -> list[str]:
    """What a column says: its newest records with their status, and how many more there are."""
    more = len(records) - ROWS
    said = [f"{escaped(record.label)} ({record.status})" for record in records[-ROWS:]]
    return [*said, f"and {more} more"] if more > 0 else said
