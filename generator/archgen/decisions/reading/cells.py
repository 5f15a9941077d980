"""Reads cells and values: every word known, every number exact, within its fact's bounds and on its step."""

from __future__ import annotations

import re
from collections.abc import Iterable
from decimal import Decimal
from fractions import Fraction
from functools import cache
from typing import Any

from archgen.decisions.cells import AnyOf, Cell, Span, Spans
from archgen.decisions.reading.reader import Reader, nearest
from archgen.decisions.reading.sheet import Piece
from archgen.decisions.vocabulary import FactType, Value, spelt

Number = int | Fraction

_NUMBER = re.compile(r"(-?\d[\d_]*(?:\.\d+)?)([kM]?)")
_HYPHEN = re.compile(r"(\d[\w.]*)\s*[-–]\s*(\d[\w.]*)")
_EXPRESSION = re.compile(r"[<>=!*/%+()&|^]|\s-\s|(?:^|\s)(?:and|or|not|in)\s")
_TIMES = {"": 1, "k": 1_000, "M": 1_000_000}


def read_cell(piece: Piece, fact: FactType, reader: Reader) -> Cell | None:
    """The cell that a piece spells for `fact`; None, and problems in `reader`, where it spells none."""
    parts = piece.parts()
    if not parts:
        reader.add(piece, "empty-cell", "an empty list takes no value, so nothing can match.", "Leave the input out.")
        return None
    text = ", ".join(spelt_data(part.data) for part in parts)
    if fact.kind == "number":
        spans = [span for part in parts if (span := _span(part, fact, reader))]
        return Spans(text, _merged(spans)) if len(spans) == len(parts) else None
    values = [value for part in parts if (value := _choice(part, fact, reader)) is not None]
    return AnyOf(text, tuple(dict.fromkeys(values))) if len(values) == len(parts) else None


def read_value(piece: Piece, fact: FactType, reader: Reader) -> Value | None:
    """One exact value of `fact`, as outputs and cases give it."""
    if fact.kind != "number":
        return _choice(piece, fact, reader)
    span = _span(piece, fact, reader)
    if span and span[0] != span[1]:
        reader.add(piece, "unreadable-cell", f"the range '{piece.data}' stands where one number is wanted.")
        return None
    return span[0] * fact.step if span else None


def refused_as_computed(piece: Piece, text: object, reader: Reader) -> bool:
    """Whether a text would have to be computed; if so, that is a problem."""
    if not isinstance(text, str):
        return False
    kind = "an expression" if _EXPRESSION.search(text) else "a fact" if text in reader.lexicon.facts else ""
    if kind:
        hint = "Write a value or a range such as 9..15; what must be computed becomes a fact that 'inputs' names."
        reader.add(piece, "expression", f"'{text}' is {kind}, and cells hold constants only.", hint)
    return bool(kind)


def spelt_data(data: Any) -> str:
    """Plain data as its file spells it."""
    if isinstance(data, bool):
        return str(data).lower()
    return format(Decimal(str(data)), "f") if isinstance(data, float) else str(data)


def _choice(piece: Piece, fact: FactType, reader: Reader) -> str | bool | None:
    value = piece.data
    wanted = bool if fact.kind == "bool" else str
    if isinstance(value, wanted) and (wanted is bool or value in fact.values):
        return value
    if not refused_as_computed(piece, value, reader):
        known = ("true", "false") if fact.kind == "bool" else fact.values
        hint = "YAML reads the word as true or false: quote it." if isinstance(value, bool) else nearest(value, known)
        reader.add(piece, "unknown-value", f"'{spelt_data(value)}' is no value of {fact.name}.", hint)
    return None


def _span(piece: Piece, fact: FactType, reader: Reader) -> Span | None:
    if type(piece.data) is int:  # the usual case, and no bool
        steps = _steps(piece, piece.data, fact, reader)
        return None if steps is None else (steps, steps)
    ends = _ends(spelt_data(piece.data)) if isinstance(piece.data, float | str) else None
    if not ends:
        _refuse(piece, fact, reader)
        return None
    low, high = ends
    first = fact.ends[0] if low is None else _steps(piece, low, fact, reader)
    last = fact.ends[1] if high is None else first if high == low else _steps(piece, high, fact, reader)
    if first is None or last is None:
        return None
    if first > last:
        what = f"'{piece.data}' takes no number, so nothing can match."
        reader.add(piece, "empty-cell", what, "Turn its ends round.")
        return None
    return first, last


@cache
def _ends(text: str) -> tuple[Number | None, Number | None] | None:
    """Both ends of a range, None for an open one; a number is the range onto itself."""
    low, dots, high = text.partition("..")
    try:
        ends = _number(low), _number(high if dots else low)
    except ValueError:
        return None
    return None if ends == (None, None) else ends


def _number(text: str) -> Number | None:
    """A number exactly as written; None for nothing."""
    text = text.strip()
    if text.isdecimal():
        return int(text)
    match = _NUMBER.fullmatch(text)
    if text and not match:
        raise ValueError(text)
    return Fraction(match[1].replace("_", "")) * _TIMES[match[2]] if match else None


def _steps(piece: Piece, bound: Number, fact: FactType, reader: Reader) -> int | None:
    """A bound in steps of its fact."""
    steps = fact.steps(bound)
    lowest, highest = fact.ends
    if not lowest <= steps <= highest:
        what = f"{_spelt(bound)} lies outside {fact.name}, which goes from {spelt(fact.low)} to {spelt(fact.high)}."
        reader.add(piece, "bound-outside", what, "An end left open, as in 9.. or ..15, goes as far as the fact.")
    elif steps * fact.step.numerator != bound * fact.step.denominator:
        what = f"{_spelt(bound)} is no multiple of {spelt(fact.step)}, the step in which cells see {fact.name}."
        reader.add(piece, "bound-step", what, f"Write {spelt(steps * fact.step)} or {spelt((steps + 1) * fact.step)}.")
    else:
        return steps
    return None


def _spelt(number: Number) -> str:
    return spelt(Fraction(number))


def _refuse(piece: Piece, fact: FactType, reader: Reader) -> None:
    text = spelt_data(piece.data)
    hyphen = _HYPHEN.fullmatch(text.strip())
    if hyphen:
        reader.add(piece, "unreadable-cell", f"'{text}' is no range.", f"Write {hyphen[1]}..{hyphen[2]}.")
    elif not refused_as_computed(piece, text, reader):
        hint = "Write a number, or a range such as 9..15, 9.. or ..15."
        reader.add(piece, "unreadable-cell", f"'{text}' is no number or range, and {fact.name} is a number.", hint)


def _merged(spans: Iterable[Span]) -> tuple[Span, ...]:
    """Spans in order, those that touch made one."""
    merged: list[Span] = []
    for low, high in sorted(spans):
        if merged and low <= merged[-1][1] + 1:
            merged[-1] = (merged[-1][0], max(high, merged[-1][1]))
        else:
            merged.append((low, high))
    return tuple(merged)
