"""What a merge yields: settled lines and conflicts, in order; and how a conflict is written. Knows no structure."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from itertools import chain

from msgspec import Struct
from msgspec.structs import replace

Lines = tuple[str, ...]

_RUN = re.compile(r"^(<+|=+|>+|\|+)", re.MULTILINE)
_OPEN = re.compile(r"<{7,} ")


class Conflict(Struct, frozen=True):
    """A place that people and archgen both changed; `where` names it for people, e.g. a heading or a table's row."""

    base: Lines
    theirs: Lines
    ours: Lines
    where: str = ""


Piece = Lines | Conflict
Choose = Callable[[Conflict], Lines]


class Labels(Struct, frozen=True):
    """What stands beside the markers of a conflict."""

    theirs: str = "yours"
    base: str = "archgen before"
    ours: str = "archgen now"


def settled(pieces: Iterable[Piece], choose: Choose) -> Lines:
    """The lines of a merge, with each conflict decided by `choose`."""
    return tuple(chain.from_iterable(choose(piece) if isinstance(piece, Conflict) else piece for piece in pieces))


def conflicts_in(pieces: Iterable[Piece]) -> tuple[Conflict, ...]:
    """The conflicts among the pieces, in order."""
    return tuple(piece for piece in pieces if isinstance(piece, Conflict))


def named(pieces: Iterable[Piece], where: str) -> Iterator[Piece]:
    """The pieces, with `where` in front of the name of each conflict."""
    for piece in pieces:
        if isinstance(piece, Conflict):
            yield replace(piece, where=" > ".join(filter(None, (where, piece.where))))
        else:
            yield piece


def markers(labels: Labels, *, longer_than: Iterable[str]) -> Choose:
    """Write conflicts between markers in the style of diff3, longer than any run of these signs in the given texts."""
    runs = (len(found) for text in longer_than for found in _RUN.findall(text))
    width = max(6, *runs, 6) + 1

    def choose(conflict: Conflict) -> Lines:
        return (
            *(f"{'<' * width} {labels.theirs}", *conflict.theirs),
            *(f"{'|' * width} {labels.base}", *conflict.base),
            *("=" * width, *conflict.ours),
            f"{'>' * width} {labels.ours}",
        )

    return choose


def marked_lines(text: str) -> tuple[int, ...]:
    """The lines, counted from 1, at which a conflict between markers begins; git's own markers count, too."""
    if "<<<<<<<" not in text:
        return ()
    lines = text.split("\n")
    return tuple(number for number, line in enumerate(lines, 1) if _OPEN.match(line) and _closed(line, lines[number:]))


def _closed(opening: str, rest: list[str]) -> bool:
    """Do a middle and an end of the same length follow the opening?"""
    width = len(opening) - len(opening.lstrip("<"))
    marks = [line.rstrip() for line in rest if line.startswith(("=" * width, ">" * width))]
    middle = "=" * width
    return middle in marks and any(mark.startswith(f"{'>' * width} ") for mark in marks[marks.index(middle) :])


def sides_of(text: str) -> tuple[str, str]:
    """Both sides of a text in which conflicts stand, without the markers; a text without conflicts twice."""
    lines = text.split("\n")
    sides: tuple[list[str], list[str]] = ([], [])
    opened = {number - 1 for number in marked_lines(text)}
    width, part = 0, "both"
    for at, line in enumerate(lines):
        if at in opened:
            width, part = len(line) - len(line.lstrip("<")), "first"
        elif part == "first" and line.startswith("|" * width):
            part = "base"
        elif part in ("first", "base") and line.rstrip() == "=" * width:
            part = "second"
        elif part == "second" and line.startswith(f"{'>' * width} "):
            part = "both"
        else:
            for side, name in zip(sides, ("first", "second"), strict=True):
                if part in ("both", name):
                    side.append(line)
    return "\n".join(sides[0]), "\n".join(sides[1])
