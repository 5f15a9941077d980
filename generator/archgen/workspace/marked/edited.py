"""An edit of people's YAML at the lines of a key, read back before it counts. Knows no key by its meaning."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from msgspec import Struct

from archgen.problems import Problem, Where
from archgen.yamltext import parse

Data = Mapping[str, Any]


class Edited(Struct, frozen=True):
    """The new text, the same as before where nothing is to do; `problems` say what people must add themselves."""

    text: str
    problems: tuple[Problem, ...] = ()


def data_of(text: str, file: str) -> dict[str, Any]:
    """What a text of people's holds; nothing if it is no mapping."""
    data = parse(text, file=file, foreign=True).data
    return data if isinstance(data, dict) else {}


def laid(lines: Iterable[str], margin: str, *, like: str) -> list[str]:
    """Lines as they stand in the text `like`: indented, with its line ends."""
    end = "\r" if "\r\n" in like else ""
    return [f"{margin}{line}{end}" for line in lines]


def margin(line: str) -> str:
    """The blanks at the beginning of a line."""
    return line[: len(line) - len(line.lstrip(" "))]


def proved(
    text: str, lines: Iterable[str], *, file: str, key: str, wanted: Iterable[str], right: Callable[[Data], bool]
) -> Edited:
    """The edited text, if it reads as it did but for one key, of which `right` says that it reads as it should."""
    edited = "\n".join(lines)
    before, after = data_of(text, file), data_of(edited, file)
    others = {name: value for name, value in before.items() if name != key}
    if key in after and others == {name: value for name, value in after.items() if name != key} and right(after):
        return Edited(edited)
    return by_hand(text, file=file, key=key, wanted=wanted)


def by_hand(text: str, *, file: str, key: str, wanted: Iterable[str]) -> Edited:
    """The text as it is, and the lines that people must add."""
    what = f"'{key}' is written in a way that archgen cannot add to without touching what is yours."
    hint = f"Add this below '{key}:' yourself: {'; '.join(line.strip() for line in wanted)}"
    return Edited(text, (Problem("workspace-by-hand", Where(file), what, hint),))
