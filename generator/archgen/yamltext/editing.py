"""Edits of people's YAML as text, at parsed marks: all but the edited place stays byte for byte.

Every edit is read back: if the data is not the old data with just that change, the edit is refused, not written.
"""

from __future__ import annotations

from collections.abc import Mapping
from copy import deepcopy
from itertools import pairwise
from typing import Any

from archgen.problems import Problem, Stop, Where
from archgen.yamltext.dumping import block_lines, quoted, single, spell
from archgen.yamltext.nodes import Node, compose
from archgen.yamltext.reading import Path, parse

_STEP = "  "


def set_value(text: str, path: Path, value: Any, *, file: str) -> str:
    """`text` with `value` (plain data) at `path`; keys that are missing on the way are made.

    Raises `Stop` where the text cannot be read, the path leads through a value, or the place cannot be edited safely.
    """
    root = _root(text, file)
    wanted = _changed(parse(text, file=file, foreign=True).data, path, value, file)
    return _proved(_set(text, root, path, value), wanted, path, file)


def insert_item(text: str, path: Path, value: Any, *, file: str, before: int | None = None) -> str:
    """`text` with `value` as an item more in the list at `path`: in front of item `before`, or at the end.

    A list that is missing is made. Raises `Stop` as `set_value` does.
    """
    root = _root(text, file)
    data = parse(text, file=file, foreign=True).data
    node = _find(root, path)
    if node is None or (node.kind == "scalar" and not node.text):
        return set_value(text, path, [value], file=file)
    if node.kind != "list":
        raise _refused(path, file, "holds no list")
    place = len(node.parts) if before is None else before
    wanted = deepcopy(data)
    _at(wanted, path).insert(place, value)
    return _proved(_insert(text, node, value, place), wanted, path, file)


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


def _find(node: Node | None, path: Path) -> Node | None:
    for key in path:
        node = _child(node, key)
    return node


def _child(node: Node | None, key: str | int) -> Node | None:
    if node is not None and node.kind == "list" and isinstance(key, int) and 0 <= key < len(node.parts):
        return node.parts[key]
    if node is not None and node.kind == "map":
        return next((value for name, value in node.pairs if name.text == key), None)
    return None


def _set(text: str, root: Node | None, path: Path, value: Any) -> str:
    """Replace the deepest node of `path` that is there, or add to it what is missing."""
    node, depth = root, 0
    while depth < len(path) and (below := _child(node, path[depth])) is not None:
        node, depth = below, depth + 1
    for key in reversed(path[depth + 1 :]):
        value = {key: value}
    if depth == len(path) and node is not None:
        return _replace(text, root, node, path, value)
    key = path[depth]
    if node is None:
        return _append(text, _lines({key: value}, ""), _line_end(text))
    if node.kind == "map" and node.parts:
        return _add_entry(text, node, key, value)
    return _replace(text, root, node, path[:depth], {key: value})


def _replace(text: str, root: Node | None, node: Node, path: Path, value: Any) -> str:
    """Put `value` where `node` stands: on its line, or as lines below its key if it stood so or fills a gap."""
    inside = _in_flow(root, path)
    gap = node.kind == "scalar" and node.start == node.end
    nested = isinstance(value, (Mapping, list)) and bool(value) and not inside
    if node.style != "block" and not (gap and nested):
        space = " " if gap and text[node.start - 1 : node.start] != " " else ""
        return text[: node.start] + space + _inline(value, flow=inside) + text[node.end :]
    head, tail = text[: node.start].rstrip(" \r\n"), text[_end_of_content(text, node) :]
    if not nested or (isinstance(value, list) and single(value)):
        return f"{head} {_inline(value, flow=False)}{tail}"
    end, indent = _line_end(text), " " * _depth(text, root, path)
    lines = end.join(_lines(value, indent))
    return f"{head} {lines.lstrip()}{tail}" if isinstance(path[-1], int) else f"{head}{end}{lines}{tail}"


