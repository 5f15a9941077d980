"""Sentences of the knowledge base: text with slots, `{engineers}` or `{units[api]}`. Knows no fact and no page."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache
from typing import TypeVar

from msgspec import Struct

T = TypeVar("T")

_SLOT = re.compile(r"\{([a-z][a-z0-9_]*(?:\.[a-z][a-z0-9_]*)?)(?:\[([a-z0-9][a-z0-9_.-]*)\])?\}")


class Slot(Struct, frozen=True):
    """A place in a sentence that the value of a fact fills; `subject` picks one member of a family."""

    name: str
    subject: str = ""

    def __str__(self) -> str:
        return f"{self.name}[{self.subject}]" if self.subject else self.name


class Sentence(Struct, frozen=True):
    """A parsed sentence: literal text and slots in their order."""

    parts: tuple[str | Slot, ...]

    @property
    def openings(self) -> frozenset[int]:
        """Where a slot begins a sentence; half a sentence, such as a cell, has no beginning."""
        if not isinstance(self.parts[-1], str) or not self.parts[-1].endswith("."):
            return frozenset()
        before = (". ", *self.parts)
        return frozenset(
            place
            for place, part in enumerate(self.parts)
            if isinstance(part, Slot) and part.name != "technology" and str(before[place]).endswith(". ")
        )

    def fill(self, value_of: Callable[[Slot], T | None]) -> tuple[str | T, ...] | None:
        """The parts with each slot replaced by its value; None where one has none: a sentence is whole or left out."""
        filled: list[str | T] = []
        for part in self.parts:
            value = value_of(part) if isinstance(part, Slot) else part
            if value is None:
                return None
            filled.append(value)
        return tuple(filled)


@cache
def parse(text: str) -> Sentence:
    """Split `text` at its slots; a brace that opens no slot stays text (see `stray_braces`)."""
    parts: list[str | Slot] = []
    end = 0
    for match in _SLOT.finditer(text):
        if match.start() > end:
            parts.append(text[end : match.start()])
        parts.append(Slot(match[1], match[2] or ""))
        end = match.end()
    if end < len(text):
        parts.append(text[end:])
    return Sentence(tuple(parts))


def slots_of(text: str) -> tuple[str, ...]:
    """The slots of a sentence as written: `('users', 'units[api]')`."""
    return tuple(str(part) for part in parse(text).parts if isinstance(part, Slot))


def stray_braces(text: str) -> bool:
    """Whether a brace is left that belongs to no slot: a misspelt slot, not text."""
    return any("{" in part or "}" in part for part in parse(text).parts if isinstance(part, str))
