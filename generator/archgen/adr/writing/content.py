"""A record without its format: what a writer needs to write it again in another one, nothing lost."""

from __future__ import annotations

from typing import NamedTuple

from archgen.adr.record import Kind, Relation, Status

# Fields with a name of their own, in the order in which they are written.
KNOWN = ("deciders", "consulted", "informed", "tags", "decision-id")
STATUS_AS_WRITTEN = "Status as written"
DATE_AS_WRITTEN = "Date as written"
STATUS_NOTES = "Notes on the status"
KEPT_OPENING = "<!-- front matter"
KEPT_CLOSING = "-->"


class Content(NamedTuple):
    """`preamble` stands above the sections, `notes` beside the status; `kept` is front matter beyond values."""

    title: str
    status: Status
    status_text: str = ""
    date: str = ""
    fields: tuple[tuple[str, str], ...] = ()
    relations: tuple[Relation, ...] = ()
    preamble: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    body: tuple[str, ...] = ()
    kept: tuple[str, ...] = ()

    def field(self, name: str) -> str:
        """The value of a field; empty if it has none."""
        return dict(self.fields).get(name, "")

    @property
    def successors(self) -> tuple[Relation, ...]:
        return tuple(relation for relation in self.relations if relation.kind is Kind.SUPERSEDED_BY)

    @property
    def ordered_fields(self) -> tuple[tuple[str, str], ...]:
        """Known fields first, the others as they came."""
        known = [(key, self.field(key)) for key in KNOWN if self.field(key)]
        return (*known, *((key, value) for key, value in self.fields if key not in KNOWN))
