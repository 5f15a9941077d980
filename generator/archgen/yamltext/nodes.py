"""Nodes of a YAML text: values that know where they stand."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from typing import Literal

from msgspec import Struct

Style = Literal["plain", "quoted", "block", "flow"]

_BREAK = re.compile("\r\n|\r|\n")


class Node(Struct, frozen=True):
    """A value in the text: its kind, its characters from `start` to `end`, and what it holds.

    A map holds key, value, key, value ... in `parts`; an alias holds what it stands for as its only part.
    """

    kind: Literal["scalar", "list", "map", "alias"]
    start: int
    end: int
    text: str = ""
    style: Style = "plain"
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


class Lines:
    """The line of a character, counted from 1."""

    def __init__(self, text: str) -> None:
        self._starts = [0, *(found.end() for found in _BREAK.finditer(text))]

    def of(self, index: int) -> int:
        return bisect_right(self._starts, index)
