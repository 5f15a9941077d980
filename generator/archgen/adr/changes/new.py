"""A new record: its number, its place, its text in the format of the log."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from archgen.adr.changes.desk import Change, Desk
from archgen.adr.log.log import DRAFTS, Log
from archgen.adr.reading.document import Document
from archgen.adr.reading.parts import language_of_heading
from archgen.adr.record import INVERSE, ON_ACCEPTANCE, Kind, Record, Status
from archgen.adr.source import Source, from_text
from archgen.adr.writing.body import body
from archgen.adr.writing.content import Content
from archgen.adr.writing.draft import RecordDraft
from archgen.adr.writing.formats import writer
from archgen.adr.writing.numbering import draft_name, new_name

# Imports within functions: `adr new` in a log of our own format needs none of these, and must start at once.
NEAR = 6  # so many of the last records say how the log is written


def new(log: Log, draft: RecordDraft, *, template: str = "", house: str = "", waiting: bool = False) -> Change:
    """Write a record under the next free number, or among the drafts with `waiting`.

    `template` names the sections, `house` is the text of a template of one's own. What the record supersedes or amends
    is linked from here only, until it is accepted.
    """
    desk = Desk(log)
    file = add(desk, draft, template=template, house=house, waiting=waiting)
    desk.say(f"Wrote {log.path(file)}.")
    if desk.record(file).status is Status.ACCEPTED:
        from archgen.adr.changes.lifecycle import complete

        complete(desk, desk.record(file))
        desk.seal(file)
    return desk.change(log.path(file))


def add(
    desk: Desk, draft: RecordDraft, *, template: str = "", house: str = "", waiting: bool = False, language: str = ""
) -> str:
    """Lay a new record on the desk; returns its file name in the log."""
    log = desk.log
    status = Status.DRAFT if waiting and draft.status is Status.PROPOSED else draft.status
    draft = draft._replace(title=one_line(draft.title), status=status)
    models = newest(log)
    model = models[-1].record.file if models else ""
    ending = model[model.rfind(".") :] if model else ".md"
    number = desk.next_number()
    file = (
        draft_name(draft.title, DRAFTS, ending)
        if waiting
        else new_name(draft.title, number, date=draft.date, model=model)
    )
    file = _free(log, file)
    text = from_text(written(log, draft, file, models, template=template, house=house, language=language))
    desk.put(file, text)
    for kind, reference in draft.links:
        _link(desk, file, kind, log.find(reference))
    return file


def written(
    log: Log,
    draft: RecordDraft,
    file: str,
    models: Sequence[Document],
    *,
    template: str = "",
    house: str = "",
    language: str = "",
) -> str:
    """The text of a new record: in the format that the settings name, else as its neighbours are, else universal."""
    if house:
        return _from_house(house, draft, file)
    language = language or log.settings.language or _language(models)
    dialect = models[-1].record.dialect if models else "universal"
    form = log.settings.format or ("universal" if dialect in ("universal", "none") else "")
    if not form or not file.endswith(".md"):
        from archgen.adr.writing.likeness import like

        sections = body(draft, template, language) if template and file.endswith(".md") else ()
        return like(models[-1], draft, file, sections)
    default = "madr" if form == "madr4" else "universal"
    return writer(form)(content(draft, body(draft, template or default, language)), file)


def content(draft: RecordDraft, lines: tuple[str, ...]) -> Content:
    """The draft as a writer of formats takes it."""
    fields = {"deciders": ", ".join(draft.deciders), "tags": ", ".join(draft.tags), "decision-id": draft.decision_id}
    return Content(
        title=draft.title,
        status=draft.status,
        date=draft.date,
        fields=tuple((key, value) for key, value in fields.items() if value),
        body=lines,
    )


def newest(log: Log) -> tuple[Document, ...]:
    """The last records in the dialect that most of them use, the newest at the end."""
    last = [document for document in log.documents.values() if not document.record.file.startswith(DRAFTS)][-NEAR:]
    if not last:
        return ()
    counted = Counter(document.record.dialect for document in last)
    common = max(counted, key=lambda dialect: (counted[dialect], dialect))
    return tuple(document for document in last if document.record.dialect == common)


def one_line(title: str) -> str:
    """A title without line breaks, control characters and marks of a heading."""
    plain = "".join(char if char.isprintable() else " " for char in title)
    return " ".join(plain.split()).strip("# ").strip() or "Untitled"


def _link(desk: Desk, file: str, kind: Kind, other: Record) -> None:
    from archgen.adr.writing.edits import with_relation

    record = desk.record(file)
    desk.put(file, with_relation(desk.text(file), file, kind, other))
    if kind not in ON_ACCEPTANCE:
        desk.put(other.file, with_relation(desk.text(other.file), other.file, INVERSE[kind], record))


def _language(models: Sequence[Document]) -> str:
    """The language of the log's headings."""
    found = Counter(
        language for document in models for h in document.parts.headings if (language := language_of_heading(h.text))
    )
    return max(sorted(found), key=lambda language: found[language]) if found else "en"


def _free(log: Log, file: str) -> str:
    """The name, with a number at its end if a file of that name is there."""
    stem, dot, ending = file.rpartition(".")
    count, free = 1, file
    while free in log.files or free in log.listed:
        count += 1
        free = f"{stem}-{count}{dot}{ending}"
    return free


def _from_house(house: str, draft: RecordDraft, file: str) -> str:
    """A template of one's own: `{{title}}` and the like, or the words of adr-tools, then status and date in place."""
    from archgen.adr.writing.edits import with_date, with_status
    from archgen.adr.writing.house import filled

    text: Source = from_text(filled(house, draft, file))
    text = with_status(text, file, draft.status)
    return with_date(text, file, draft.date).text
