"""Front matter: the small YAML that records use, read entry by entry, each with its lines. What is more stays raw."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

_KEY = re.compile(
    r"""(?P<quote>["']?)(?P<key>[^\s#"'\[\]{},&*!|>%@`-][^"'#:]*?)(?P=quote)[ \t]*:(?:[ \t]+(?P<value>.*))?$"""
)
_ITEM = re.compile(r"[ \t]*-[ \t]+(.*)$")
_PLAIN = re.compile(r"[^\s\-?:,\[\]{}#&*!|>'\"%@`]|[-?:](?=\S)")
_LONGEST = 400


class Entry(NamedTuple):
    """One top-level entry: `value` is its text if it is a scalar or a list of scalars, None if it is more than that."""

    key: str
    value: str | None
    start: int
    end: int
    items: tuple[str, ...] = ()


def closing(lines: Sequence[str]) -> int:
    """The line that closes front matter; 0 if the text does not open with any."""
    if not lines or lines[0].rstrip() != "---":
        return 0
    for at in range(1, min(len(lines), _LONGEST)):
        if lines[at].rstrip() in ("---", "..."):
            return at
    return 0


def entries(lines: Sequence[str], start: int, end: int) -> tuple[Entry, ...]:
    """The entries between two lines; comments and what is no entry belong to nothing."""
    found: list[Entry] = []
    at = start
    while at < end:
        match = _KEY.match(lines[at])
        if match is None:
            at += 1
            continue
        last = _last(lines, at, end)
        found.append(_entry(match["key"].strip(), (match["value"] or "").strip(), lines, at, last))
        at = last
    return tuple(found)


def scalar(written: str) -> str | None:
    """The text of a scalar in one line; None if it is a map, an alias, a block or unfinished."""
    text = written.strip()
    if text[:1] == '"':
        return _double(text)
    if text[:1] == "'":
        match = re.fullmatch(r"'((?:[^']|'')*)'\s*(?:#.*)?", text)
        return match[1].replace("''", "'") if match else None
    text = re.split(r"(?:^|\s)#", text, maxsplit=1)[0].strip()
    return text if not text or _is_plain(text) else None


def written(value: str) -> str:
    """A scalar that YAML reads back as `value`: plain where that is safe, else in double quotes."""
    if value and _is_plain(value) and value == value.strip() and " #" not in value and value.isprintable():
        return value
    escaped = value.replace("\\", "\\\\").replace('"', '\\"')
    escaped = "".join(char if char.isprintable() else _escaped(char) for char in escaped)
    return f'"{escaped}"'


def _last(lines: Sequence[str], at: int, end: int) -> int:
    """The line after the entry that begins at `at`; what is indented, or a list at the margin, is part of it."""
    last = at + 1
    for below in range(at + 1, end):
        line = lines[below]
        if not line.strip():
            continue
        if not (line[0] in " \t" or line.startswith(("- ", "]", "}")) or line.rstrip() == "-"):
            break
        last = below + 1
    return last


def _entry(key: str, value: str, lines: Sequence[str], start: int, end: int) -> Entry:
    below = [line for line in lines[start + 1 : end] if line.strip() and not line.lstrip().startswith("#")]
    if not below:
        items = _flow(value)
        text = ", ".join(items) if items is not None else scalar(value)
        return Entry(key, text, start, end, items if items is not None else (text,) if text else ())
    matches = [_ITEM.match(line) for line in below]
    items_below = [scalar(match[1]) if match else None for match in matches]
    if value or any(item is None or ": " in item for item in items_below):
        return Entry(key, None, start, end)
    items = tuple(item for item in items_below if item)
    return Entry(key, ", ".join(items), start, end, items)


def _flow(value: str) -> tuple[str, ...] | None:
    """The items of a flow list of scalars in one line; None if it is none. A Markdown link is no list."""
    match = re.fullmatch(r"\[(.*)\]\s*(?:#.*)?", value)
    if match is None or "](" in value:
        return None
    parts = re.findall(r"""\s*("(?:[^"\\]|\\.)*"|'(?:[^']|'')*'|[^,]*?)\s*(?:,|$)""", match[1])
    items = [scalar(part) for part in parts if part]
    return None if any(item is None for item in items) else tuple(item for item in items if item)


def _double(text: str) -> str | None:
    match = re.fullmatch(r'"((?:[^"\\]|\\.)*)"\s*(?:#.*)?', text)
    if match is None:
        return None
    simple = {"n": "\n", "t": "\t", "r": "\r", "0": "\0"}
    return re.sub(
        r"\\(?:u([0-9a-fA-F]{4})|U([0-9a-fA-F]{8})|x([0-9a-fA-F]{2})|(.))", lambda m: _char(m, simple), match[1]
    )


def _char(match: re.Match[str], simple: dict[str, str]) -> str:
    code = match[1] or match[2] or match[3]
    if code:
        return chr(int(code, 16)) if int(code, 16) < 0x110000 else "\ufffd"
    return simple.get(match[4], match[4])


def _escaped(char: str) -> str:
    return {"\n": "\\n", "\t": "\\t", "\r": "\\r"}.get(char) or (
        f"\\u{ord(char):04x}" if ord(char) < 0x10000 else f"\\U{ord(char):08x}"
    )


def _is_plain(text: str) -> bool:
    """May the text stand in YAML without quotes and be read as it is?"""
    return bool(_PLAIN.match(text)) and ": " not in text and not text.endswith(":") and "\n" not in text
