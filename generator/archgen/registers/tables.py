"""Markdown tables in pages of people's: rows are found, a cell is set, a row is added; all else stays byte for byte."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from archgen.markdown import cells, is_row, row_of

_INVISIBLE = re.compile(r"[\u0000-\u001f\u007f-\u009f\u200b-\u200f\u202a-\u202e\u2028\u2029\u2060-\u2069\ufeff]")


def plain(text: str) -> str:
    """Words on one line, without control and direction characters and without HTML of their own."""
    return " ".join(_INVISIBLE.sub(" ", text).split()).replace("<", "&lt;")


def cell(text: str) -> str:
    """The words inside a cell: a bar that is not escaped yet would end it."""
    return re.sub(r"(?<!\\)\|", r"\\|", plain(text)).rstrip("\\")


def head(columns: Sequence[str]) -> tuple[str, str]:
    """The two lines that a table begins with."""
    return row_of(columns), row_of(["---"] * len(columns))


def cells_of(line: str) -> tuple[str, ...]:
    """The cells of a line of a table; none where it is no such line."""
    return cells(line) if is_row(line) else ()


def section(lines: Sequence[str], heading: str) -> range:
    """The places of the lines below a heading, up to the next heading of its rank or above; empty where it is none."""
    rank = len(heading) - len(heading.lstrip("#"))
    begin = next((at + 1 for at, line in enumerate(lines) if line.rstrip() == heading), len(lines))
    ends = re.compile(rf"#{{1,{rank}}} ")
    end = next((at for at in range(begin, len(lines)) if ends.match(lines[at])), len(lines))
    return range(begin, end)


def table(lines: Sequence[str], places: range) -> tuple[int, ...]:
    """The places of the rows of the first table there, without its head."""
    found = list(_first(lines, places))
    return tuple(found[2:])


def _first(lines: Sequence[str], places: range) -> Iterator[int]:
    begun = False
    for at in places:
        if cells_of(lines[at]):
            begun = True
            yield at
        elif begun:
            return
