"""Globs over paths with `/`: `*` and `?` stay within a folder, `**/` crosses any number of them, `[0-9]` is a class."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

_PART = re.compile(r"(\*\*/|\*\*|\*|\?|\[[0-9a-zA-Z-]+\])")
_SPELLED = {"**/": "(?:.*/)?", "**": ".*", "*": "[^/]*", "?": "[^/]"}


@lru_cache(maxsize=2048)
def pattern(glob: str) -> re.Pattern[str]:
    """The expression that a whole path matches."""
    parts = (_SPELLED.get(part) or (part if _PART.fullmatch(part) else re.escape(part)) for part in _PART.split(glob))
    return re.compile("".join(parts), re.DOTALL)


class Globs:
    """Many globs, each with what it stands for, asked about many paths: a path is tried only where its name may fit."""

    def __init__(self, globs: Iterable[tuple[str, str]]) -> None:
        self._by_name: dict[str, list[tuple[re.Pattern[str], str]]] = {}
        self._by_shape: dict[re.Pattern[str], list[tuple[re.Pattern[str], str]]] = {}
        for glob, meaning in globs:
            name = glob.rpartition("/")[2]
            plain = not _PART.search(name)
            shelf = self._by_name.setdefault(name, []) if plain else self._by_shape.setdefault(pattern(name), [])
            shelf.append((pattern(glob), meaning))

    def meanings(self, path: str) -> tuple[str, ...]:
        """What the globs that match `path` stand for, sorted."""
        name = path.rpartition("/")[2]
        tried = list(self._by_name.get(name, ()))
        for shape, globs in self._by_shape.items():
            if shape.fullmatch(name):
                tried += globs
        return tuple(sorted({meaning for whole, meaning in tried if whole.fullmatch(path)}))
