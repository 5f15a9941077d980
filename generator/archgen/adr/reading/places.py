"""Where a record says its status and its date: front matter, head fields, the status section. All places, in order."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from archgen.adr.reading.fields import name_of
from archgen.adr.reading.parts import Parts
from archgen.adr.reading.phrases import plain, status_of
from archgen.adr.record import Status
from archgen.adr.words import STATUS_OF

_BULLET = re.compile(r"(?P<lead>\s*(?:>\s?)*(?:[-*+•]\s+)?(?:\[(?P<tick>[ xX])\]\s+)?)(?P<text>.*?)\s*$")
_DATED = re.compile(r"[\s(:,–—-]*(?:19|20)\d\d[-/.]\d{1,2}[-/.]\d{1,2}\)?$")
_FRONT = re.compile(r"(?P<lead>[^:]*:[ \t]*)(?P<text>\"(?:[^\"\\]|\\.)*\"|'(?:[^']|'')*'|.*?)[ \t]*(?:[ \t]#.*)?$")


class Place(NamedTuple):
    """A value and where it stands: `lines[line][start:end]`, dressed as `form`."""

    text: str
    line: int
    start: int
    end: int
    form: str


def statuses(parts: Parts) -> tuple[Place, ...]:
    """Every place that says the status."""
    head = tuple(_stated(parts, "status"))
    return (*head, *_in_section(parts, head[0].text if head else ""))


def dates(parts: Parts) -> tuple[Place, ...]:
    """Every place that says the date."""
    return tuple(_stated(parts, "date"))


def first(parts: Parts, field: str) -> str:
    """What the first place of a field says; empty if there is none."""
    return next((place.text for place in _stated(parts, field)), "")


def _stated(parts: Parts, field: str) -> Iterator[Place]:
    for entry in parts.entries:
        if name_of(entry.key) == field:
            yield _front_place(parts, entry.start, entry.value)
    for found in parts.fields:
        if found.name == field:
            yield Place(found.value, found.line, found.start, found.end, found.form)


def _front_place(parts: Parts, line: int, value: str | None) -> Place:
    match = _FRONT.match(parts.lines[line])
    start, end = match.span("text") if match else (0, 0)
    return Place(_by_yaml(parts, line) if value is None else value, line, start, end, "front")


def _by_yaml(parts: Parts, line: int) -> str:
    """The value of an entry that is more than a scalar in a line, such as a folded block; "" if it is no YAML."""
    from archgen.yamltext import parse  # deferred: hardly any record needs a whole YAML reader

    entry = next(entry for entry in parts.entries if entry.start == line)
    text = "\n".join(parts.lines[entry.start : entry.end]) + "\n"
    data = parse(text, file=parts.file, foreign=True).data
    value = data.get(entry.key, "") if isinstance(data, dict) else ""
    return " ".join(str(value).split()) if isinstance(value, str | int) else ""


def _in_section(parts: Parts, head: str) -> Iterator[Place]:
    """The lines of the status section that say a status: the first one, and later ones that say nothing else.

    A first line that says none is taken for the status where the head says nothing, or the same.
    """
    if parts.status is None:
        return
    opening = True
    for at in range(*parts.section(parts.status)):
        line = parts.lines[at]
        match = _BULLET.match(line)
        if match is None or not match["text"] or match["text"].startswith(("<!--", "//", ".. ")):
            continue
        if match["tick"] == " ":
            continue
        status = status_of(match["text"])
        if (status is not Status.UNKNOWN and (opening or _says_only(match["text"], status))) or (
            opening and (not head or match["text"].casefold() == head.casefold())
        ):
            yield Place(match["text"], at, *match.span("text"), "section")
        opening = False


def _says_only(text: str, status: Status) -> bool:
    """A line such as `Superseded by [..](..)` or `Accepted (2024-01-02)`, and no sentence that begins like one."""
    bare = plain(text).casefold().strip(" *_.:")
    return status is Status.SUPERSEDED or _DATED.sub("", bare).strip(" *_.:(") in STATUS_OF
