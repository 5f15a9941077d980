"""One record read: what it says, in which dialect, and where each thing stands. Text in, value out."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from archgen.adr.names import title_from
from archgen.adr.reading.fields import name_of
from archgen.adr.reading.parts import Parts, take_apart
from archgen.adr.reading.phrases import date_of, kind_of, people, status_of
from archgen.adr.reading.places import Place, dates, first, statuses
from archgen.adr.reading.relations import related, relations
from archgen.adr.reading.title import split_title
from archgen.adr.record import Kind, Record, Relation, Status
from archgen.adr.words import LINK_SECTIONS

_FORMS = {
    "section": "nygard",
    "list": "madr2",
    "bold": "bold",
    "table": "table",
    "plain": "plain",
    "attribute": "plain",
}


class Document(NamedTuple):
    """A record, the parts of its text, and the places of status and date."""

    record: Record
    parts: Parts
    statuses: tuple[Place, ...]
    dates: tuple[Place, ...]


def read(file: str, lines: Sequence[str]) -> Document:
    """Read one record in whatever dialect; never fails."""
    parts = take_apart(file, lines)
    said, dated = statuses(parts), dates(parts)
    links = tuple(_relations(parts, said))
    record = Record(
        file=file,
        number=parts.named.number,
        title=_title(parts),
        status=_status(said, links),
        status_text=said[0].text if said else "",
        date=_date(parts, said, dated),
        deciders=people(first(parts, "deciders")),
        tags=people(first(parts, "tags")),
        relations=links,
        decision_id=first(parts, "decision-id"),
        dialect=_dialect(parts, said, dated),
        status_line=said[0].line + 1 if said else 0,
    )
    return Document(record, parts, said, dated)


def _title(parts: Parts) -> str:
    text = parts.title.text if parts.title else first(parts, "title")
    if not text and parts.headings and parts.headings[0] is not parts.status:
        text = parts.headings[0].text
    return split_title(text, parts.named.number)[1] or title_from(parts.named.slug or parts.named.digits)


def _status(said: Sequence[Place], links: Sequence[Relation]) -> Status:
    """What all places agree on; a successor makes it superseded; where places differ it is unknown."""
    if any(link.kind is Kind.SUPERSEDED_BY for link in links):
        return Status.SUPERSEDED
    found = {status_of(place.text) for place in said}
    if Status.SUPERSEDED in found:
        return Status.SUPERSEDED
    return found.pop() if len(found) == 1 else Status.UNKNOWN


def _date(parts: Parts, said: Sequence[Place], dated: Sequence[Place]) -> str:
    written = [place.text for place in dated] + [place.text for place in said]
    if parts.named.dated:
        digits = parts.named.digits.replace("-", "")
        written.append(f"{digits[:4]}-{digits[4:6]}-{digits[6:]}")
    return next((date for text in written if (date := date_of(text))), "")


def _relations(parts: Parts, said: Sequence[Place]) -> Iterator[Relation]:
    """Relations of the head, of the status section and of sections for links, each once."""
    seen: set[tuple[Kind, str, str]] = set()
    for relation in _all_relations(parts, said):
        key = (relation.kind, relation.words.casefold() if relation.kind is Kind.OTHER else "", relation.target)
        if key not in seen:
            seen.add(key)
            yield relation


def _all_relations(parts: Parts, said: Sequence[Place]) -> Iterator[Relation]:
    in_section = {place.line for place in said if place.form == "section"}
    for at, line in _section_lines(parts):
        if at not in in_section or "[" in line or "`" in line:
            yield from relations(line, at + 1, parts.markup)
    for place in said:
        yield from (link for link in relations(place.text, place.line + 1, parts.markup) if link.words)
    for entry in parts.entries:
        if kind_of(entry.key) is not Kind.OTHER:
            for item in entry.items:
                yield from related(entry.key, item, entry.start + 1, parts.markup)
    for field in parts.fields:
        if not field.name:
            yield from related(field.key, field.value, field.line + 1, parts.markup)


def _section_lines(parts: Parts) -> Iterator[tuple[int, str]]:
    """The lines of the status section, then of each section for links."""
    for heading in parts.headings:
        text = heading.text.strip(" *_:").casefold()
        if heading is parts.status or (text in LINK_SECTIONS and heading is not parts.title):
            listed = heading is not parts.status
            for at in range(*parts.section(heading)):
                line = parts.lines[at]
                if line.strip() and (not listed or line.lstrip()[:1] in "-*+•"):
                    yield at, line


def _dialect(parts: Parts, said: Sequence[Place], dated: Sequence[Place]) -> str:
    if parts.markup != "markdown":
        return parts.markup
    forms = {place.form for place in said}
    if not forms:
        return "none"
    if "front" in forms:
        return "front-matter+section" if "section" in forms else _front_dialect(parts)
    if forms == {"list", "section"}:
        on_top = parts.title is not None and parts.title.line == 0
        return (
            "universal" if on_top and (not dated or any(place.form == "plain" for place in dated)) else "list+section"
        )
    return _FORMS[forms.pop()] if len(forms) == 1 else "+".join(sorted(_FORMS[form] for form in forms))


def _front_dialect(parts: Parts) -> str:
    keys = {entry.key.casefold() for entry in parts.entries if name_of(entry.key) == "deciders"}
    return "madr3" if keys and "decision-makers" not in keys else "madr4"
