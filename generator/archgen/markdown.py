"""Markdown line by line: the fence that is open, the cells of a table's row. Knows signs, not what a page says."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

_FENCE = re.compile(r"\s*(`{3,}|~{3,})(.*)")
_BAR = re.compile(r"(?<!\\)\|")
_RULE = re.compile(r"\s*\|?\s*:?-+:?\s*(\|\s*:?-+:?\s*)*\|?\s*")


def open_fence(before: str, line: str) -> str:
    """The marks of the fence that is open behind this line, where `before` was open ahead of it; "" for none.

    It may be indented as far as an item of a list wants it.
    """
    found = _FENCE.match(line)
    if found is None:
        return before
    marks, info = found[1], found[2].strip()
    if not before:
        return "" if marks[0] == "`" and "`" in info else marks
    return "" if marks.startswith(before) and not info else before


def outside_fences(lines: Iterable[str]) -> Iterator[bool]:
    """For each line whether it is text: neither code nor one of the lines that fence it."""
    fence = ""
    for line in lines:
        before, fence = fence, open_fence(fence, line)
        yield not before and not fence


def is_row(line: str) -> bool:
    """Whether the line begins as rows of our own tables do; people may leave the first bar off."""
    return line.lstrip().startswith("|")


def is_rule(line: str) -> bool:
    """Whether the line is the one of dashes below a table's head."""
    return "|" in line and bool(_RULE.fullmatch(line))


def cells(row: str) -> tuple[str, ...]:
    """The cells of a table's row; a bar that is escaped belongs to its cell."""
    return tuple(cell.strip() for cell in padded_cells(row))


def padded_cells(row: str) -> tuple[str, ...]:
    """The cells of a row with the blanks around them."""
    inside = row.strip().removeprefix("|")
    return tuple(_BAR.split(inside if inside.endswith("\\|") else inside.removesuffix("|")))


def row_of(cells: Sequence[str]) -> str:
    """The cells as one row of a table."""
    return f"| {' | '.join(cells)} |"
