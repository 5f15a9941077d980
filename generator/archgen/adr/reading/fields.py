"""The `key: value` lines at the head of a record, in every dress: list, bold, table, attribute, plain."""

from __future__ import annotations

import re
from collections.abc import Container, Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from archgen.adr.words import FIELD_OF
from archgen.markdown import is_row, is_rule

_EMPHASIS = r"(?:\*{1,3}|_{1,3})?"
_KEY = r"[^\W\d_](?:[^:：|*_`#\[\]<>(){}=]|_(?=\w)){0,40}?"
_FIELD = re.compile(
    rf"(?P<lead>\s{{0,3}}(?:>[ \t]?)*(?:[-*+•][ \t]+)?)(?P<strong>{_EMPHASIS})(?P<attribute>:?)"
    rf"(?P<key>{_KEY})[ \t]*{_EMPHASIS}[ \t]*(?::{{1,2}}|：)[ \t]*{_EMPHASIS}[ \t]*(?P<value>.*?)[ \t]*$"
)
_CELL = re.compile(r"(?<!\\)\|")


class Field(NamedTuple):
    """A value with its place: `lines[line][start:end]`; `name` is the known field or empty, `form` its dress."""

    name: str
    key: str
    value: str
    line: int
    start: int
    end: int
    form: str


def fields(lines: Sequence[str], start: int, end: int, hidden: Container[int] = ()) -> tuple[Field, ...]:
    """All `key: value` lines between two lines; those whose key is not known have no name."""
    found: list[Field] = []
    at = start
    while at < end:
        if at in hidden:
            at += 1
        elif is_row(lines[at]):
            last = next((below for below in range(at, end) if not is_row(lines[below])), end)
            found.extend(_table(lines, at, last))
            at = last
        else:
            found.extend(_line(lines[at], at))
            at += 1
    return tuple(found)


def name_of(key: str) -> str:
    """The field that a key names, whatever its case and language; empty if it is none of ours."""
    return FIELD_OF.get(" ".join(key.casefold().split()), "")


def _line(line: str, at: int) -> Iterator[Field]:
    if (":" not in line and "：" not in line) or (match := _FIELD.match(line)) is None:
        return
    key = match["key"].strip()
    value, (start, end) = match["value"], match.span("value")
    if value.endswith("**") and value.count("**") % 2:
        value, end = value[:-2].rstrip(), start + len(value[:-2].rstrip())
    yield Field(name_of(key), key, value, at, start, end, _form(match))


def _form(match: re.Match[str]) -> str:
    if match["attribute"]:
        return "attribute"
    if match["lead"].strip(" \t>"):
        return "list"
    return "bold" if match["strong"] else "plain"


def _table(lines: Sequence[str], start: int, end: int) -> Iterator[Field]:
    """A table of two columns has a field a row; one with known fields as its header has one a column."""
    rows = [(at, cells) for at in range(start, end) if (cells := _cells(lines[at]))]
    ruled = start + 1 < end and is_rule(lines[start + 1])
    header = rows[0][1] if rows else []
    if ruled and sum(bool(name_of(_bare(text))) for text, _, _ in header) >= 2:
        for at, cells in rows:
            if at > start + 1:
                for (key, _, _), (value, left, right) in zip(header, cells, strict=False):
                    yield Field(name_of(_bare(key)), _bare(key), value, at, left, right, "table")
        return
    for at, cells in rows:
        if len(cells) >= 2 and not is_rule(lines[at]):
            (key, _, _), (value, left, right) = cells[:2]
            yield Field(name_of(_bare(key)), _bare(key), value, at, left, right, "table")


def _cells(line: str) -> list[tuple[str, int, int]]:
    """The cells of a table row with their places, outer pipes left off."""
    bounds = [match.start() for match in _CELL.finditer(line)]
    if line.rstrip()[-1:] != "|" or len(bounds) < 2:
        bounds.append(len(line))
    cells = []
    for left, right in pairwise(bounds):
        text = line[left + 1 : right]
        start = left + 1 + len(text) - len(text.lstrip())
        cells.append((text.strip(), start, start + len(text.strip())))
    return cells


def _bare(key: str) -> str:
    return key.strip("*_: ").strip()
