"""From plain data to tables: every name, value and bound is checked, all problems are collected, and it stops once."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from typing import Any

from msgspec.structs import replace

from archgen.decisions.cases import holds
from archgen.decisions.grid import LARGEST_GRID, Grid
from archgen.decisions.layout import lay_out
from archgen.decisions.reading.heads import check_given, hit_of, read_inputs, read_outputs, read_subject
from archgen.decisions.reading.layers import Draft, stacked
from archgen.decisions.reading.options import read_options
from archgen.decisions.reading.reader import Reader
from archgen.decisions.reading.rows import Frame, read_case, read_cells, read_row
from archgen.decisions.reading.sheet import Path, Sheet
from archgen.decisions.survey import survey
from archgen.decisions.table import Row, Table, outcomes
from archgen.decisions.verify import verify
from archgen.decisions.vocabulary import POLICIES, FactType, Lexicon
from archgen.problems import stop_if


def load_tables(
    sheets: Iterable[Sheet], *, vocabulary: Mapping[str, FactType], sources: Collection[str], slots: Collection[str]
) -> tuple[Table, ...]:
    """Load tables with what extends them, lower layers first, and prove each; the outcomes of all are facts to all."""
    reader = Reader(Lexicon(vocabulary, frozenset(sources), frozenset(slots)))
    drafts = [(draft, read_outputs(draft, reader)) for draft in stacked(sheets, reader)]
    made = (fact for draft, outputs in drafts if outputs for fact in outcomes(draft.name, hit_of(draft), outputs))
    reader.lexicon = replace(reader.lexicon, facts={**vocabulary, **{fact.name: fact for fact in made}})
    tables = [table for draft, outputs in drafts if (table := _table(draft, outputs, reader))]
    stop_if([*reader.problems, *(problem for table in tables for problem in verify(table))])
    return tuple(tables)


def load_table(
    data: Any,
    *,
    file: str,
    marks: Mapping[Path, int] | None = None,
    vocabulary: Mapping[str, FactType],
    sources: Collection[str],
    slots: Collection[str],
    layer: str = "built-in",
) -> Table:
    """Load one table, not yet proved; raises `Stop` with everything that is wrong with its text."""
    reader = Reader(Lexicon(vocabulary, frozenset(sources), frozenset(slots)))
    drafts = stacked((Sheet(data, file, marks or {}, layer),), reader)
    tables = [_table(draft, read_outputs(draft, reader), reader) for draft in drafts]
    stop_if(reader.problems)
    return next(table for table in tables if table)


def _table(draft: Draft, outputs: tuple[FactType, ...], reader: Reader) -> Table | None:
    """The table of a draft; None where its files hold problems."""
    if not outputs:
        return None
    keys = draft.keys
    per = read_subject(draft, reader)
    inputs = {fact.name: fact for fact in read_inputs(draft, per, reader)}
    frame = Frame(
        inputs=inputs,
        complete="inputs" in keys and len(inputs) == len(draft.inputs),
        outputs={fact.name: fact for fact in outputs},
        hit=reader.word(keys.get("hit"), POLICIES),
        per=per,
        lasting=reader.flag(keys.get("lasting")),
    )
    rows = tuple(read_row(row_id, piece, frame, reader) for row_id, piece in draft.rules)
    check_given(draft, outputs, rows, reader)
    impossible = tuple(read_cells(piece, frame, reader) for piece in draft.impossible)
    table = Table(
        name=draft.name,
        title=reader.text(keys.get("title")) or draft.name.replace("_", " ").capitalize(),
        question=reader.text(keys.get("question")),
        hit=frame.hit,
        per=per,
        inputs=tuple(inputs.values()),
        outputs=outputs,
        rows=rows,
        impossible=impossible,
        options=read_options(draft.options, frame, keys.get("options", draft.top), reader),
        cases=tuple(read_case(piece, frame, reader) for piece in draft.cases),
        conflicts=reader.texts(keys.get("conflicts")),
        layers=tuple(dict.fromkeys(sheet.layer for sheet in draft.sheets)),
        withdrawn=tuple(_withdrawn(draft, frame, reader)),
        where=draft.where,
        layout=lay_out(inputs.values(), [row.when for row in rows], impossible),
        members=reader.text(keys.get("members")),
    )
    return None if draft.flawed(reader.problems) else _current(table)


def _withdrawn(draft: Draft, frame: Frame, reader: Reader) -> Iterable[Row]:
    """Rows of lower layers that are gone, at the place that took them away; what is wrong with them counts no more."""
    for (row_id, piece), taker in draft.withdrawn:
        yield replace(read_row(row_id, piece, frame, Reader(reader.lexicon)), where=taker.where)


def _current(table: Table) -> Table:
    """The table without those cases of a lower layer that house rules have overtaken."""
    grid, upper = Grid(table.layout.axes), table.layers[-1]
    if len(table.layers) == 1 or grid.size > LARGEST_GRID:
        return table
    laid = survey(table, grid)
    return replace(table, cases=tuple(case for case in table.cases if case.layer == upper or holds(case, laid)))
