"""Which files of a listing are read at all: known formats, nearest to the root first, and never more than a bound."""

from __future__ import annotations

from collections.abc import Iterable

from msgspec import Struct

from archgen.detection.signs import Signs

MOST_READ = 600
NEAR_THE_ROOT = 3  # folders
MOST_BYTES = 400_000  # of one file
GENERATED = ("docs/backend/",)  # what archgen writes itself is no finding

_OF_A_SITE = ("404.html", "sitemap.xml")


class Choice(Struct, frozen=True):
    """Every path that counts, and of those the ones to read, with the format of each; `left` were too many to read."""

    paths: tuple[str, ...]
    formats: dict[str, str]
    left: int


def choose(listing: Iterable[str], signs: Signs, *, generated: tuple[str, ...] = GENERATED) -> Choice:
    """Leave out other people's code and archgen's own output, and pick what to read."""
    listed = sorted(listing)
    sites = _built_sites(listed)
    paths = tuple(
        path for path in listed if not path.startswith(sites) and not _is_passed_over(path.split("/")[:-1], signs)
    )
    formats: dict[str, str] = {}
    for path in sorted(paths, key=_depth):
        meanings = () if path.startswith(generated) else signs.readable.meanings(path)
        if meanings:
            formats[path] = meanings[0]
    read = dict(list(formats.items())[:MOST_READ])
    return Choice(paths, read, len(formats) - len(read))


def _built_sites(listed: list[str]) -> tuple[str, ...]:
    """Folders of built sites, told by what lies at the root of each: they repeat the files of pages."""
    roots = {path.removesuffix(page) for page in _OF_A_SITE for path in listed if path.endswith(f"/{page}")}
    return tuple(root for root in sorted(roots) if all(f"{root}{page}" in listed for page in _OF_A_SITE))


def _is_passed_over(folders: list[str], signs: Signs) -> bool:
    near = signs.words["aside"].intersection(folders[:NEAR_THE_ROOT])
    return bool(near or signs.words["passed_over"].intersection(folders))


def _depth(path: str) -> tuple[int, str]:
    return path.count("/"), path
