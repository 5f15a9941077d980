"""A record that is to be written: its parts as Markdown, without number, file or format."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any, NamedTuple

from archgen.adr.record import Kind, Status


class Option(NamedTuple):
    """One alternative: what each criterion says of it, in the same words as for the others."""

    title: str
    says: Mapping[str, str] = MappingProxyType({})
    chosen: bool = False


class RecordDraft(NamedTuple):
    """All texts are Markdown, escaped by whoever made them; an empty part is asked for in the written record.

    `decision_id` ties the record to a decision that archgen derives, `outcome` is what that decided, `revisit_when`
    holds its condition as data.
    `links` are relations to other records by file name, number or decision id.
    """

    title: str
    decision_id: str = ""
    outcome: str = ""
    status: Status = Status.PROPOSED
    date: str = ""
    deciders: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    context: str = ""
    drivers: tuple[str, ...] = ()
    options: tuple[Option, ...] = ()
    decision: str = ""
    against: str = ""
    consequences: tuple[str, ...] = ()
    confirmation: str = ""
    revisit: str = ""
    revisit_when: Mapping[str, Any] = MappingProxyType({})
    sections: tuple[tuple[str, str], ...] = ()
    links: tuple[tuple[Kind, str], ...] = ()
