"""A record's text taken apart by structure: front matter, title, head fields, status section, headings."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from archgen.adr.names import Name, name
from archgen.adr.reading.fields import Field, fields
from archgen.adr.reading.front import Entry, closing, entries
from archgen.adr.reading.outline import MARKUPS, Heading, outline, quiet
from archgen.adr.words import ROLE_OF

LONGEST_HEAD = 400  # lines; what comes later is text


class Parts(NamedTuple):
    """Lines count from 0; `front` is the line that closes front matter or 0; the head ends where sections begin."""

    file: str
    named: Name
    markup: str
    lines: tuple[str, ...]
    front: int
    entries: tuple[Entry, ...]
    headings: tuple[Heading, ...]
    title: Heading | None
    fields: tuple[Field, ...]
    head: tuple[int, int]
    status: Heading | None

    def section(self, heading: Heading) -> tuple[int, int]:
        """The lines below a heading, up to the next one that is not deeper; a status has no context below it."""
        below = (other for other in self.headings if other.line > heading.line)
        ends = (
            other.line
            for other in below
            if other.level <= heading.level or (heading is self.status and role_of(other.text))
        )
        return heading.after, next(ends, len(self.lines))


def markup_of(file: str) -> str:
    """The markup that a file's ending names; Markdown where it names none."""
    return MARKUPS.get(name(file).ending.lower(), "markdown")


def role_of(text: str) -> str:
    """What a section is for, by its heading in any language: status, context, decision ...; empty if not known."""
    return ROLE_OF.get(_words(text), ("", ""))[0]


def language_of_heading(text: str) -> str:
    """The language of a known heading; empty if it is not known."""
    return ROLE_OF.get(_words(text), ("", ""))[1]


def take_apart(file: str, lines: Sequence[str]) -> Parts:
    """Never fails, whatever the text."""
    markup = markup_of(file)
    front = closing(lines) if markup == "markdown" else 0
    start = front + 1 if front else 0
    headings = outline(lines, markup, start)
    title = next((heading for heading in headings if heading.level == 1), None)
    sections = [heading for heading in headings if heading is not title]
    status = next((heading for heading in sections if role_of(heading.text) == "status"), None)
    end = sections[0].line if sections else len(lines)
    return Parts(
        file=file,
        named=name(file),
        markup=markup,
        lines=tuple(lines),
        front=front,
        entries=entries(lines, 1, front) if front else (),
        headings=headings,
        title=title,
        fields=_head_fields(lines, start, end, title, markup),
        head=(start, end),
        status=status,
    )


def _head_fields(lines: Sequence[str], start: int, end: int, title: Heading | None, markup: str) -> tuple[Field, ...]:
    end = min(end, start + LONGEST_HEAD)
    hidden = set(quiet(lines, start, end)) if markup == "markdown" else set()
    if title:
        hidden.update(range(title.line, title.after))
    return fields(lines, start, end, hidden)


def _words(text: str) -> str:
    return " ".join(text.strip(" *_:#.").casefold().split())
