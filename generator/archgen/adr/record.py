"""What a decision record says, whoever wrote it and in whichever format. Knows no format and no disk."""

from __future__ import annotations

from enum import StrEnum
from typing import NamedTuple


class Status(StrEnum):
    """Where a decision stands; `unknown` wherever that is not certain, never a guess."""

    DRAFT = "draft"
    PROPOSED = "proposed"
    ACCEPTED = "accepted"
    REJECTED = "rejected"
    DEPRECATED = "deprecated"
    SUPERSEDED = "superseded"
    UNKNOWN = "unknown"


class Kind(StrEnum):
    """How a record relates to another one; `other` keeps the words it was written with."""

    SUPERSEDES = "supersedes"
    SUPERSEDED_BY = "superseded-by"
    AMENDS = "amends"
    AMENDED_BY = "amended-by"
    DEPENDS_ON = "depends-on"
    REQUIRED_BY = "required-by"
    RELATES_TO = "relates-to"
    OTHER = "other"


INVERSE = {
    Kind.SUPERSEDES: Kind.SUPERSEDED_BY,
    Kind.SUPERSEDED_BY: Kind.SUPERSEDES,
    Kind.AMENDS: Kind.AMENDED_BY,
    Kind.AMENDED_BY: Kind.AMENDS,
    Kind.DEPENDS_ON: Kind.REQUIRED_BY,
    Kind.REQUIRED_BY: Kind.DEPENDS_ON,
    Kind.RELATES_TO: Kind.RELATES_TO,
}
ON_ACCEPTANCE = (Kind.SUPERSEDES, Kind.AMENDS)  # the other side is written when the record is accepted


class Relation(NamedTuple):
    """One typed link: `target` is a file name as linked, or a number as written (`ADR-0003`); `words` say how."""

    kind: Kind
    words: str
    target: str
    label: str = ""
    line: int = 0


class Record(NamedTuple):
    """One decision as its file tells it; `file` is relative to the log's folder, lines count from 1."""

    file: str
    number: int | None
    title: str
    status: Status
    status_text: str
    date: str
    deciders: tuple[str, ...]
    tags: tuple[str, ...]
    relations: tuple[Relation, ...]
    decision_id: str
    dialect: str
    status_line: int = 0

    @property
    def label(self) -> str:
        """`2. Use Redis as cache`, as links to the record say it."""
        return self.title if self.number is None else f"{self.number}. {self.title}"

    @property
    def stem(self) -> str:
        """The file's bare name without its ending."""
        return self.file.rpartition("/")[2].rpartition(".")[0]

    @property
    def successors(self) -> tuple[Relation, ...]:
        """The records that took this one's place."""
        return tuple(relation for relation in self.relations if relation.kind is Kind.SUPERSEDED_BY)
