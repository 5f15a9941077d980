"""YAML text to nodes that know where they stand. The one home of PyYAML, of which only the event stream is used.

Nodes are made from events, one by one, so depth, number and expansion are bounded while they are read; and what only
one of PyYAML's two parsers accepts is refused, so that a file means the same wherever it is read.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, Literal

import yaml

from archgen.problems import Problem, Where

MOST_CHARACTERS = 1_000_000
MOST_VALUES = 100_000
DEEPEST = 40

FAST: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)  # the same events from both; C where it was built
_UNPRINTABLE = re.compile("[^\t\n\r\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufefe\uff00-\ufffd\U00010000-\U0010ffff]")
_BREAK = re.compile("\r\n|\r|\n")
_BARE_COLON = re.compile(r":[,\[\]{}]")  # inside brackets, which one parser reads and the other does not
_DIRECTIVE = re.compile(r"(?:[ ]*(?:#[^\r\n]*)?(?:\r\n|\r|\n))*%")


@dataclass(frozen=True, slots=True)
class Node:
    """A value in the text: its kind, its characters from `start` to `end`, and what it holds.

    A map holds key, value, key, value ... in `parts`; an alias holds what it stands for as its only part.
    """

    kind: Literal["scalar", "list", "map", "alias"]
    start: int
    end: int
    text: str = ""
    style: Literal["plain", "quoted", "block", "flow"] = "plain"
    parts: tuple[Node, ...] = ()
    size: int = 1
    depth: int = 1

    @property
    def pairs(self) -> Iterator[tuple[Node, Node]]:
        """The entries of a map."""
        return zip(self.parts[::2], self.parts[1::2], strict=True)

    @property
    def last(self) -> int:
        """The index after its last character; a block collection's own end lies behind comments that follow it."""
        return self.parts[-1].last if self.parts and self.kind != "alias" and self.style == "block" else self.end


@dataclass(frozen=True, slots=True)
class Composed:
    """The root node (None for a text without a value) and what is wrong with the text."""

    root: Node | None
    problems: tuple[Problem, ...]


class Lines:
    """The line of a character, counted from 1."""

    def __init__(self, text: str) -> None:
        self._starts = [0, *(found.end() for found in _BREAK.finditer(text))]

    def of(self, index: int) -> int:
        return bisect_right(self._starts, index)


def compose(text: str, *, file: str, foreign: bool = False, loader: Any = FAST) -> Composed:
    """Read one document; `foreign` (other tools' files) lets pass tags, directives and what one parser only reads."""
    found = _unfit(text, file) if foreign else _unfit(text, file) or _directive(text, file)
    if found:
        return Composed(None, (found,))
    mark = text.startswith("\ufeff")
    reading = _Reading(text, file=file, foreign=foreign)
    try:
        for event in yaml.parse(text[mark:], Loader=loader):
            reading.take(event, shift=int(mark))
    except yaml.MarkedYAMLError as error:
        reading.root = None
        reading.fail(*_said(error, text[mark:]), at=_index(error) + mark)
    except _GaveUpError:
        pass
    return Composed(reading.root, tuple(reading.problems))


class _GaveUpError(Exception):
    """Reading ends here: the problem is noted."""


@dataclass(slots=True)
class _Open:
    """A collection whose end has not been read yet."""

    kind: Literal["list", "map"]
    start: int
    style: Literal["block", "flow"]
    anchor: str | None
    parts: list[Node] = field(default_factory=list)


