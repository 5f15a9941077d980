"""The layout that every reader of decision records reads; the first line is the title, status and date stand twice."""

from __future__ import annotations

from collections.abc import Sequence

from archgen.adr.names import name
from archgen.adr.record import Relation, Status
from archgen.adr.words import WRITTEN
from archgen.adr.writing.content import KEPT_CLOSING, KEPT_OPENING, Content

KEYS = {
    "deciders": "Deciders",
    "consulted": "Consulted",
    "informed": "Informed",
    "tags": "Tags",
    "decision-id": "Decision-Id",
}


def universal(content: Content, file: str) -> str:
    """The record as text, for the file of that name."""
    number = name(file).number
    title = content.title if number is None else f"{number}. {content.title}"
    blocks: list[Sequence[str]] = [
        (f"# {title}",),
        tuple(f"- {key}: {value}" for key, value in _head(content)),
        (f"Date: {content.date}",) if content.date else (),
        content.preamble,
        ("## Status",),
        *_status(content),
        content.notes,
        content.body,
        (KEPT_OPENING, *content.kept, KEPT_CLOSING) if content.kept else (),
    ]
    return "\n\n".join("\n".join(block) for block in blocks if block) + "\n"


def relation_line(relation: Relation) -> str:
    """`Supersedes [2. Use Redis as cache](0002-use-redis-cache.md)`."""
    words = WRITTEN.get(relation.kind, relation.words)
    return f"{words} {link(relation)}".strip()


def link(relation: Relation) -> str:
    """The Markdown link of a relation; brackets in its text are escaped unless they are paired."""
    label = relation.label or name(relation.target).slug or relation.target
    if not _paired(label):
        label = label.replace("[", "\\[").replace("]", "\\]")
    return f"[{label}]({relation.target})"


def _head(content: Content) -> list[tuple[str, str]]:
    fields = [(KEYS.get(key, key), value) for key, value in content.ordered_fields]
    dated = [("Date", content.date)] if content.date else []
    return [("Status", _status_value(content)), *dated, *fields]


def _status_value(content: Content) -> str:
    """In one line; a successor's link says its slug, which one of the readers looks up."""
    if content.status is Status.UNKNOWN:
        return content.status_text or content.status
    if content.successors:
        target = content.successors[0].target
        return f"superseded by [{target.rpartition('/')[2].rpartition('.')[0]}]({target})"
    return content.status


def _status(content: Content) -> list[tuple[str]]:
    """The paragraphs of the status section: the status, then the relations."""
    first = [] if content.successors else [(_status_value(content).capitalize(),)]
    if content.status is Status.UNKNOWN:
        first = [(_status_value(content),)]
    return [*first, *((relation_line(relation),) for relation in content.relations)]


def _paired(label: str) -> bool:
    depth = 0
    for char in label:
        depth += (char == "[") - (char == "]")
        if depth not in (0, 1):
            return False
    return depth == 0
