"""Records in another format, proved to say the same: each is read again before it is handed over."""

from __future__ import annotations

from collections.abc import Sequence

from archgen.adr.changes.desk import Change, Desk
from archgen.adr.log.log import Log
from archgen.adr.reading.contents import content_of, obstacles
from archgen.adr.reading.document import read
from archgen.adr.record import Record, Relation
from archgen.adr.source import Source, from_text
from archgen.adr.writing.content import Content
from archgen.adr.writing.formats import writer
from archgen.problems import Problem, Where, stop_if


def convert(log: Log, records: Sequence[Record], *, to: str, skip: bool = False) -> Change:
    """Write the records in the format `to`; those that would lose something stop all, or are left with `skip`."""
    desk = Desk(log)
    refused: list[Problem] = []
    for record in records:
        text = _converted(log, record, to)
        if isinstance(text, Source):
            if text.encoded() != log.files[record.file].encoded():
                desk.put(record.file, text)
                desk.say(f"{log.path(record.file)}: {record.dialect} -> {to}")
        else:
            refused.extend(text)
    if not skip:
        stop_if(refused)
    for problem in refused:
        desk.say(f"Left as it is: {problem}")
    return desk.change()


def _converted(log: Log, record: Record, to: str) -> Source | list[Problem]:
    """The record in another format, with the line ends that it has; or why it cannot be that without loss."""
    document, path = log.documents[record.file], log.path(record.file)
    if document.parts.markup != "markdown":
        what = f"{document.parts.markup} is read, but not converted."
        return [Problem("adr-convert", Where(path), what, "Rewrite it.")]
    if found := [*obstacles(document)]:
        hint = "Make them agree, then convert again."
        return [Problem("adr-convert", Where(path, line), f"{why}.", hint) for line, why in found]
    content, old = _content(log, record), log.files[record.file]
    new = from_text(writer(to)(content, record.file))
    if lost := _lost(content, content_of(read(record.file, new.lines))):
        hint = "Convert it by hand, or leave it as it is."
        return [Problem("adr-convert", Where(path), f"converting it would not keep its {lost}.", hint)]
    return new._replace(ends=tuple(old.newline if end else "" for end in new.ends), encoding=_encoding(old))


def _content(log: Log, record: Record) -> Content:
    def resolve(relation: Relation) -> Relation:
        other = log.target(record, relation)
        if other is None:
            return relation
        numbered = not relation.target.endswith(other.file)
        return relation._replace(target=_target(relation, other) if numbered else relation.target, label=other.label)

    return content_of(log.documents[record.file], resolve)


def _target(relation: Relation, other: Record) -> str:
    return other.file if not relation.target.startswith("..") else relation.target


def _lost(content: Content, again: Content) -> str:
    """The first part that the converted text does not give back; empty if all is kept."""
    for part in ("title", "status", "date", "fields", "relations", "preamble", "notes", "body", "kept"):
        if _plain(getattr(again, part)) != _plain(getattr(content, part)):
            return part
    return ""


def _plain(part: object) -> object:
    """Labels of links are made anew from the records that they lead to."""
    if isinstance(part, tuple) and part and isinstance(part[0], Relation):
        return tuple((link.kind, link.words, link.target) for link in part)
    return tuple(sorted(part)) if isinstance(part, tuple) and part and isinstance(part[0], tuple) else part


def _encoding(old: Source) -> str:
    return "utf-8" if old.encoding == "latin-1" else old.encoding
