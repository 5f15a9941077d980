"""MADR 4: front matter with an unquoted status, no blank line before the title, links at the end."""

from __future__ import annotations

from collections.abc import Sequence

from archgen.adr.names import name
from archgen.adr.reading.front import scalar, written
from archgen.adr.record import Status
from archgen.adr.words import LINK_HEADINGS
from archgen.adr.writing.content import STATUS_NOTES, Content
from archgen.adr.writing.universal import relation_line

KEYS = {"deciders": "decision-makers"}


def madr4(content: Content, _file: str) -> str:
    """The record as text; its file's name alone carries the number."""
    front = [f"{KEYS.get(key, key)}: {_value(value)}" for key, value in _head(content)]
    top = ["---", *front, *content.kept, "---", f"# {content.title}"]
    blocks: list[Sequence[str]] = [
        top,
        content.preamble,
        *([(f"## {STATUS_NOTES}",), content.notes] if content.notes else []),
        content.body,
        *_links(content),
    ]
    return "\n\n".join("\n".join(block) for block in blocks if block) + "\n"


def _head(content: Content) -> list[tuple[str, str]]:
    dated = [("date", content.date)] if content.date else []
    return [("status", _status(content)), *dated, *content.ordered_fields]


def _status(content: Content) -> str:
    if content.status is Status.UNKNOWN:
        return content.status_text or content.status
    if content.successors:
        target = content.successors[0].target
        named = name(target)
        label = f"ADR-{named.digits}" if named.number is not None else target.rpartition("/")[2].rpartition(".")[0]
        return f"superseded by [{label}]({target})"
    return content.status


def _value(value: str) -> str:
    """Unquoted where YAML allows it; quotes that a person wrote stay if they were not needed."""
    inner = scalar(value) if value[:1] in "\"'" else None
    return value if inner is not None and written(inner) == inner else written(value)


def _links(content: Content) -> list[Sequence[str]]:
    """The relations as the last section, under a heading that the text does not use yet."""
    if not content.relations:
        return []
    used = {line.strip("# ").casefold() for line in content.body if line.startswith("#")}
    title = next((title for title in LINK_HEADINGS if title.casefold() not in used), LINK_HEADINGS[-1])
    return [(f"## {title}",), tuple(f"- {relation_line(relation)}" for relation in content.relations)]
