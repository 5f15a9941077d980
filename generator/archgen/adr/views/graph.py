"""The log as a graph: records and how they relate, for Mermaid or as data."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

from archgen.adr.log.log import Log
from archgen.adr.record import INVERSE, Kind, Record, Status

_LABELS = {
    Kind.SUPERSEDES: "supersedes",
    Kind.AMENDS: "amends",
    Kind.DEPENDS_ON: "depends on",
    Kind.RELATES_TO: "relates to",
}
_ARROWS = {Kind.SUPERSEDES: "==>", Kind.AMENDS: "-->", Kind.DEPENDS_ON: "-.->", Kind.RELATES_TO: "---"}
_COLOURS = {
    Status.ACCEPTED: "fill:#d7f0dd,stroke:#1b6e3a,color:#0b2b17",
    Status.PROPOSED: "fill:#dbe8fb,stroke:#2457a6,color:#0d2344",
    Status.DRAFT: "fill:#dbe8fb,stroke:#2457a6,color:#0d2344,stroke-dasharray:4",
    Status.REJECTED: "fill:#f7dcdc,stroke:#a12a2a,color:#3f0f0f",
    Status.DEPRECATED: "fill:#eeeeee,stroke:#666666,color:#333333",
    Status.SUPERSEDED: "fill:#eeeeee,stroke:#666666,color:#333333",
    Status.UNKNOWN: "fill:#fff3cd,stroke:#8a6d00,color:#3d3000",
}
_WIDEST = 60


class Edge(NamedTuple):
    """`one` relates to `other`, both file names."""

    one: str
    kind: Kind
    words: str
    other: str


def edges(log: Log) -> tuple[Edge, ...]:
    """Every relation once, told from the side that acts: 'is superseded by' is the other one's 'supersedes'."""
    found: dict[Edge, None] = {}
    for record in log.records:
        for relation in record.relations:
            other = log.target(record, relation)
            if other is None or other.file == record.file:
                continue
            edge = Edge(record.file, relation.kind, relation.words, other.file)
            found[_forward(edge)] = None
    return tuple(found)


def mermaid(log: Log, *, linked: bool = False, only: Sequence[Edge] | None = None) -> str:
    """A flowchart; with `linked` only of records that relate to another one, by the edges in `only` if given."""
    joined = edges(log) if only is None else only
    ends = {end for edge in joined for end in (edge.one, edge.other)}
    shown = [record for record in log.records if not linked or record.file in ends]
    names = {record.file: f"r{at}" for at, record in enumerate(shown)}
    lines = ["flowchart TB", *_nodes(shown, names)]
    for edge in joined:
        label = _LABELS.get(edge.kind) or escaped(edge.words)
        lines.append(
            f'  {names[edge.one]} {_ARROWS.get(edge.kind, "-->")}|"{label or "links to"}"| {names[edge.other]}'
        )
    return "\n".join([*lines, *_classes(shown)]) + "\n"


def data(log: Log) -> dict[str, Any]:
    """Nodes and edges as data."""
    nodes = [
        {"file": log.path(record.file), "number": record.number, "title": record.title, "status": str(record.status)}
        for record in log.records
    ]
    joined = [
        {"from": log.path(edge.one), "kind": str(edge.kind), "words": edge.words, "to": log.path(edge.other)}
        for edge in edges(log)
    ]
    return {"version": 1, "log": log.folder, "nodes": nodes, "edges": joined}


def _nodes(records: Sequence[Record], names: dict[str, str]) -> Iterator[str]:
    for record in records:
        yield f'  {names[record.file]}["{escaped(record.label)}"]:::{record.status}'


def _classes(records: Sequence[Record]) -> Iterator[str]:
    used = {record.status for record in records}
    yield from (f"  classDef {status} {_COLOURS[status]}" for status in Status if status in used)


def _forward(edge: Edge) -> Edge:
    if edge.kind in (Kind.SUPERSEDED_BY, Kind.AMENDED_BY, Kind.REQUIRED_BY):
        return Edge(edge.other, INVERSE[edge.kind], "", edge.one)
    if edge.kind is Kind.RELATES_TO and edge.other < edge.one:
        return Edge(edge.other, edge.kind, "", edge.one)
    return edge if edge.kind is Kind.OTHER else edge._replace(words="")


def escaped(text: str) -> str:
    """A label that Mermaid and HTML read as text."""
    cut = text if len(text) <= _WIDEST else text[: _WIDEST - 1].rstrip() + "…"
    return "".join(char if char.isalnum() or char in " -.,/_%+…" else f"#{ord(char)};" for char in cut)
