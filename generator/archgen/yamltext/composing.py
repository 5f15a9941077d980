"""YAML text to nodes, from PyYAML's event stream: depth, number and expansion are bounded while it is read.

What only one of PyYAML's two parsers accepts is refused, so that a file means the same wherever it is read.
"""

from __future__ import annotations

import re
from typing import Any, Literal

import yaml
from msgspec import Struct, field

from archgen.problems import Problem, Where
from archgen.yamltext.complaints import (
    BARE_COLON,
    COLON,
    DEEPEST,
    QUESTION,
    TAB,
    TOO_DEEP,
    complaint,
    directive,
    index,
    unfit,
)
from archgen.yamltext.nodes import Lines, Node, Style

MOST_VALUES = 100_000

FAST: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)  # the same events from both; C where it was built


class Composed(Struct, frozen=True):
    """The root node (None for a text without a value) and what is wrong with the text."""

    root: Node | None
    problems: tuple[Problem, ...]


def compose(text: str, *, file: str, foreign: bool = False, loader: Any = FAST) -> Composed:
    """Read one document; `foreign` (other tools' files) lets pass tags, directives and what one parser only reads."""
    found = unfit(text, file) if foreign else unfit(text, file) or directive(text, file)
    if found:
        return Composed(None, (found,))
    mark = text.startswith("\ufeff")
    reading = _Reading(text, file=file, foreign=foreign)
    try:
        for event in yaml.parse(text[mark:], Loader=loader):
            reading.take(event, shift=int(mark))
    except yaml.MarkedYAMLError as error:
        reading.root = None
        reading.fail(*complaint(error, text[mark:]), at=index(error) + mark)
    except _GaveUpError:
        pass
    return Composed(reading.root, tuple(reading.problems))


class _GaveUpError(Exception):
    """Reading ends here: the problem is noted."""


class _Open(Struct):
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
        style: Style = "plain" if plain else "block" if event.style in "|>" else "quoted"
        self._check_tag(event, start)
        if plain and not self._foreign:
            self._check_plain(event.value, start, end)
        self._add(Node("scalar", start, end, event.value, style), event.anchor)

    def _check_plain(self, value: str, start: int, end: int) -> None:
        if "\t" in self._text[start:end]:
            self._tab(start + self._text[start:end].index("\t"))
        if any(opened.style == "flow" for opened in self._open):
            if "?" in value:
                self._give_up(*QUESTION, start + self._text[start:end].index("?"))
            if BARE_COLON.match(self._text, end):
                self._give_up(*COLON, end)

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
        self._give_up(*TAB, at)

    def _too_many(self, at: int) -> None:
        what = f"the file holds more than {MOST_VALUES:,} values once its aliases are followed"
        self._give_up("yaml-too-large", what, "Write less, or without '&' and '*'.", at)

    def _too_deep(self, at: int) -> None:
        self._give_up(*TOO_DEEP, at)

    def _give_up(self, code: str, what: str, hint: str, at: int) -> None:
        self.fail(code, what, hint, at=at)
        self.root = None
        raise _GaveUpError
