"""The codes of findings in a decision log: how grave each is, and what it is about."""

from __future__ import annotations

from typing import NamedTuple

from archgen.problems import Level


class Code(NamedTuple):
    """A note does not make the check fail."""

    level: Level
    title: str


CODES = {
    "adr-duplicate-number": Code("error", "Two records have one number"),
    "adr-number-taken": Code("error", "Another branch has a record of this number"),
    "adr-number-taken-here": Code("note", "A branch uses a number that this branch has"),
    "adr-changed": Code("error", "An accepted record was changed"),
    "adr-amendment-changed": Code("error", "An amendment was changed or taken away"),
    "adr-amendment-undated": Code("warning", "An amendment has no date"),
    "adr-gone": Code("error", "An accepted record is gone"),
    "adr-unsealed": Code("note", "An accepted record is not sealed yet"),
    "adr-status-unknown": Code("warning", "The status is not known"),
    "adr-status-missing": Code("warning", "The record says no status"),
    "adr-status-differs": Code("error", "The status stands twice and differs"),
    "adr-date-differs": Code("error", "The date stands twice and differs"),
    "adr-no-title": Code("warning", "The record has no title"),
    "adr-title-number": Code("warning", "Title and file name have different numbers"),
    "adr-dangling-link": Code("error", "A link leads to no record"),
    "adr-one-sided": Code("error", "Only one of two records says how they relate"),
    "adr-cycle": Code("error", "Records supersede each other in a circle"),
    "adr-no-successor": Code("warning", "A superseded record names no successor"),
    "adr-weak-successor": Code("warning", "A record is superseded by one that was not accepted"),
    "adr-stray-file": Code("warning", "A file that is no record lies in the log's folder"),
    "adr-other-file": Code("note", "A file that is no record lies in the log's folder, where its readers expect that"),
    "adr-unreadable": Code("warning", "The file is no text"),
    "adr-layout": Code("warning", "A reader of records would read this one wrongly"),
    "adr-revisit": Code("warning", "The decision should be looked at again"),
    "adr-config": Code("error", "The settings of the log are wrong"),
}


def level(code: str) -> Level:
    """How grave a finding is; what is not known is an error."""
    return CODES[code].level if code in CODES else "error"
