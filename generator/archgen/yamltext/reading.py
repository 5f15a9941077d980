"""YAML text to plain data and the line of each value. Knows no schema; `99.95` stays the text that it is."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any, Literal

from msgspec import Struct, field

from archgen.problems import Problem, Stop, Where
from archgen.yamltext.composing import FAST, compose
from archgen.yamltext.nodes import Lines, Node

Path = tuple[str | int, ...]

_WHOLE = re.compile(r"-?(?:0|[1-9]\d{0,17})")
_WORDS = {"": None, "~": None, **dict.fromkeys(("null", "Null", "NULL"), None)}
_WORDS |= {**dict.fromkeys(("true", "True", "TRUE"), True), **dict.fromkeys(("false", "False", "FALSE"), False)}


class Parsed(Struct, frozen=True):
    """What a text holds: dicts, lists, None, True, False, whole numbers, and all else as text (`99.95` is '99.95')."""

    file: str
    data: Any
    lines: Mapping[Path, int] = field(default_factory=dict)
    problems: tuple[Problem, ...] = ()

    def line(self, path: Path) -> int:
        """The line of the value at `path`, or of the nearest value around it; 0 where there is none."""
        while path and path not in self.lines:
            path = path[:-1]
        return self.lines.get(path, 0)

    def where(self, path: Path) -> Where:
        return Where(self.file, self.line(path))


def parse(
    text: str, *, file: str, top: Literal["mapping", "any"] = "any", foreign: bool = False, loader: Any = FAST
) -> Parsed:
    """Read one YAML document. What is wrong comes back as `problems`, never as an exception.

    With `top="mapping"` the data is a dict in any case. `foreign` is for files of other tools: tags are ignored, and of
    several documents the first is read.
    """
    composed = compose(text, file=file, foreign=foreign, loader=loader)
    lines = _LinesOf(text, file)
    data = lines.value(composed.root, ()) if composed.root else None
    problems = [*composed.problems, *lines.problems]
    if top == "mapping" and not isinstance(data, dict):
        if composed.root and data is not None:
            what = f"the file holds a {_name(data)} where 'key: value' lines are expected."
            problems.append(Problem("yaml-not-a-mapping", Where(file, lines.at[()]), what, "Begin with a key."))
        data = {}
    return Parsed(file, data, lines.at, tuple(sorted(set(problems), key=lambda problem: problem.where.line)))


def decode(raw: bytes, *, file: str) -> str:
    """The text of a file as it is, line ends included; stops where the bytes are no UTF-8."""
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        what = f"the file is not UTF-8 text (byte {error.start + 1:,}); this may be a binary file."
        raise Stop([Problem("yaml-not-text", Where(file, line), what, "Save it as UTF-8.")]) from None


def resolve(node: Node) -> Any:
    """What a scalar stands for."""
    if node.style != "plain":
        return node.text
    if _WHOLE.fullmatch(node.text) and node.text != "-0":
        return int(node.text)
    return _WORDS.get(node.text, node.text)


class _LinesOf:
    """Makes the data of nodes and notes their lines on the way."""

    def __init__(self, text: str, file: str) -> None:
        self.at: dict[Path, int] = {}
        self.problems: list[Problem] = []
        self._file = file
        self._lines = Lines(text)

    def value(self, node: Node, path: Path) -> Any:
        self.at.setdefault(path, self._lines.of(node.start))
        match node.kind:
            case "alias":
                return self.value(node.parts[0], path)
            case "list":
                return [self.value(part, (*path, place)) for place, part in enumerate(node.parts)]
            case "map":
                return self._mapping(node, path)
        return resolve(node)

    def _mapping(self, node: Node, path: Path) -> dict[str, Any]:
        found: dict[str, Any] = {}
        merged: dict[str, Any] = {}
        for key, value in node.pairs:
            if key.kind != "scalar":
                self._fail(
                    "yaml-key", key, "a key must be a word, not a list or a mapping.", "Quote it, if it is text."
                )
            elif key.text == "<<" and key.style == "plain":
                merged = self._merged(value, path) | merged
            elif key.text in found:
                first = self.at[(*path, key.text)]
                what = f"'{key.text}' stands here a second time; it is given on line {first} already."
                self._fail("yaml-duplicate-key", key, what, "Keep one of the two.")
            else:
                self.at[(*path, key.text)] = self._lines.of(key.start)
                found[key.text] = self.value(value, (*path, key.text))
        return {**found, **{key: value for key, value in merged.items() if key not in found}} if merged else found

    def _merged(self, node: Node, path: Path) -> dict[str, Any]:
        """What '<<' brings in: of several mappings the first wins."""
        target = node.parts[0] if node.kind == "alias" else node
        if target.kind == "list":
            merged: dict[str, Any] = {}
            for part in reversed(target.parts):
                merged |= self._merged(part, path)
            return merged
        if target.kind == "map":
            return self._mapping(target, path)
        self._fail("yaml-key", node, "'<<' takes in a mapping, and this is none.", "Name a mapping, or leave it out.")
        return {}

    def _fail(self, code: str, node: Node, what: str, hint: str) -> None:
        self.problems.append(Problem(code, Where(self._file, self._lines.of(node.start)), what, hint))


def _name(data: Any) -> str:
    return "list" if isinstance(data, list) else "single value"
