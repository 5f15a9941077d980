"""Reads what a table says of each value of its outcome: what it brings, costs and hurts."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from archgen.decisions.reading.reader import Reader, nearest
from archgen.decisions.reading.rows import Frame
from archgen.decisions.reading.sheet import Piece
from archgen.decisions.table import Option
from archgen.decisions.vocabulary import EFFORTS, FactType

_FLAGS = {"bool": ("true", "false")}


def read_options(pieces: Mapping[str, Piece], frame: Frame, top: Piece, reader: Reader) -> Mapping[str, Option]:
    """What is said of each value of the outcome; an enum needs it for all, and in the same respects for all.

    A number stands for itself where nothing is said of it.
    """
    values = frame.outcome.values if frame.outcome.kind == "enum" else _FLAGS.get(frame.outcome.kind, ())
    for value, piece in pieces.items():
        if value not in values and not _counted(value, frame.outcome):
            hint = nearest(value, values)
            reader.add(piece, "option-without-outcome", f"'{value}' is no value of {frame.outcome.name}.", hint)
    for value in frame.outcome.values:
        if value not in pieces:
            what = f"the outcome '{value}' has no entry in 'options'."
            reader.add(top, "outcome-without-option", what, "Say its title, what it brings, costs and hurts.")
    entries = [piece.data for piece in pieces.values() if isinstance(piece.data, dict)]
    needs = ("title", *(respect for respect in ("costs", "hurts") if any(entry.get(respect) for entry in entries)))
    return {value: _option(value, piece, needs, frame, reader) for value, piece in pieces.items()}


def _option(value: str, piece: Piece, needs: tuple[str, ...], frame: Frame, reader: Reader) -> Option:
    found = reader.mapping(piece, needs=needs, may=("brings", "costs", "hurts", "effort"))
    found = {key: part for key, part in found.items() if part.data != "" or key in needs}
    brings = reader.entries(found.get("brings"))
    return Option(
        value=value,
        title=reader.filled(found.get("title"), frame.per),
        brings=MappingProxyType({role: _brought(part, frame, reader) for role, part in brings.items()}),
        costs=reader.sentence(found.get("costs"), frame.per),
        hurts=reader.sentence(found.get("hurts"), frame.per),
        layer=piece.sheet.layer,
        effort=_effort(found.get("effort"), reader),
    )


def _effort(piece: Piece | None, reader: Reader) -> str:
    """How much work it is, where it is more than the parts that it brings; empty where nothing is said."""
    if piece is not None and piece.data not in EFFORTS:
        what, hint = f"'{piece.data}' is no class of effort.", f"Write one of: {', '.join(EFFORTS)}."
        reader.add(piece, "unknown-effort", what, hint)
    return str(piece.data) if piece is not None else ""


def _brought(piece: Piece, frame: Frame, reader: Reader) -> str:
    """A technology by id, or `$fact` for the one that a fact names."""
    text = reader.filled(piece, frame.per)
    name = text.removeprefix("$")
    if name != text and name not in reader.lexicon.slots and not reader.lexicon.fact(name):
        reader.add(piece, "unknown-fact", f"there is no fact '{name}'.", nearest(name, reader.lexicon.facts))
    return text


def _counted(value: str, outcome: FactType) -> bool:
    """Whether it is a number that the outcome may be."""
    return outcome.kind == "number" and value.isdecimal() and outcome.low <= int(value) <= outcome.high
