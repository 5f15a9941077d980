"""Reads the rows and the cases of a table. Knows neither files nor layers."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from types import MappingProxyType

from msgspec import Struct

from archgen.decisions.cells import Cell
from archgen.decisions.reading.cells import read_cell, read_value, refused_as_computed
from archgen.decisions.reading.reader import Reader, nearest
from archgen.decisions.reading.sheet import Piece
from archgen.decisions.table import Case, Revisit, Row, Signal
from archgen.decisions.vocabulary import LEVELS, FactType, Value

_DURATION = re.compile(r"[1-9]\d*[smhdw]")


class Frame(Struct, frozen=True):
    """What the rows of one table are read against. Rows of a `lasting` table need no second look.

    Where `inputs` are not `complete`, since one was misspelt, rows are not blamed for naming what is missing.
    """

    inputs: Mapping[str, FactType]
    complete: bool
    outputs: Mapping[str, FactType]
    hit: str
    per: str
    lasting: bool

    @property
    def outcome(self) -> FactType:
        return next(iter(self.outputs.values()))


def read_fact(piece: Piece, name: str, per: str, reader: Reader) -> FactType | None:
    """The fact that a table `per` some subject reads under `name`; a whole family and a text cannot be read."""
    fact = reader.lexicon.fact(name)
    if fact is None:
        if not refused_as_computed(piece, name, reader):
            reader.add(piece, "unknown-fact", f"there is no fact '{name}'.", nearest(name, reader.lexicon.facts))
    elif fact.kind == "text":
        reader.add(piece, "text-fact", f"'{name}' is a text; texts stand in slots only.")
    elif fact.per not in ("", per):
        hint = f"Write {name}[...] for one of them, or say 'per: {fact.per}' to decide for each."
        reader.add(piece, "whole-family", f"'{name}' has a value for each {fact.per}, and a cell compares one.", hint)
    else:
        return fact
    return None


def read_cells(piece: Piece | None, frame: Frame, reader: Reader) -> Mapping[str, Cell]:
    """Cells by input of the table."""
    return _cells(piece, lambda part, name: _input(part, name, frame, reader), reader)


def read_row(row_id: str, piece: Piece, frame: Frame, reader: Reader) -> Row:
    """One row; with stand-ins where problems were found."""
    section = str(piece.path[0])
    needs = _NEEDS if frame.lasting else (*_NEEDS, "revisit")
    found = reader.mapping(piece, needs=needs[1:] if section == "replace" else needs, may=_MAY[section])
    when = read_cells(found.get("when"), frame, reader)
    return Row(
        id=row_id,
        when=when,
        then=_then(found.get("then"), frame, reader),
        level=reader.word(found.get("level"), LEVELS),
        because=reader.sentence(found.get("because"), frame.per),
        sources=_sources(found.get("sources"), reader),
        revisit=_revisit(found["revisit"], when, frame, reader) if "revisit" in found else None,
        layer=piece.sheet.layer,
        where=piece.where,
    )


def read_case(piece: Piece, frame: Frame, reader: Reader) -> Case:
    """One example."""
    found = reader.mapping(piece, needs=("given", "expect"), may=("conflicts",))
    given: dict[str, Value] = {}
    for name, part in reader.entries(found.get("given")).items():
        fact = _input(part, name, frame, reader)
        value = read_value(part, fact, reader) if fact else None
        if value is not None:
            given[name] = value
    expect = _expected(found["expect"], frame, reader) if "expect" in found else {}
    conflicts = reader.texts(found.get("conflicts"))
    return Case(MappingProxyType(given), expect, conflicts, piece.sheet.layer, piece.where)


_NEEDS = ("id", "when", "then", "level", "because", "sources")
_MAY = {"rules": ("revisit",), "add": ("revisit", "before"), "replace": ("revisit", "id")}


def _cells(piece: Piece | None, fact_of: Callable[[Piece, str], FactType | None], reader: Reader) -> Mapping[str, Cell]:
    cells: dict[str, Cell] = {}
    for name, part in reader.entries(piece).items():
        fact = fact_of(part, name)
        cell = read_cell(part, fact, reader) if fact else None
        if cell:
            cells[name] = cell
    return MappingProxyType(cells)


def _input(piece: Piece, name: str, frame: Frame, reader: Reader) -> FactType | None:
    what = f"'{name}' is no input of the table."
    if name in frame.inputs:
        return frame.inputs[name]
    if reader.lexicon.fact(name):
        if frame.complete:
            reader.add(piece, "unknown-input", what, f"Add {name} to 'inputs'.")
    elif not refused_as_computed(piece, name, reader):
        reader.add(piece, "unknown-input", what, nearest(name, frame.inputs))
    return None


def _then(piece: Piece | None, frame: Frame, reader: Reader) -> Mapping[str, Value]:
    """A value for every output."""
    if piece is None:
        return {}
    then = _outputs(piece, frame, reader)
    if isinstance(piece.data, dict) and piece.data.keys() <= frame.outputs.keys():
        for name in [name for name in frame.outputs if name not in piece.data]:
            reader.add(piece, "missing-output", f"the output '{name}' gets no value.", "Every row gives all outputs.")
    return MappingProxyType({name: then[name] for name in frame.outputs if name in then})


def _outputs(piece: Piece, frame: Frame, reader: Reader) -> Mapping[str, Value]:
    values: dict[str, Value] = {}
    for name, part in reader.entries(piece).items():
        if name not in frame.outputs:
            hint = nearest(name, frame.outputs)
            reader.add(part, "unknown-output", f"'{name}' is no output of the table.", hint)
            continue
        value = read_value(part, frame.outputs[name], reader)
        if value is not None:
            values[name] = value
    return values


def _sources(piece: Piece | None, reader: Reader) -> tuple[str, ...]:
    if piece is None:
        return ()
    known = reader.lexicon.sources
    parts = piece.parts()
    if not parts:
        reader.add(piece, "missing-key", "'sources' is empty.", "Name what the row rests on.")
    sources = tuple(reader.text(part) for part in parts)
    for part, source in zip(parts, sources, strict=True):
        if source and source not in known:
            reader.add(part, "unknown-source", f"there is no source '{source}'.", nearest(source, known))
    return sources


def _revisit(piece: Piece, when: Mapping[str, Cell], frame: Frame, reader: Reader) -> Revisit:
    found = reader.mapping(piece, may=("when", "signal", "note"))
    cells = _cells(found.get("when"), lambda part, name: read_fact(part, name, frame.per, reader), reader)
    if isinstance(piece.data, dict) and not piece.data.get("when") and "signal" not in found:
        what = "neither 'when' nor 'signal' says when to look again."
        reader.add(piece, "revisit-never", what, "Write when: {fact: cell}, or signal: {metric, above, for}.")
    if cells and all(name in when and when[name].within(cell) for name, cell in cells.items()):
        what = "'when' holds already wherever the row matches, so it would be due at once."
        reader.add(found["when"], "revisit-due", what, "Name the values at which the row would no longer match.")
    signal = _signal(found["signal"], reader) if "signal" in found else None
    return Revisit(cells, signal, reader.sentence(found.get("note"), frame.per))


def _signal(piece: Piece, reader: Reader) -> Signal | None:
    found = reader.mapping(piece, needs=("metric", "for"), may=("above", "below"))
    sides = [side for side in ("above", "below") if side in found]
    if len(sides) != 1:
        reader.add(piece, "signal", "a signal says 'above' or 'below'.", "Name the quantity that is the threshold.")
        return None
    threshold = reader.text(found[sides[0]])
    if threshold and threshold not in reader.lexicon.slots and not reader.lexicon.fact(threshold):
        hint = nearest(threshold, (*reader.lexicon.facts, *reader.lexicon.slots))
        reader.add(found[sides[0]], "unknown-fact", f"there is no quantity '{threshold}'.", hint)
    during = reader.text(found.get("for"))
    if during and not _DURATION.fullmatch(during):
        reader.add(found["for"], "signal", f"'{during}' is no duration.", "Write 10m, 1h or 7d.")
    metric = reader.text(found.get("metric"))
    name = metric.removeprefix("$")
    if name != metric and not reader.lexicon.fact(name):
        reader.add(found["metric"], "unknown-fact", f"there is no fact '{name}'.", nearest(name, reader.lexicon.facts))
    return Signal(metric, "above" if "above" in found else "below", threshold, during)


def _expected(piece: Piece, frame: Frame, reader: Reader) -> Mapping[str, Value] | frozenset[Value]:
    """What a case expects: the outcome, several outputs by name, or the set of a collect table."""
    if frame.hit == "collect":
        members = (read_value(part, frame.outcome, reader) for part in piece.parts())
        return frozenset(member for member in members if member is not None)
    if isinstance(piece.data, dict):
        return _outputs(piece, frame, reader)
    value = read_value(piece, frame.outcome, reader)
    return {} if value is None else {frame.outcome.name: value}
