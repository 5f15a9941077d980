"""Changes to a record in place, in the dialect that it is written in: every line that is not meant stays as it is."""

from __future__ import annotations

from collections.abc import Sequence

from archgen.adr.names import name, relative, resolved
from archgen.adr.reading.contents import kept_start, tail_start
from archgen.adr.reading.document import Document, read
from archgen.adr.reading.front import written
from archgen.adr.reading.phrases import date_like, language_of
from archgen.adr.reading.places import Place
from archgen.adr.record import Kind, Record, Relation, Status
from archgen.adr.source import Edit, Source
from archgen.adr.words import LINK_HEADINGS, LINK_SECTIONS, SUCCESSION, WRITTEN, status_word
from archgen.adr.writing.universal import link

_BULLETS = {"markdown": "-", "asciidoc": "*", "rst": "*"}


def with_status(text: Source, file: str, status: Status, successors: Sequence[Record] = ()) -> Source:
    """The record with another status, at every place that says it; successors are linked."""
    document = read(file, text.lines)
    if not document.statuses:
        return text.edited(_new_status(document, status, successors))
    edits = [
        _replaced(document, place, _value(document, place, status, successors), successors)
        for place in _each_line_once(document.statuses)
    ]
    edited = text.edited(*edits)
    for successor in successors:
        edited = with_relation(edited, file, Kind.SUPERSEDED_BY, successor)
    return edited


def with_date(text: Source, file: str, date: str) -> Source:
    """The record with another date, at every place that says it; one that says none is not given one."""
    document = read(file, text.lines)
    return text.edited(
        *(_replaced(document, place, date_like(date, place.text), ()) for place in _each_line_once(document.dates))
    )


def with_relation(text: Source, file: str, kind: Kind, other: Record) -> Source:
    """The record with a link to another one, where its dialect has such links; unchanged if it is there."""
    document = read(file, text.lines)
    # Front matter is read by some readers only, so a link there is said again in the text.
    here = [old for old in document.record.relations if old.kind is kind and old.line - 1 > document.parts.front]
    if any(resolved(file, old.target) == other.file for old in here):
        return text
    language = language_of(document.record.status_text)
    line = _relation_text(document, kind, other, language)
    if document.parts.status is not None:
        start, end = document.parts.section(document.parts.status)
        while end > start and not text.lines[end - 1].strip():
            end -= 1
        return text.edited(Edit(end, end, ("", line)))
    return with_item(text, file, LINK_HEADINGS[0], LINK_SECTIONS, line)


def with_item(text: Source, file: str, title: str, titles: frozenset[str], item: str) -> Source:
    """The record with one more item in the last section of these titles; the section is made if there is none."""
    parts = read(file, text.lines).parts
    bullet = f"{_BULLETS[parts.markup]} {item}"
    found = [h for h in parts.headings if h is not parts.title and h.text.strip(" *_:").casefold() in titles]
    start, end = parts.section(found[-1]) if found else (0, len(text.lines))
    end = min(end, tail_start(parts) if not found else kept_start(parts))
    gap = end < len(text.lines) and bool(text.lines[end].strip())
    while end > start and not text.lines[end - 1].strip():
        end -= 1
        gap = False
    listed = bool(found) and end > start and text.lines[end - 1].lstrip()[:1] in ("-", "*", "+")
    top = () if listed else ("",) if found else ("", *heading_lines(title, parts.markup), "")
    return text.edited(Edit(end, end, (*top, bullet, *(("",) if gap else ()))))


def link_to(document: Document, other: Record, label: str) -> str:
    """A link from a record to another one, in its markup."""
    target = relative(document.record.file, other.file)
    if document.parts.markup == "asciidoc":
        return f"xref:{target}[{label}]"
    if document.parts.markup == "rst":
        return f"`{label} <{target}>`_"
    return link(Relation(Kind.OTHER, "", target, label))


def heading_lines(title: str, markup: str) -> tuple[str, ...]:
    """A heading of the second level in a markup."""
    if markup == "rst":
        return title, "-" * len(title)
    return (f"{'==' if markup == 'asciidoc' else '##'} {title}",)


def _each_line_once(places: Sequence[Place]) -> list[Place]:
    return list({place.line: place for place in places}.values())


def _replaced(document: Document, place: Place, value: str, successors: Sequence[Record]) -> Edit:
    line = document.parts.lines[place.line]
    if place.form == "front":
        entry = next(entry for entry in document.parts.entries if entry.start == place.line)
        old = line[place.start : place.end]
        new = f'"{value}"' if old[:1] in "\"'" and old and '"' not in value else written(value)
        return Edit(entry.start, entry.end, (line[: place.start] + new + line[place.end :],))
    if place.form == "section" and _is_later(document, place):
        # Another line that says the status: a link to a successor stays beside a further one, all else gives way.
        return Edit(place.line, place.line if successors else place.line + 1, ())
    return Edit(place.line, place.line + 1, (line[: place.start] + value + line[place.end :],))


def _is_later(document: Document, place: Place) -> bool:
    """A second line of the status section, which already says by what the record is superseded."""
    section = [other for other in document.statuses if other.form == "section"]
    return len(section) > 1 and place is not section[0]


def _value(document: Document, place: Place, status: Status, successors: Sequence[Record]) -> str:
    """The status as this place says it: in its language, its case, and with a link to the successor."""
    language = language_of(place.text)
    if status is Status.SUPERSEDED and successors:
        words = SUCCESSION.get(language, SUCCESSION["en"])[1]
        target = successors[0]
        label = target.label if place.form == "section" else _short(place, target)
        return f"{_cased(words, place.text)} {link_to(document, target, label)}"
    return _cased(status_word(status, language), place.text)


def _short(place: Place, target: Record) -> str:
    """The link's text in a head: the slug that log4brains looks up, or the number that MADR shows."""
    digits = name(target.file).digits
    return f"ADR-{digits}" if place.form == "front" and target.number is not None else target.stem


def _cased(words: str, pattern: str) -> str:
    letters = pattern.lstrip(" *_`\"'")
    if letters[:2].isupper() and len(letters) > 1:
        return words.upper()
    return words[:1].upper() + words[1:] if letters[:1].isupper() else words[:1].lower() + words[1:]


def _relation_text(document: Document, kind: Kind, other: Record, language: str) -> str:
    words = WRITTEN[kind]
    if kind in (Kind.SUPERSEDES, Kind.SUPERSEDED_BY):
        words = SUCCESSION.get(language, SUCCESSION["en"])[kind is Kind.SUPERSEDED_BY]
    return f"{words} {link_to(document, other, other.label)}"


def _new_status(document: Document, status: Status, successors: Sequence[Record]) -> Edit:
    """A status section for a record that says none: after the head."""
    parts = document.parts
    end = parts.head[1]
    place = Place("Status", 0, 0, 0, "section")  # English, with a capital
    value = _value(document, place, status, successors)
    tail = ("",) if any(line.strip() for line in parts.lines[end:]) else ()
    lines = (*heading_lines("Status", parts.markup), "", value, *tail)
    blank = () if end == 0 or not parts.lines[end - 1].strip() else ("",)
    return Edit(end, end, (*blank, *lines))
