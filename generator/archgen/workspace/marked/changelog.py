"""A new entry in a CHANGELOG: on top of the earlier ones, below the title; people's entries are not touched."""

from __future__ import annotations

import re

from archgen.markdown import outside_fences
from archgen.workspace.merging import normal

_ENTRY = re.compile(r"## +\S")
_UNRELEASED = re.compile(r"## +\[?unreleased", re.IGNORECASE)


def put_entry(text: str | None, entry: str, *, title: str = "Changelog", says: str = "") -> str:
    """The text with `entry`, Markdown with a `## ` heading of its own, as the newest; a new file if there is none.

    A section of people's that is called 'Unreleased' stays on top.
    """
    if text is None or not text.strip():
        head = f"# {title}\n\n{says}\n\n" if says else f"# {title}\n\n"
        return f"{head}{entry.strip()}\n"
    newline = "\r\n" if "\r\n" in text else "\n"
    lines = text.splitlines(keepends=True) if newline == "\r\n" else _lines(text)
    at = _place(lines)
    before, after = "".join(lines[:at]), "".join(lines[at:])
    new = normal(entry).strip().replace("\n", newline)
    gap = "" if not before or before.endswith(newline * 2) else newline if before.endswith(newline) else newline * 2
    return f"{before}{gap}{new}{newline}{newline if after else ''}{after}"


def _lines(text: str) -> list[str]:
    return [line for line in re.split(r"(?<=\n)", text) if line]


def _place(lines: list[str]) -> int:
    """The line before which the newest entry belongs."""
    unreleased = False
    for at, (line, text) in enumerate(zip(lines, outside_fences(lines), strict=True)):
        if text and _ENTRY.match(line):
            if not _UNRELEASED.match(line) or unreleased:
                return at
            unreleased = True
    return len(lines)
