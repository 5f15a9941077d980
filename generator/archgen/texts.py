"""Text that a person wrote. It is data: it prints only through the filter of its place, never by itself."""

from __future__ import annotations

from msgspec import Struct


class Text(Struct, frozen=True, order=True):
    """A person's words, as typed; `raw` is what the filter of a place (prose, cell, Mermaid ...) turns into output."""

    raw: str

    def __bool__(self) -> bool:
        return bool(self.raw.strip())

    def __str__(self) -> str:
        raise TypeError("text from people prints through the filter of its place, not by str()")


def harmless(text: str) -> str:
    """Text for a terminal: what a terminal would obey becomes a question mark."""
    return "".join(char if char.isprintable() else "?" for char in text)
