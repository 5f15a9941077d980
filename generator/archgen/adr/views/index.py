"""The log as a page outside its folder, and as a section for coding agents; each between its markers."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Literal

from msgspec import Struct

from archgen.adr.log.log import Log
from archgen.adr.names import relative, spoken
from archgen.adr.reading.parts import role_of
from archgen.adr.record import Kind, Record, Relation, Status
from archgen.problems import Problem, Stop, Where

By = Literal["none", "status", "tag", "decider", "year"]


class Marks(Struct, frozen=True):
    """What stands before and after a text of ours in a page of people's."""

    start: str
    end: str


INDEX = Marks("<!-- adr-index:start -->", "<!-- adr-index:end -->")
AGENTS = Marks("<!-- archgen-decisions:start -->", "<!-- archgen-decisions:end -->")
_ENTITY = re.compile(r"&(?=#?\w+;)")
_EMPTY = "No decision is recorded yet."
_LONGEST = 200


def index(log: Log, page: str, *, by: By = "none") -> str:
    """Tables of all records, linked from `page`, which is a path from the repository's root."""
    if not log.records:
        return f"{_EMPTY}\n"
    if by == "none":
        return "\n".join(_table(log, log.records, page)) + "\n"
    groups: list[str] = []
    for title, records in _grouped(log.records, by):
        groups.append("\n".join([f"### {_text(title)}", "", *_table(log, records, page)]))
    return "\n\n".join(groups) + "\n"


def agents(log: Log) -> str:
    """What a coding agent must keep to: accepted decisions in one line each, and what was decided against."""
    holds = [record for record in log.records if record.status is Status.ACCEPTED]
    fallen = (Status.REJECTED, Status.DEPRECATED, Status.SUPERSEDED)
    against = [record for record in log.records if record.status in fallen]
    lines = ["## Architecture decisions", "", "Follow these decisions; the linked records say why.", ""]
    lines += [_holds(log, record) for record in holds] or [f"- {_EMPTY}"]
    if against:
        lines += ["", "What must not be done, since it was decided against:", ""]
        lines += [_fallen(log, record) for record in against]
    lines += [
        "",
        f"Never edit an accepted record in `{log.folder}`.",
        "To decide otherwise, propose: `archgen adr new TITLE --supersedes N`.",
        "All records as data: `archgen adr list --format json`.",
    ]
    return "\n".join(lines) + "\n"


def placed(page: str | None, text: str, marks: Marks, *, file: str, title: str = "") -> str:
    """The page with the text between the marks; a page without marks gets them at its end."""
    block = f"{marks.start}\n\n{text}\n{marks.end}\n"
    if page is None or not page.strip():
        return f"# {title}\n\n{block}" if title else block
    starts, ends = page.count(marks.start), page.count(marks.end)
    if (starts, ends) == (0, 0):
        return f"{page.rstrip()}\n\n{block}"
    begin, end = page.find(marks.start), page.find(marks.end)
    if (starts, ends) != (1, 1) or end < begin:
        what = f"the marks '{marks.start}' and '{marks.end}' do not stand once each, in this order."
        raise Stop([Problem("adr-marks", Where(file), what, "Mend them, or remove both.")])
    after = page[end + len(marks.end) :]
    return page[:begin] + block.rstrip("\n") + after


def _table(log: Log, records: Sequence[Record], page: str) -> Iterator[str]:
    related = {record.file: _relations(log, record, page) for record in records}
    last = any(related.values())
    yield f"| No. | Decision | Status | Date |{' Relates |' if last else ''}"
    yield f"|---|---|---|---|{'---|' if last else ''}"
    for record in records:
        link = f"[{_text(record.title)}]({_address(relative(page, log.path(record.file)))})"
        number = "-" if record.number is None else str(record.number)
        row = f"| {number} | {link} | {_status(log, record, page)} | {record.date or '-'} |"
        yield f"{row} {related[record.file]} |" if last else row


def _status(log: Log, record: Record, page: str) -> str:
    """The status; of a superseded record, by what."""
    links = _links(log, record, page, record.successors)
    return f"{record.status} by {links}" if links else str(record.status)


def _relations(log: Log, record: Record, page: str) -> str:
    """How the record relates to others, beyond what its status says."""
    found: dict[str, list[Relation]] = {}
    for relation in record.relations:
        if relation.kind is not Kind.SUPERSEDED_BY:
            words = relation.kind.replace("-", " ") if relation.kind is not Kind.OTHER else _text(relation.words)
            found.setdefault(words or "links to", []).append(relation)
    told = ((words, _links(log, record, page, relations)) for words, relations in found.items())
    return "; ".join(f"{words} {links}" for words, links in told if links)


def _links(log: Log, record: Record, page: str, relations: Sequence[Relation]) -> str:
    others = [log.target(record, relation) for relation in relations]
    return ", ".join(
        f"[{_short(other)}]({_address(relative(page, log.path(other.file)))})" for other in others if other
    )


def _short(record: Record) -> str:
    return _text(record.title) if record.number is None else str(record.number)


def _grouped(records: Iterable[Record], by: By) -> list[tuple[str, list[Record]]]:
    groups: dict[str, list[Record]] = {}
    for record in records:
        for key in _keys(record, by):
            groups.setdefault(key, []).append(record)
    order = [str(status) for status in (Status.ACCEPTED, Status.PROPOSED, Status.DRAFT, *Status)]
    if by == "status":
        return sorted(groups.items(), key=lambda group: order.index(group[0]))
    return sorted(groups.items(), key=lambda group: (group[0].startswith("without"), group[0].casefold()))


def _keys(record: Record, by: By) -> tuple[str, ...]:
    if by == "tag":
        return record.tags or ("without a tag",)
    if by == "decider":
        return record.deciders or ("without deciders",)
    return (record.date[:4] or "without a date",) if by == "year" else (str(record.status),)


def _holds(log: Log, record: Record) -> str:
    sentence = _first_sentence(log, record)
    return f"- [{_text(record.label)}]({_address(log.path(record.file))}){f': {sentence}' if sentence else ''}"


def _fallen(log: Log, record: Record) -> str:
    others = [other.label for relation in record.successors if (other := log.target(record, relation))]
    instead = f"; instead: {_text(', '.join(others))}" if others else ""
    return f"- [{_text(record.label)}]({_address(log.path(record.file))}) ({record.status}{instead})"


def _first_sentence(log: Log, record: Record) -> str:
    """The first sentence of the decision, where it is plain text."""
    parts = log.documents[record.file].parts
    heading = next((heading for heading in parts.headings if role_of(heading.text) == "decision"), None)
    if heading is None:
        return ""
    for line in parts.lines[slice(*parts.section(heading))]:
        text = line.strip()
        if text and text[0] not in "#<|`>-*+=.:":
            sentence = text.partition(". ")[0]
            return sentence if len(sentence) <= _LONGEST else ""
        if text:
            return ""
    return ""


def _text(text: str) -> str:
    """Text in a cell or a link: on one line, without marks that would end either."""
    one_line = _ENTITY.sub("&amp;", " ".join(spoken(text).split()))
    for mark in ("\\", "|", "[", "]", "<"):
        one_line = one_line.replace(mark, f"\\{mark}")
    return one_line


def _address(path: str) -> str:
    """A path as a link's target."""
    return path.replace(" ", "%20").replace("(", "%28").replace(")", "%29")
