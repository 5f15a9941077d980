"""Edits of people's YAML as text, at parsed marks: all but the edited place stays byte for byte.

Every edit is read back: if the data is not the old data with just that change, the edit is refused, not written.
"""

from __future__ import annotations

from copy import deepcopy
from itertools import pairwise
from typing import Any

from archgen.problems import Problem, Stop, Where
from archgen.yamltext.composing import compose
from archgen.yamltext.nodes import Node
from archgen.yamltext.places import find, insert, put
from archgen.yamltext.reading import Path, parse


def set_value(text: str, path: Path, value: Any, *, file: str) -> str:
    """`text` with `value` (plain data) at `path`; keys that are missing on the way are made.

    Raises `Stop` where the text cannot be read, the path leads through a value, or the place cannot be edited safely.
    """
    root = _root(text, file)
    wanted = _changed(parse(text, file=file, foreign=True).data, path, value, file)
    return _proved(put(text, root, path, value), wanted, path, file)


def insert_item(text: str, path: Path, value: Any, *, file: str, before: int | None = None) -> str:
    """`text` with `value` as an item more in the list at `path`: in front of item `before`, or at the end.

    A list that is missing is made. Raises `Stop` as `set_value` does.
    """
    root = _root(text, file)
    data = parse(text, file=file, foreign=True).data
    node = find(root, path)
    if node is None or (node.kind == "scalar" and not node.text):
        return set_value(text, path, [value], file=file)
    if node.kind != "list":
        raise _refused(path, file, "holds no list")
    place = len(node.parts) if before is None else before
    wanted = deepcopy(data)
    _at(wanted, path).insert(place, value)
    return _proved(insert(text, node, value, place), wanted, path, file)


def _root(text: str, file: str) -> Node | None:
    composed = compose(text, file=file, foreign=True)
    if composed.problems:
        raise Stop(composed.problems)
    return composed.root


def _changed(data: Any, path: Path, value: Any, file: str) -> Any:
    """The data as it must read after the edit."""
    wanted = deepcopy({} if data is None else data)
    place = wanted
    for key, following in pairwise(path):
        if isinstance(key, str) and isinstance(place, dict) and place.get(key) is None:
            place[key] = {} if isinstance(following, str) else []
        if not _holds(place, key):
            raise _refused(path, file, f"has no place for '{key}'")
        place = place[key]
    if not (isinstance(place, dict) and isinstance(path[-1], str)) and not _holds(place, path[-1]):
        raise _refused(path, file, f"has no place for '{path[-1]}'")
    place[path[-1]] = value
    return wanted


def _holds(place: Any, key: str | int) -> bool:
    if isinstance(place, list):
        return isinstance(key, int) and 0 <= key < len(place)
    return isinstance(place, dict) and key in place


def _at(data: Any, path: Path) -> Any:
    for key in path:
        data = data[key]
    return data


def _proved(edited: str, wanted: Any, path: Path, file: str) -> str:
    parsed = parse(edited, file=file, foreign=True)
    if parsed.problems or parsed.data != wanted:
        raise _refused(path, file, "cannot be edited as text without touching something else")
    return edited


def _refused(path: Path, file: str, why: str) -> Stop:
    what = f"'{'.'.join(map(str, path))}' {why}."
    return Stop([Problem("yaml-edit-refused", Where(file), what, "Change it in an editor.")])