def _end_of_content(text: str, node: Node) -> int:
    """Behind the node, line end and comment left where they are."""
    return len(text[: node.last].rstrip(" \r\n"))


def _add_entry(text: str, node: Node, key: str | int, value: Any) -> str:
    """A key more in a map that holds some."""
    last = node.parts[-1]
    if node.style == "flow":
        entry = f", {spell(key)}: {_inline(value, flow=True)}"
        end = (
            last.end
            if last.end > last.start
            else node.parts[-2].end + len(text[node.parts[-2].end : last.end].rstrip())
        )
        return text[:end] + entry + text[end:]
    indent = " " * _column(text, node.parts[-2].start)
    return _add_lines(text, node, _lines({key: value}, indent))


def _insert(text: str, node: Node, value: Any, place: int) -> str:
    if node.style == "flow":
        return _insert_flow(text, node, value, place)
    dash = text.rindex(
        "-", 0, node.parts[0].start if node.parts[0].end > node.parts[0].start else node.parts[0].start + 1
    )
    lines = _lines([value], " " * _column(text, dash))
    if place >= len(node.parts):
        return _add_lines(text, node, lines)
    start = text.rindex("-", 0, node.parts[place].start + 1)
    start -= _column(text, start)
    return text[:start] + "".join(f"{line}{_line_end(text)}" for line in lines) + text[start:]


def _insert_flow(text: str, node: Node, value: Any, place: int) -> str:
    item = _inline(value, flow=True)
    if not node.parts:
        return text[: node.start + 1] + item + text[node.start + 1 :]
    if place >= len(node.parts):
        end = node.parts[-1].end
        return f"{text[:end]}, {item}{text[end:]}"
    start = node.parts[place].start
    return f"{text[:start]}{item}, {text[start:]}"


def _add_lines(text: str, node: Node, lines: list[str]) -> str:
    """Lines behind the last one of a block collection, in front of the comments that follow it."""
    end = _end_of_content(text, node)
    line_end = _line_end(text)
    behind = text.find("\n", max(end, node.last - 1) if text[node.last - 1 : node.last] == "\n" else end)
    if behind < 0:
        return text + line_end + line_end.join(lines)
    return text[: behind + 1] + "".join(f"{line}{line_end}" for line in lines) + text[behind + 1 :]


def _append(text: str, lines: list[str], line_end: str) -> str:
    gap = line_end if text and not text.endswith("\n") else ""
    return text + gap + "".join(f"{line}{line_end}" for line in lines)


def _lines(value: Any, indent: str) -> list[str]:
    return [f"{indent}{line}" for line in block_lines(value, plain=_plain)]


def _inline(value: Any, *, flow: bool) -> str:
    return _plain(value, flow) if isinstance(value, str) else spell(value, plain=_plain)


def _plain(text: str, flow: bool) -> str:
    """Text as a person would type it, quoted only where it would read as something else."""
    around = f"[{text}]" if flow else f"k: {text}"
    parsed = parse(around, file="")
    same = parsed.data == ([text] if flow else {"k": text}) and not parsed.problems
    return text if same and "\n" not in text else quoted(text)


def _depth(text: str, root: Node | None, path: Path) -> int:
    """The column at which lines below the key or the dash that `path` ends with begin."""
    parent = _find(root, path[:-1])
    if not path or parent is None:
        return 0
    if isinstance(path[-1], int):
        return _column(text, parent.start) + len(_STEP)
    key = next(name for name, _ in parent.pairs if name.text == path[-1])
    return _column(text, key.start) + len(_STEP)


def _in_flow(root: Node | None, path: Path) -> bool:
    return any((node := _find(root, path[:depth])) is not None and node.style == "flow" for depth in range(len(path)))


def _column(text: str, index: int) -> int:
    return (
        index - (text.rfind("\n", 0, index) + 1) - (1 if text.startswith("\ufeff") and "\n" not in text[:index] else 0)
    )


def _line_end(text: str) -> str:
    first = text.find("\n")
    return "\r\n" if first > 0 and text[first - 1] == "\r" else "\n"
