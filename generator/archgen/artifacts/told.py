"""People's words in descriptions, which readers show as Markdown: on one line, and marking nothing up."""

from __future__ import annotations

import re

from archgen.blueprint import Filled
from archgen.quantities import Quantity, print_quantity
from archgen.texts import Text

_MARKS = re.compile(r"([\\`*_\[\]#|])")
_TAGS = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;"})
_UNSEEN = re.compile(r"[\u0000-\u001f\u007f-\u009f\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]+")


def told(words: Text | str) -> str:
    """A person's words where Markdown is read; our own as they are."""
    return _MARKS.sub(r"\\\1", line(words)).translate(_TAGS) if isinstance(words, Text) else words


def line(words: Text | str) -> str:
    """Words where plain text is read, on one line."""
    raw = words.raw if isinstance(words, Text) else words
    return " ".join(_UNSEEN.sub(" ", raw).split())


def sentence(filled: Filled | None) -> str:
    """A filled sentence of the knowledge base, for Markdown."""
    return "".join(print_quantity(part) if isinstance(part, Quantity) else told(part) for part in filled or ())


def listed(parts: list[str]) -> str:
    """Words as English lists them."""
    return " and ".join((", ".join(parts[:-1]), parts[-1])) if len(parts) > 1 else "".join(parts)
