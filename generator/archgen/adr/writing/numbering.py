"""A new record's file name, and a record's number in its title, in the manner of the log."""

from __future__ import annotations

import re

from archgen.adr.names import WIDTH, Name, name, slug, spelled
from archgen.adr.reading.document import read
from archgen.adr.reading.title import split_title
from archgen.adr.source import Edit, Source

_NUMBERED = ("universal", "list+section", "nygard")  # dialects whose titles say the number


def new_name(title: str, number: int | None, *, date: str, model: str = "") -> str:
    """The file name in the manner of `model`: its prefix, width, gap, ending, or a date for a number."""
    old = name(model) if model else Name("", "", "0" * WIDTH, "-", "", ".md")
    gap = old.gap or "-"
    if old.dated:
        digits = date if "-" in old.digits else date.replace("-", "")
        return spelled(Name(old.folder, "", digits, gap, slug(title), old.ending, dated=True))
    if not old.digits:
        return spelled(Name(old.folder, "", "", "", slug(title), old.ending))
    digits = str(number or 0).zfill(len(old.digits) if old.digits.startswith("0") else 1)
    return spelled(Name(old.folder, old.prefix, digits, gap, slug(title), old.ending))


def draft_name(title: str, folder: str, ending: str = ".md") -> str:
    """The file name of a record that waits for its number."""
    return f"{folder}/{slug(title)}{ending}"


def with_number(text: Source, old_file: str, new_file: str) -> Source:
    """The record with the number of its new file name in its title, where titles of its dialect say one."""
    document = read(old_file, text.lines)
    title, new = document.parts.title, name(new_file).number
    if title is None or new is None:
        return text
    prefix, bare = split_title(title.text, document.record.number)
    if not prefix and document.record.number is None and document.record.dialect in _NUMBERED:
        prefix = f"{new}. "
    digits = re.search(r"\d+", prefix)
    if digits is None:
        return text
    width = len(digits[0]) if digits[0].startswith("0") else 1
    line = text.lines[title.line].replace(title.text, re.sub(r"\d+", str(new).zfill(width), prefix, count=1) + bare)
    rules = tuple(text.lines[at][:1] * max(len(line), 4) for at in range(title.line + 1, title.after))
    return text.edited(Edit(title.line, title.after, (line, *rules)))
