"""Records in another format, proved to say the same: each is read again before it is handed over."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from archgen.adr.changes.desk import Change, Desk
from archgen.adr.log.log import Log
from archgen.adr.reading.contents import content_of, obstacles
from archgen.adr.reading.document import Document, read
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
        problems = [*_refusals(log, record, to)]
        refused.extend(problems)
        if not problems and _is_other(log, record, to):
            desk.put(record.file, converted(log, record, to))
            desk.say(f"{log.path(record.file)}: {record.dialect} -> {to}")
    if not skip:
        stop_if(refused)
    for problem in refused:
        desk.say(f"Left as it is: {problem}")
    return desk.change()


def converted(log: Log, record: Record, to: str) -> Source:
    """The record in another format, with the line ends and the encoding that it has."""
    old = log.files[record.file]
    new = from_text(writer(to)(_content(log, record), record.file))
    return new._replace(ends=tuple(old.newline if end else "" for end in new.ends), encoding=_encoding(old))


def _is_other(log: Log, record: Record, to: str) -> bool:
    return converted(log, record, to).encoded() != log.files[record.file].encoded()


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


def _refusals(log: Log, record: Record, to: str) -> Iterator[Problem]:
    document, path = log.documents[record.file], log.path(record.file)
    if document.parts.markup != "markdown":
        yield Problem("adr-convert", Where(path), f"{document.parts.markup} is read, but not converted.", "Rewrite it.")
        return
    found = [*obstacles(document)]
    for line, why in found:
        yield Problem("adr-convert", Where(path, line), f"{why}.", "Make them agree, then convert again.")
    if not found and (lost := _lost(_content(log, record), record.file, to)):
        hint = "Convert it by hand, or leave it as it is."
        yield Problem("adr-convert", Where(path), f"converting it would not keep its {lost}.", hint)


def _lost(content: Content, file: str, to: str) -> str:
    """The first part that the converted text would not give back; empty if all is kept."""
    again = content_of(_reread(content, file, to))
    for part in ("title", "status", "date", "fields", "relations", "preamble", "notes", "body", "kept"):
        if _plain(getattr(again, part)) != _plain(getattr(content, part)):
            return part
    return ""


def _plain(part: object) -> object:
    """Labels of links are made anew from the records that they lead to."""
    if isinstance(part, tuple) and part and isinstance(part[0], Relation):
        return tuple((link.kind, link.words, link.target) for link in part)
    return tuple(sorted(part)) if isinstance(part, tuple) and part and isinstance(part[0], tuple) else part


def _reread(content: Content, file: str, to: str) -> Document:
    return read(file, from_text(writer(to)(content, file)).lines)


def _encoding(old: Source) -> str:
    return "utf-8" if old.encoding == "latin-1" else old.encoding