class _Reading:
    """Takes events one by one and builds the nodes."""

    def __init__(self, text: str, *, file: str, foreign: bool) -> None:
        self.root: Node | None = None
        self.problems: list[Problem] = []
        self._text, self._file, self._foreign = text, file, foreign
        self._lines = Lines(text)
        self._open: list[_Open] = []
        self._anchors: dict[str, Node] = {}
        self._count = self._documents = self._seen = 0

    def take(self, event: Any, *, shift: int) -> None:
        start, end = event.start_mark.index + shift, event.end_mark.index + shift
        self._check_gap(start)
        self._seen = end
        match event:
            case yaml.DocumentStartEvent():
                self._begin(start)
            case yaml.ScalarEvent():
                self._scalar(event, start, end)
            case yaml.AliasEvent():
                self._alias(event.anchor or "", start, end)
            case yaml.CollectionStartEvent():
                self._enter(event, start)
            case yaml.CollectionEndEvent():
                self._leave(end)

    def fail(self, code: str, what: str, hint: str, *, at: int) -> None:
        self.problems.append(Problem(code, Where(self._file, self._lines.of(at)), f"{what}.", hint))

    def _begin(self, start: int) -> None:
        self._documents += 1
        if self._documents == 2 and self._foreign:
            raise _GaveUpError
        if self._documents == 2:
            self._give_up(
                "yaml-documents", "a second document begins here", "Leave one document, without '---'.", start
            )

    def _scalar(self, event: Any, start: int, end: int) -> None:
        plain = not event.style  # None from one parser, empty from the other
        style: Literal["plain", "quoted", "block"] = "plain" if plain else "block" if event.style in "|>" else "quoted"
        self._check_tag(event, start)
        if plain and not self._foreign:
            self._check_plain(event.value, start, end)
        self._add(Node("scalar", start, end, event.value, style), event.anchor)

    def _check_plain(self, value: str, start: int, end: int) -> None:
        if "\t" in self._text[start:end]:
            self._tab(start + self._text[start:end].index("\t"))
        if any(opened.style == "flow" for opened in self._open):
            if "?" in value:
                self._give_up(*_QUESTION, start + self._text[start:end].index("?"))
            if _BARE_COLON.match(self._text, end):
                self._give_up(*_COLON, end)

    def _alias(self, name: str, start: int, end: int) -> None:
        target = self._anchors.get(name)
        if any(opened.anchor == name for opened in self._open):
            self._give_up("yaml-alias", f"'*{name}' stands inside what it repeats", "Write the value out.", start)
        if target is None:
            self._give_up(
                "yaml-alias", f"'*{name}' repeats '&{name}', which is not there", "Write the value out.", start
            )
        else:
            self._add(Node("alias", start, end, name, "plain", (target,), target.size, target.depth), None)

    def _enter(self, event: Any, start: int) -> None:
        self._check_tag(event, start)
        kind: Literal["list", "map"] = "map" if isinstance(event, yaml.MappingStartEvent) else "list"
        self._open.append(_Open(kind, start, "flow" if event.flow_style else "block", event.anchor))
        if len(self._open) > DEEPEST:
            self._too_deep(start)

    def _leave(self, end: int) -> None:
        done = self._open.pop()
        size = 1 + sum(part.size for part in done.parts)
        depth = 1 + max((part.depth for part in done.parts), default=0)
        if size > MOST_VALUES:
            self._too_many(done.start)
        if depth > DEEPEST:
            self._too_deep(done.start)
        self._add(Node(done.kind, done.start, end, "", done.style, tuple(done.parts), size, depth), done.anchor)

    def _add(self, node: Node, anchor: str | None) -> None:
        self._count += 1
        if self._count > MOST_VALUES:
            self._too_many(node.start)
        if anchor:
            self._anchors[anchor] = node
        if self._open:
            self._open[-1].parts.append(node)
        else:
            self.root = node

    def _check_gap(self, start: int) -> None:
        """Between two values only spaces may indent or part: of tabs, one parser reads some and the other none."""
        if self._foreign or "\t" not in self._text[self._seen : start]:
            return
        for gap in re.finditer(r"#[^\r\n]*|(\t)", self._text[self._seen : start]):
            if gap[1]:
                self._tab(self._seen + gap.start())

    def _check_tag(self, event: Any, start: int) -> None:
        if event.tag is not None and not self._foreign:
            self.fail(
                "yaml-tag", f"'{event.tag}' is a tag, and tags are not read", "Write the value without it.", at=start
            )

    def _tab(self, at: int) -> None:
        self._give_up(*_TAB, at)

    def _too_many(self, at: int) -> None:
        what = f"the file holds more than {MOST_VALUES:,} values once its aliases are followed"
        self._give_up("yaml-too-large", what, "Write less, or without '&' and '*'.", at)

    def _too_deep(self, at: int) -> None:
        self._give_up(*_TOO_DEEP, at)

    def _give_up(self, code: str, what: str, hint: str, at: int) -> None:
        self.fail(code, what, hint, at=at)
        self.root = None
        raise _GaveUpError


_TAB = ("yaml-tab", "a tab stands where YAML wants spaces", "Replace it by spaces.")
_TOO_DEEP = ("yaml-too-deep", f"values are nested more than {DEEPEST} levels deep", "Nest them less.")
_COLON = ("yaml-unreadable", "not YAML: a space is missing behind a colon", "Put one there.")
_QUESTION = (
    "yaml-question-mark",
    "a question mark inside { } or [ ] is read in two ways",
    "Put the text into quotes.",
)
_SAYINGS = (
    ("cannot start any token", "text that begins with '{char}' needs quotes"),
    (
        "mapping values are not allowed",
        "a second ': ' stands in what reads as one text; text with a colon needs quotes",
    ),
    ("sequence entries are not allowed", "a list begins behind its key; its '-' stands on a line of its own"),
    ("quoted scalar", "a quotation mark is opened here or above and not closed, or holds a wrong escape"),
    ("flow", "a comma, a closing bracket or a closing brace is missing"),
    ("simple key", "a line is neither 'key: value' nor part of the text above"),
    ("block", "the indentation does not fit the lines above"),
)


def _said(error: yaml.MarkedYAMLError, text: str) -> tuple[str, str, str]:
    """The parser's complaint in words that both parsers share."""
    complaint = f"{error.problem} {error.context}"
    at = _index(error)
    if "cannot start any token" in complaint and text[at : at + 1] == "\t":
        return _TAB
    if "nesting depth" in complaint:
        return _TOO_DEEP
    if _BARE_COLON.match(text, at):
        return _COLON
    if "flow" in complaint and text[at : at + 1] == "?":
        return _QUESTION
    said = next((says for key, says in _SAYINGS if key in complaint), "this cannot be read")
    return "yaml-unreadable", f"not YAML: {said.format(char=text[at : at + 1])}", "Mend the line or the one above it."


def _index(error: yaml.MarkedYAMLError) -> int:
    mark = error.problem_mark or error.context_mark
    return mark.index if mark else 0


def _unfit(text: str, file: str) -> Problem | None:
    """A text that is too long, or no text at all."""
    if len(text) > MOST_CHARACTERS:
        what = f"the file is longer than {MOST_CHARACTERS:,} characters."
        return Problem("yaml-too-large", Where(file), what, "Keep what is not an answer in another file.")
    found = _UNPRINTABLE.search(text, int(text.startswith("\ufeff")))
    if not found:
        return None
    what = f"the character U+{ord(found[0]):04X} is not allowed in YAML; this may be a binary file."
    return Problem("yaml-not-text", Where(file, Lines(text).of(found.start())), what, "Remove it, or give a text file.")


def _directive(text: str, file: str) -> Problem | None:
    found = _DIRECTIVE.match(text.removeprefix("\ufeff"))
    where = Where(file, Lines(text).of(found.end()) if found else 0)
    return Problem("yaml-directive", where, "a line with '%' is a directive.", "Remove it.") if found else None
