"""A package as a manifest names it."""

from __future__ import annotations

import re

from msgspec import Struct

_WORD = re.compile(r"[@\w][\w./@:-]*")


class Package(Struct, frozen=True):
    """A name in a registry, the version asked for (as written) and the line."""

    registry: str
    name: str
    version: str = ""
    line: int = 0


def lines_of_words(text: str, *, after: str = "") -> dict[str, int]:
    """The line on which each word stands first, from the first `after` on: not every parser tells lines."""
    start = max(text.find(after), 0) if after else 0
    first = text.count("\n", 0, start) + 1
    found: dict[str, int] = {}
    for number, line in enumerate(text[start:].split("\n"), first):
        for word in _WORD.findall(line):
            found.setdefault(word.casefold(), number)
    return found
