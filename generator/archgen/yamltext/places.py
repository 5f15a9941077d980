"""Where in a text a value stands or would stand, and the text with another one there. Proves nothing: see `editing`."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from archgen.yamltext.dumping import block_lines, quoted, single, spell
from archgen.yamltext.nodes import Node
from archgen.yamltext.reading import Path, parse

_STEP = "  "
_MARK = "\ufeff"


def find(node: Node | None, path: Path) -> Node | None:
    """The node at `path`, or None."""
    for key in path:
        node = _child(node, key)
    return node


def put(text: str, root: Node | None, path: Path, value: Any) -> str:
    """The text with `value` at `path`: the deepest node that is there is replaced, or gets what is missing."""
    node, depth = root, 0
    while depth < len(path) and (below := _child(node, path[depth])) is not None:
        node, depth = below, depth + 1
    for key in reversed(path[depth + 1 :]):
        value = {key: value}
    if node is not None and depth == len(path):
        return _replace(text, root, node, path, value)
    missing = {path[depth]: value}
    if node is None:
        gap = _line_end(text) if text and not text.endswith("\n") else ""
        return text + gap + _joined(text, _lines(missing, 0))
    if node.kind == "map" and node.parts:
        return _add_entry(text, node, missing)
    return _replace(text, root, node, path[:depth], missing)


def insert(text: str, node: Node, value: Any, place: int) -> str:
    """The text with `value` as item number `place` of the list `node`."""
    if node.style == "flow":
        return _insert_flow(text, node, _inline(value, flow=True), place)
    lines = _lines([value], _column(text, node.start))
    if place >= len(node.parts):
        return _add_lines(text, node, lines)
    start = text.rfind("\n", 0, node.parts[place].start) + 1
    return text[:start] + _joined(text, lines) + text[start:]


def _child(node: Node | None, key: str | int) -> Node | None:
    if node is not None and node.kind == "list" and isinstance(key, int) and 0 <= key < len(node.parts):
        return node.parts[key]
    if node is not None and node.kind == "map":
        return next((value for name, value in node.pairs if name.text == key), None)
    return None


def _replace(text: str, root: Node | None, node: Node, path: Path, value: Any) -> str:
    """Put `value` where `node` stands: on its line, or as lines below its key if it stood so or fills a gap."""
    inside = _in_flow(root, path)
    gap = node.kind == "scalar" and node.start == node.end
    nested = isinstance(value, (Mapping, list)) and bool(value) and not inside
    if node.style != "block" and not (gap and nested):
        space = " " if gap and text[node.start - 1 : node.start] != " " else ""
        return text[: node.start] + space + _inline(value, flow=inside) + text[node.end :]
    head, tail = text[: node.start].rstrip(" \r\n"), text[_content_end(text, node.last) :]
    if not nested or (isinstance(value, list) and single(value)):
        return f"{head} {_inline(value, flow=False)}{tail}"
    if gap:  # a comment behind the key stays there
        comment = tail.partition("\n")[0].rstrip("\r")
        head, tail = head + comment, tail.removeprefix(comment)
    end = _line_end(text)
    lines = end.join(_lines(value, _depth(text, root, path)))
    return f"{head} {lines.lstrip()}{tail}" if isinstance(path[-1], int) else f"{head}{end}{lines}{tail}"


def _add_entry(text: str, node: Node, entry: Mapping[Any, Any]) -> str:
    """An entry more in a map that holds some."""
    if node.style == "block":
        return _add_lines(text, node, _lines(entry, _column(text, node.parts[0].start)))
    end = _content_end(text, node.parts[-1].end)
    return f"{text[:end]}, {_inline(entry, flow=True)[1:-1]}{text[end:]}"


def _insert_flow(text: str, node: Node, item: str, place: int) -> str:
    if not node.parts:
        return text[: node.start + 1] + item + text[node.start + 1 :]
    if place >= len(node.parts):
        end = node.parts[-1].end
        return f"{text[:end]}, {item}{text[end:]}"
    start = node.parts[place].start
    return f"{text[:start]}{item}, {text[start:]}"


def _add_lines(text: str, node: Node, lines: Iterable[str]) -> str:
    """Lines behind the last one of a block collection, in front of the comments that follow it."""
    behind = text.find("\n", node.last - 1 if text[node.last - 1] == "\n" else _content_end(text, node.last))
    if behind < 0:
        return text + _line_end(text) + _joined(text, lines).removesuffix(_line_end(text))
    return text[: behind + 1] + _joined(text, lines) + text[behind + 1 :]


def _content_end(text: str, end: int) -> int:
    """Behind what stands before `end`, blanks and line ends left where they are."""
    return len(text[:end].rstrip(" \r\n"))


def _lines(value: Any, column: int) -> list[str]:
    return [" " * column + line for line in block_lines(value, plain=_plain)]


def _joined(text: str, lines: Iterable[str]) -> str:
    return "".join(f"{line}{_line_end(text)}" for line in lines)


def _inline(value: Any, *, flow: bool) -> str:
    return _plain(value, flow) if isinstance(value, str) else spell(value, plain=_plain)


def _plain(text: str, flow: bool) -> str:
    """Text as a person would type it, quoted only where it would read as something else."""
    parsed = parse(f"[{text}]" if flow else f"k: {text}", file="")
    same = parsed.data == ([text] if flow else {"k": text}) and not parsed.problems
    return text if same and "\n" not in text else quoted(text)


def _depth(text: str, root: Node | None, path: Path) -> int:
    """The column at which lines below the key or the dash that `path` ends with begin."""
    parent = find(root, path[:-1])
    if not path or parent is None:
        return 0
    keys = (name for name, _ in parent.pairs if name.text == path[-1]) if parent.kind == "map" else iter((parent,))
    return _column(text, next(keys).start) + len(_STEP)


def _in_flow(root: Node | None, path: Path) -> bool:
    around = (find(root, path[:depth]) for depth in range(len(path)))
    return any(node is not None and node.style == "flow" for node in around)


def _column(text: str, index: int) -> int:
    start = text.rfind("\n", 0, index) + 1
    return index - start - (start == 0 and text.startswith(_MARK))


def _line_end(text: str) -> str:
    first = text.find("\n")
    return "\r\n" if first > 0 and text[first - 1] == "\r" else "\n"
