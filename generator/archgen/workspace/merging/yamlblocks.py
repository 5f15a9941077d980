"""YAML as blocks: a block for each key and item of block style, by indentation. No parser: comments, tags and odd
values are lines that stay with their key, and whatever is not understood stays together as one block.
"""

from __future__ import annotations

import re

from archgen.workspace.merging.blocks import Block
from archgen.workspace.merging.pieces import Lines

_KEY = r"""(?:"(?:[^"\\]|\\.)*"|'(?:[^']|'')*'|[^\s"'#\[\]{},&*!|>%@`-][^#]*?|-[^\s#][^#]*?)"""
_ENTRY = re.compile(rf"({_KEY})\s*:(?:\s+(.*))?$")
_ITEM = re.compile(r"(-\s+)(.*)$")
_OPEN_VALUE = re.compile(r"(?:[&!]\S+\s*)*(?:#.*)?$")
_NAMED = re.compile(r"""(?:^|[\s{,-])(?:id|name|alert|record|uid|kind|title)\s*:\s*["']?([^"',}\s][^"',}]*)""")
_DOCUMENT = re.compile(r"(---|\.\.\.)(\s.*)?$")


def documents(lines: Lines) -> Block:
    """The text as a tree: documents, their keys, the keys and items inside."""
    starts = [at for at, line in enumerate(lines) if _DOCUMENT.match(line)]
    if not starts:
        return _mapping("", (), lines)
    parts = [lines[at:end] for at, end in zip(starts, [*starts[1:], len(lines)], strict=True)]
    first = _mapping("", (), lines[: starts[0]])
    rest = (_mapping(_document_name(part), part[:1], part[1:]) for part in parts)
    return Block("", first.lines, first.gap, (*first.children, *rest))


def _mapping(title: str, head: Lines, body: Lines, form: str = "") -> Block:
    """A block whose own lines are `head` and whatever stands above its first key or item."""
    starts = _starts(body)
    if not starts:
        return _leaf(title, (*head, *body), form)
    own = _lead(body, starts[0], first=not head)
    begins = [own, *(_lead(body, start, first=False) for start in starts[1:])]
    ends = [*begins[1:], len(body)]
    children = tuple(_part(body[a:z], start - a) for a, z, start in zip(begins, ends, starts, strict=True))
    return Block(title, (*head, *body[:own]), 0, children, f"{form}/")


def _part(lines: Lines, at: int) -> Block:
    """One key or item; `at` is the line on which it stands, below its comments."""
    line = lines[at].strip()
    head, body = lines[: at + 1], lines[at + 1 :]
    if item := _ITEM.match(line):
        inner = _ENTRY.match(item[2])
        if inner and not _opens(inner[2]):
            return _mapping(_name((line, *body)), head, body, form=inner[1])
        return _leaf(_name((line, *body)), lines)
    entry = _ENTRY.match(line)
    title = entry[1].strip("\"'") if entry else line
    return _mapping(title, head, body) if entry and _opens(entry[2]) else _leaf(title, lines)


def _leaf(title: str, lines: Lines, form: str = "") -> Block:
    end = len(lines)
    while end and not lines[end - 1]:
        end -= 1
    return Block(title, lines[:end], len(lines) - end, form=form)


def _opens(value: str | None) -> bool:
    """Does a key without a value of its own stand here, whose parts follow below?"""
    return not value or bool(_OPEN_VALUE.match(value))


def _starts(lines: Lines) -> list[int]:
    """The lines at which the parts of this level begin: keys and items at the smallest indentation."""
    spoken = [
        (at, _indent(line)) for at, line in enumerate(lines) if line.strip() and not line.lstrip().startswith("#")
    ]
    if not spoken or "\t" in "".join(line[: _indent(line) + 1] for line in lines):
        return []
    level = spoken[0][1]
    items = lines[spoken[0][0]].lstrip().startswith("- ")
    if any(indent < level for _, indent in spoken):
        return []
    same = [at for at, indent in spoken if indent == level]
    matching = [at for at in same if bool(_ITEM.match(lines[at].strip())) == items]
    if items:
        return matching if matching == same else []
    return [at for at in matching if _ENTRY.match(lines[at].strip())]


def _lead(lines: Lines, start: int, *, first: bool) -> int:
    """Where a part begins, with the comments right above it; the head of a file is not its first key's comment."""
    at = start
    level = _indent(lines[start])
    while at and lines[at - 1].lstrip().startswith("#") and _indent(lines[at - 1]) == level:
        at -= 1
    return at if not first or (at and not lines[at - 1].strip()) else start


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip(" "))


def _name(lines: Lines) -> str:
    """What an item is known by: its id, name or title, else its first line."""
    found = next((match for line in lines if (match := _NAMED.search(line))), None)
    return found[1].strip() if found else lines[0].strip()


def _document_name(lines: Lines) -> str:
    found = [match[1] for name in ("kind", "name") if (match := _first(rf"\s*{name}:\s*(\S+)", lines))]
    return " ".join(found) or "document"


def _first(pattern: str, lines: Lines) -> re.Match[str] | None:
    return next((match for line in lines if (match := re.match(pattern, line))), None)
