"""What every diagram needs: ids that are no word of Mermaid's, and labels that change nothing around them."""

from __future__ import annotations

from typing import Any

from archgen.documents.places import mermaid
from archgen.documents.render import plain


def node(name: str) -> str:
    """An id that is no word of Mermaid's."""
    return "n_" + "".join(char if char.isalnum() and char.isascii() else "_" for char in name)


def word(name: str) -> str:
    """A name where Mermaid takes no quotes."""
    return "".join(char if char.isalnum() and char.isascii() else "_" for char in name) or "_"


def label(value: Any, *, width: int = 60) -> str:
    """A person's text, a filled sentence or a name inside a label."""
    return mermaid(plain(value), width=width)


def quoted(value: Any) -> str:
    """The label in the quotes that flowcharts take."""
    return f'"{label(value)}"'
