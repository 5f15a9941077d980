"""A table and its decisions in words: the lines of a trace, a page's worth of data, every name that is read."""

from __future__ import annotations

from collections.abc import Mapping

from msgspec import Struct

from archgen.decisions.decide import Decision, Loser, cut_points
from archgen.decisions.table import Option, Revisit, Row, Table
from archgen.decisions.vocabulary import spelt


class PageRow(Struct, frozen=True):
    """A row as texts: a cell for each input ("" where anything goes), a value for each output."""

    row: Row
    cells: tuple[str, ...]
    gives: tuple[str, ...]
    revisit: str


class Page(Struct, frozen=True):
    """What a reference page shows of a table; `cuts` are the numbers from which on other rows match."""

    table: Table
    inputs: tuple[str, ...]
    outputs: tuple[str, ...]
    rows: tuple[PageRow, ...]
    options: tuple[Option, ...]
    cuts: Mapping[str, tuple[str, ...]]


def page(table: Table) -> Page:
    """The data of a table's reference page."""
    return Page(
        table=table,
        inputs=tuple(fact.name for fact in table.inputs),
        outputs=tuple(output.name for output in table.outputs),
        rows=tuple(_page_row(row, table) for row in table.rows),
        options=tuple(table.options.values()),
        cuts={fact.name: tuple(map(spelt, cuts)) for fact in table.inputs if (cuts := cut_points(table, fact.name))},
    )


def trace_lines(decision: Decision, *, remarks: Mapping[str, str] | None = None) -> tuple[str, ...]:
    """The trace in columns. `remarks` by row id, such as the answer at which a row would win, stand at the right."""
    width = max(len(row.id) for row in decision.table.rows)
    right = {"": f"read: {_read(decision)}" if decision.read else "", **(remarks or {})}
    lines = [("", _head(decision))]
    if decision.table.hit == "collect":
        lines += [
            (row.id, f"  hit   {row.id:{width}}  {row.gives} ({row.level}), {row.layer}") for row in decision.rows
        ]
    lost = ((loser.row.id, reason(loser, decision)) for loser in decision.losers)
    lines += [(row_id, f"  lost  {row_id:{width}}  {why}") for row_id, why in lost]
    column = max(len(left) for _, left in lines) + 2
    return tuple(f"{left:{column}}{right.get(row_id, '')}".rstrip() for row_id, left in lines)


def reason(loser: Loser, decision: Decision) -> str:
    """Why a row lost: the first condition that failed, and how many more."""
    if not loser.misses:
        return f"matched, but row {decision.row.id} wins before"
    first, *more = loser.misses
    return f"{first}{f' (and {len(more)} more)' if more else ''}"


def revisit_text(revisit: Revisit | None) -> str:
    """When to look at a row again, in the words of cells and signals."""
    if revisit is None:
        return ""
    parts = [", ".join(f"{name} {cell.text}" for name, cell in revisit.when.items())] if revisit.when else []
    if revisit.signal:
        signal = revisit.signal
        parts.append(f"{signal.metric} {signal.side} {signal.threshold} for {signal.during}")
    return "; or ".join(parts)


def _page_row(row: Row, table: Table) -> PageRow:
    cells = tuple(row.when[fact.name].text if fact.name in row.when else "" for fact in table.inputs)
    gives = tuple(spelt(row.then[output.name]) for output in table.outputs)
    return PageRow(row, cells, gives, revisit_text(row.revisit))


def _head(decision: Decision) -> str:
    table = decision.table
    name = f"{table.name}[{decision.subject}]" if decision.subject else table.name
    if isinstance(decision.outcome, tuple):
        return f"{name} = {', '.join(map(spelt, decision.outcome)) or 'nothing'}"
    row = decision.row
    told = f"row {row.id} ({row.level}), {row.layer}"
    if decision.outcome != row.then[table.name]:
        return f"{name} = {spelt(decision.outcome)}   chosen by a person, where {told} gives {row.gives}"
    return f"{name} = {row.gives}   {told}"


def _read(decision: Decision) -> str:
    facts = decision.table.inputs
    return ", ".join(f"{fact.name} {fact.spelt(decision.read[fact.name])}" for fact in facts)
