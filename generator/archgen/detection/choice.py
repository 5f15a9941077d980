"""Which files of a listing are read at all: known formats, nearest to the root first, and never more than a bound."""

from __future__ import annotations

from collections.abc import Iterable

from msgspec import Struct

from archgen.detection.signs import Signs

MOST_READ = 600
NEAR_THE_ROOT = 3  # folders
MOST_BYTES = 400_000  # of one file
GENERATED = ("docs/backend/",)  # what archgen writes itself is no finding


class Choice(Struct, frozen=True):
    """Every path that counts, and of those the ones to read, with the format of each; `left` were too many to read."""

    paths: tuple[str, ...]
    formats: dict[str, str]
    left: int


def choose(listing: Iterable[str], signs: Signs, *, generated: tuple[str, ...] = GENERATED) -> Choice:
    """Leave out other people's code and archgen's own output, and pick what to read."""
    paths = tuple(path for path in sorted(listing) if not _is_passed_over(path.split("/")[:-1], signs))
    formats: dict[str, str] = {}
    for path in sorted(paths, key=_depth):
        meanings = () if path.startswith(generated) else signs.readable.meanings(path)
        if meanings:
            formats[path] = meanings[0]
    read = dict(list(formats.items())[:MOST_READ])
    return Choice(paths, read, len(formats) - len(read))


def _is_passed_over(folders: list[str], signs: Signs) -> bool:
    near = signs.words["aside"].intersection(folders[:NEAR_THE_ROOT])
    return bool(near or signs.words["passed_over"].intersection(folders))


def _depth(path: str) -> tuple[int, str]:
    return path.count("/"), path
