"""A Markdown record without its format: the head as fields, relations as links, all other text as it is."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence

from archgen.adr.reading.document import Document
from archgen.adr.reading.heads import head_of
from archgen.adr.reading.parts import Parts
from archgen.adr.reading.phrases import date_of, is_only_a_date, plain
from archgen.adr.reading.relations import is_record_link, links, relations
from archgen.adr.record import Kind, Relation, Status
from archgen.adr.words import LINK_HEADINGS, WRITTEN
from archgen.adr.writing.content import (
    DATE_AS_WRITTEN,
    KEPT_CLOSING,
    KEPT_OPENING,
    STATUS_AS_WRITTEN,
    STATUS_NOTES,
    Content,
)

Resolve = Callable[[Relation], Relation]


def content_of(document: Document, resolve: Resolve = lambda relation: relation) -> Content:
    """What is to be written again; `resolve` makes a link of a number where the log has such a record."""
    parts, head = document.parts, head_of(document.parts)
    stated, notes = _status_section(document, resolve)
    linked, links_at = _trailing_links(parts, resolve)
    at_head = [link for place in document.statuses for link in _in_text(place.text, parts.markup, resolve)]
    kept, kept_at = _kept_block(parts)
    body, moved = _body(parts, links_at, kept_at)
    return Content(
        title=document.record.title,
        status=document.record.status,
        status_text=_unknown_text(document),
        date=_date(document),
        fields=tuple(dict.fromkeys((*head.fields, *_as_written(document, resolve)))),
        relations=_each_once([*stated, *linked, *at_head]),
        preamble=trimmed(head.text),
        notes=trimmed([*notes, "", *moved]),
        body=trimmed(body),
        kept=(*head.kept, *kept),
    )


def obstacles(document: Document) -> Iterator[tuple[int, str]]:
    """What keeps a record from being written again without loss: the line, and why."""
    said = document.statuses
    if document.record.status is Status.UNKNOWN and len({place.text.casefold() for place in said}) > 1:
        yield said[1].line + 1, f"the status is '{said[0].text}' here and '{said[1].text}' there"
    dates = {date_of(place.text) or place.text for place in document.dates}
    if len(dates) > 1:
        yield document.dates[1].line + 1, f"the date stands twice and differs: {', '.join(sorted(dates))}"
    keys = [key for key, _ in head_of(document.parts).fields]
    for key in sorted({key for key in keys if keys.count(key) > 1}):
        yield 1, f"'{key}' stands twice with different values"


def tail_start(parts: Parts) -> int:
    """Where the links and what another format kept begin, at the end of a Markdown record: new sections go before."""
    if parts.markup != "markdown":
        return len(parts.lines)
    return min(_trailing_links(parts, lambda relation: relation)[1], kept_start(parts))


def kept_start(parts: Parts) -> int:
    """Where front matter that the universal layout keeps begins; the end of the text if there is none."""
    return _kept_block(parts)[1]


def trimmed(lines: Iterable[str]) -> tuple[str, ...]:
    """Without blank lines at either end."""
    kept = list(lines)
    while kept and not kept[0].strip():
        kept.pop(0)
    while kept and not kept[-1].strip():
        kept.pop()
    return tuple(kept)


def _status_section(document: Document, resolve: Resolve) -> tuple[list[Relation], list[str]]:
    """The relations that stand alone on a line of the status section, and all other lines that are no status."""
    parts, found, notes = document.parts, [], []
    if parts.status is None:
        return [], []
    for at in range(*parts.section(parts.status)):
        line = parts.lines[at]
        alone = _alone(line, parts.markup, resolve)
        if alone:
            found.extend(alone)
        elif not _is_the_status(document, at):
            notes.append(line)
    return found, notes


def _is_the_status(document: Document, at: int) -> bool:
    """Does the line say the status and nothing else, so that writing the status says it again?"""
    text = document.parts.lines[at].strip()
    first = document.statuses[0] if document.statuses else None
    if first and (first.line == at or text == first.text):
        return True
    here = any(place.line == at for place in document.statuses)
    return here and _is_word(text, document.record.status)


def _alone(line: str, markup: str, resolve: Resolve) -> list[Relation]:
    """The relations of a line that holds nothing else; none if one of them cannot be written as a link."""
    found = [_canonical(resolve(relation)) for relation in relations(line, 0, markup)]
    if not found or not all(relation.words and is_record_link(relation.target) for relation in found):
        return []
    linked = links(line, markup)
    tail = line[linked[-1].end :] if linked else ""
    return found if not tail.strip(" .") and len(linked) in (0, len(found)) and "<!--" not in line else []


def _in_text(text: str, markup: str, resolve: Resolve) -> Iterator[Relation]:
    for relation in relations(text, 0, markup):
        resolved = _canonical(resolve(relation))
        if resolved.words and is_record_link(resolved.target):
            yield resolved


def _canonical(relation: Relation) -> Relation:
    return relation._replace(words=WRITTEN.get(relation.kind, relation.words), line=0)


def _each_once(found: Sequence[Relation]) -> tuple[Relation, ...]:
    """Successors first, else in order; of two that say the same the first."""
    ordered = sorted(found, key=lambda link: link.kind is not Kind.SUPERSEDED_BY)
    kept: dict[tuple[Kind, str, str], Relation] = {}
    for link in ordered:
        kept.setdefault((link.kind, link.words, link.target), link)
    return tuple(kept.values())


def _as_written(document: Document, resolve: Resolve) -> Iterator[tuple[str, str]]:
    """Words about status and date that the canonical form does not say."""
    status, markup = document.record.status, document.parts.markup
    if document.statuses and status is not Status.UNKNOWN:
        text = document.statuses[0].text
        succeeded = status is Status.SUPERSEDED and _alone(text, markup, resolve)
        if not succeeded and not _is_word(text, status):
            yield STATUS_AS_WRITTEN, text
    if document.dates and not is_only_a_date(document.dates[0].text):
        yield DATE_AS_WRITTEN, document.dates[0].text


def _is_word(text: str, status: Status) -> bool:
    return plain(text).casefold().strip(" *_.") == status


def _unknown_text(document: Document) -> str:
    if document.record.status is not Status.UNKNOWN or not document.statuses:
        return ""
    text = document.statuses[0].text
    return "" if text.casefold() == Status.UNKNOWN else text


def _date(document: Document) -> str:
    found = date_of(document.dates[0].text) if document.dates else ""
    return found or (document.record.date if document.parts.named.dated else "")


def _body(parts: Parts, links_at: int, kept_at: int) -> tuple[list[str], list[str]]:
    """All lines below the head but status, links and what another format kept; and notes that another format moved."""
    end = min(links_at, kept_at)
    gone: set[int] = set()
    moved: list[str] = []
    if parts.status is not None:
        gone.update(range(parts.status.line, parts.section(parts.status)[1]))
    notes = next((heading for heading in parts.headings if heading.text == STATUS_NOTES and heading.level == 2), None)
    if notes is not None:
        start, stop = parts.section(notes)
        gone.update(range(notes.line, stop))
        moved.extend(parts.lines[start : min(stop, end)])
    return _joined(parts, gone, end), moved


def _joined(parts: Parts, gone: set[int], end: int) -> list[str]:
    """The lines that are left; where some were taken out, one blank line."""
    kept: list[str] = []
    for at in range(parts.head[1], end):
        if at not in gone:
            kept.append(parts.lines[at])
        elif at - 1 not in gone and kept:
            kept = [*trimmed(kept), ""] if any(line.strip() for line in kept) else []
    return kept


def _trailing_links(parts: Parts, resolve: Resolve) -> tuple[list[Relation], int]:
    """The relations of a last section that holds nothing but links to records, and where it begins."""
    _, end = _kept_block(parts)
    last = parts.headings[-1] if parts.headings else None
    titles = {title.casefold() for title in LINK_HEADINGS}
    if last is None or last is parts.title or last.level != 2 or last.text.casefold() not in titles:
        return [], len(parts.lines)
    found: list[Relation] = []
    for line in parts.lines[last.after : end]:
        alone = _alone(line, parts.markup, resolve)
        if line.strip() and (not alone or line[:2] not in ("- ", "* ")):
            return [], len(parts.lines)
        found.extend(alone)
    return (found, last.line) if found else ([], len(parts.lines))


def _kept_block(parts: Parts) -> tuple[tuple[str, ...], int]:
    """Front matter that the universal layout keeps in a comment at the end, and where that begins."""
    lines = trimmed(parts.lines)
    if not lines or lines[-1] != KEPT_CLOSING or KEPT_OPENING not in lines:
        return (), len(parts.lines)
    start = len(parts.lines) - 1
    while parts.lines[start] != KEPT_OPENING:
        start -= 1
    closing = parts.lines.index(KEPT_CLOSING, start)
    return tuple(parts.lines[start + 1 : closing]), start
