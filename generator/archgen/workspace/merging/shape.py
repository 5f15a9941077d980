"""Line ends, last newline and byte order mark: taken off before a merge, put back after it. Knows no structure."""

from __future__ import annotations

import hashlib

from msgspec import Struct

from archgen.workspace.merging.pieces import Lines

BOM = "\ufeff"


class Shape(Struct, frozen=True):
    """How a text is written down, beside what it says."""

    newline: str = "\n"
    ends_in_newline: bool = True
    bom: str = ""


def normal(text: str) -> str:
    """The text with plain line ends and without byte order mark; two texts that differ in nothing else say the same."""
    return text.removeprefix(BOM).replace("\r\n", "\n")


def digest(text: str) -> str:
    """The hash by which a text is known again, whatever its line ends."""
    return hashlib.sha256(normal(text).encode("utf-8", "surrogateescape")).hexdigest()


def shape_of(text: str) -> Shape:
    """The shape of a text; where line ends are mixed, the more frequent one."""
    windows = text.count("\r\n")
    newline = "\r\n" if windows > text.count("\n") - windows else "\n"
    return Shape(newline, text.endswith("\n") or not text, BOM if text.startswith(BOM) else "")


def lines_of(text: str) -> Lines:
    """The lines of a text, split on newline only: form feeds and U+2028 are text."""
    lines = normal(text).split("\n")
    return tuple(lines[:-1] if not lines[-1] else lines)


def text_of(lines: Lines, *, like: str, base: str, ours: str) -> str:
    """The text of merged lines in the shape of `like`, which is people's; a last newline is merged, too."""
    shape = shape_of(like)
    last = shape_of(ours if shape.ends_in_newline == shape_of(base).ends_in_newline else like).ends_in_newline
    ended = [line + shape.newline for line in lines]
    for here, there in _kept_as_they_are(lines, like):
        ended[here] = there
    ended[len(lines) - 1 :] = ended[len(lines) - 1 :] if last else lines[-1:]
    return shape.bom + "".join(ended)


def _kept_as_they_are(lines: Lines, like: str) -> list[tuple[int, str]]:
    """Lines of a text with mixed line ends that keep their own."""
    if "\r\n" not in like or like.count("\r\n") == like.count("\n"):
        return []
    from archgen.workspace.merging.diff3 import pairs  # deferred: mixed line ends are rare

    raw = like.removeprefix(BOM).split("\n")
    return [(here, f"{raw[there]}\n") for here, there in pairs(lines, lines_of(like))]
