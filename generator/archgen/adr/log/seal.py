"""What of an accepted record must not change, as hashes of its parts; links may be mended, amendments added."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from hashlib import sha256

from archgen.adr.log.state import Seal
from archgen.adr.reading.contents import content_of
from archgen.adr.reading.document import Document, read
from archgen.adr.reading.outline import Heading
from archgen.adr.reading.phrases import date_of
from archgen.adr.reading.relations import links
from archgen.adr.writing.content import DATE_AS_WRITTEN, STATUS_AS_WRITTEN

AMENDMENTS = "Amendments"
_HEAD = "the head"
_NUMBER = re.compile(r"^(?:ADR[-_ ]?)?#?0*\d+[.:)]?\s*", re.IGNORECASE)
_FREE = (STATUS_AS_WRITTEN, DATE_AS_WRITTEN, "tags", "decision-id")


def seal(document: Document) -> dict[str, str]:
    """A hash for the head and for each section, whatever the format; status, tags and relations are not part of it."""
    lines = {name: [*part] for name, part in _parts(document)}
    return {name: _hash(_steady(part, document.parts.markup)) for name, part in lines.items()}


def sealed(document: Document) -> Seal:
    """The seal of a record as it stands."""
    return Seal(seal(document), tuple(mark(item) for item in amendments(document)))


def amendments(document: Document) -> tuple[str, ...]:
    """The items of the amendments section, each in one line."""
    heading = _amendments_heading(document.parts.headings)
    if heading is None:
        return ()
    items: list[str] = []
    for line in document.parts.lines[slice(*document.parts.section(heading))]:
        if re.match(r"[-*+]\s", line):
            items.append(line[1:].strip())
        elif line.strip() and items:
            items[-1] += " " + line.strip()
        elif line.strip():
            items.append(line.strip())
    return tuple(items)


def is_dated(amendment: str) -> bool:
    """Does an amendment begin with its date?"""
    return bool(date_of(amendment[:12]))


def mark(text: str) -> str:
    """The hash of one amendment."""
    return _hash([text])


def _parts(document: Document) -> Iterator[tuple[str, Iterable[str]]]:
    if document.parts.markup != "markdown":
        yield "the text", _foreign(document)
        return
    content = content_of(document)
    fields = [f"{key}: {value}" for key, value in sorted(content.fields) if key not in _FREE]
    yield _HEAD, [content.title, content.date, *fields, *content.preamble, *content.notes, *content.kept]
    body = read("body.md", ("# x", "", *content.body))
    name, start = "", 2
    for heading in body.parts.headings[1:]:
        if heading.level <= 2:
            yield from _section(name, body.parts.lines[start : heading.line])
            name, start = heading.text, heading.line
    yield from _section(name, body.parts.lines[start:])


def _section(name: str, lines: Iterable[str]) -> Iterator[tuple[str, Iterable[str]]]:
    if name and name.casefold() != AMENDMENTS.casefold():
        yield f"'{name}'", lines


def _foreign(document: Document) -> list[str]:
    """The lines of a record in another markup that say neither status nor relations nor amendments."""
    free = {place.line for place in document.statuses} | {link.line - 1 for link in document.record.relations}
    if heading := _amendments_heading(document.parts.headings):
        free.update(range(heading.line, document.parts.section(heading)[1]))
    return [line for at, line in enumerate(document.parts.lines) if at not in free]


def _amendments_heading(headings: Iterable[Heading]) -> Heading | None:
    return next((heading for heading in headings if heading.text.casefold() == AMENDMENTS.casefold()), None)


def _steady(lines: Iterable[str], markup: str) -> list[str]:
    """Lines without blank ones, without spaces at their ends, and with links told by their text alone."""
    return [_unlinked(line, markup).rstrip() for line in lines if line.strip()]


def _unlinked(line: str, markup: str) -> str:
    for link in reversed(links(line, markup)):
        line = f"{line[: link.start]}[{_NUMBER.sub('', link.label)}]{line[link.end :]}"
    return line


def _hash(lines: Iterable[str]) -> str:
    return sha256("\n".join(lines).encode("utf-8", "surrogatepass")).hexdigest()[:16]
