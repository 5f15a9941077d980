"""JSON merged by key. What both sides changed stands as whole values in the conflict; the rest is merged."""

from __future__ import annotations

import json
import re
from typing import Any

from msgspec import Struct
from msgspec.structs import replace

from archgen.workspace.merging.diff3 import diff3
from archgen.workspace.merging.pieces import Conflict, Lines, Piece
from archgen.workspace.merging.tree import ordered

NAMES = ("id", "name", "alert", "uid", "key", "title")
_GONE: Any = object()


def merge_json(base: str, theirs: str, ours: str) -> tuple[Piece, ...] | None:
    """The merged lines; None where a text is no JSON and can only be merged as lines."""
    try:
        data = [json.loads(text) for text in (base, theirs, ours)]
    except ValueError:
        return None
    merged = _Three(*data).merged("")
    sides = [_written(side, like=theirs) for side in (merged.base, merged.theirs, merged.ours)]
    places = iter(merged.disputed)
    pieces = diff3(*sides)
    return tuple(replace(p, where=next(places, "")) if isinstance(p, Conflict) else p for p in pieces)


class _Sides(Struct, frozen=True):
    """A merged value, once for each side; the sides differ at the disputed places only."""

    base: Any
    theirs: Any
    ours: Any
    disputed: tuple[str, ...] = ()


class _Three(Struct, frozen=True):
    """One value as base, people and we have it."""

    base: Any
    theirs: Any
    ours: Any

    def merged(self, path: str) -> _Sides:
        """The value that all agree on, or a dispute at this path."""
        if _same(self.theirs, self.base) or _same(self.theirs, self.ours):
            return _Sides(self.ours, self.ours, self.ours)
        if _same(self.ours, self.base):
            return _Sides(self.theirs, self.theirs, self.theirs)
        if isinstance(self.theirs, dict) and isinstance(self.ours, dict):
            return self._by_key(path)
        lists = isinstance(self.theirs, list) and isinstance(self.ours, list)
        return (self._by_name(path) if lists else None) or _Sides(self.base, self.theirs, self.ours, (path or "/",))

    def _by_key(self, path: str) -> _Sides:
        base = self.base if isinstance(self.base, dict) else {}
        keys = ordered(list(base), list(self.theirs), list(self.ours))
        values = {key: [side.get(key, _GONE) for side in (base, self.theirs, self.ours)] for key in keys}
        parts = {key: _Three(*three).merged(f"{path}/{key}") for key, three in values.items()}
        base_side, their_side, our_side = (
            {key: getattr(part, side) for key, part in parts.items() if getattr(part, side) is not _GONE}
            for side in ("base", "theirs", "ours")
        )
        disputed = tuple(place for part in parts.values() for place in part.disputed)
        return _Sides(base_side, their_side, our_side, disputed)

    def _by_name(self, path: str) -> _Sides | None:
        """Lists whose items bear names merge like mappings."""
        named = [_named(side) for side in (self.base if isinstance(self.base, list) else [], self.theirs, self.ours)]
        if any(side is None for side in named):
            return None
        merged = _Three(*named).merged(path)
        base, theirs, ours = (list(side.values()) for side in (merged.base, merged.theirs, merged.ours))
        return _Sides(base, theirs, ours, merged.disputed)


def _same(left: Any, right: Any) -> bool:
    """Equal as JSON: true is not 1, 1 is not 1.0."""
    if left is _GONE or right is _GONE:
        return left is right
    return json.dumps(left) == json.dumps(right)


def _named(items: list[Any]) -> dict[str, Any] | None:
    """The items by name; None if one has none, or two the same."""
    found: dict[str, Any] = {}
    for item in items:
        name = next((item[key] for key in NAMES if key in item), None) if isinstance(item, dict) else None
        if not isinstance(name, str) or name in found:
            return None
        found[name] = item
    return found


def _written(data: Any, *, like: str) -> Lines:
    """JSON indented as in `like`."""
    found = re.search(r"\n([ \t]+)\S", like)
    indent = found[1] if found else None
    return tuple(json.dumps(data, indent=indent, ensure_ascii=False).split("\n"))
