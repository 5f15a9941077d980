"""Rows of knowledge that pages are made of: rules of integrity, threats, risks and passages, read and proved.

This file knows rows, not designs; what binds them to one lies in the files that are named after them.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from archgen.problems import Problem, Where, stop_if
from archgen.sentences import Slot, parse, stray_braces

LEVELS = ("low", "medium", "high")
STRIDE = ("spoofing", "tampering", "repudiation", "disclosure", "denial", "elevation")
FAMILIES = ("technical", "operational", "people", "vendor")
SUBJECTS = ("", "journey", "entity", "dependency", "query", "object", "role", "team", "skill", "debt", "peak", "part")
WORDS = frozenset({*SUBJECTS[1:], "source", "target", "crossing", "journeys", "column"})

_KEYS = {
    "integrity": ({"rule", "matches", "mechanism", "how", "loser", "sources"}, {"rule", "mechanism", "how", "loser"}),
    "threat": (
        {"threat", "stride", "from", "to", "when", "writes", "says", "control", "remains", "sources"},
        {"threat", "stride", "from", "to", "says", "control", "remains", "sources"},
    ),
    "risk": (
        {"risk", "family", "per", "when", "says", "likelihood", "harm", "signal", "owner", "answer", "link", "sources"},
        {"risk", "family", "says", "likelihood", "harm", "answer", "link", "sources"},
    ),
    "passage": ({"id", "when", "cells", "link", "sources"}, {"id", "cells"}),
}


@dataclass(frozen=True, slots=True)
class Section:
    """A table of a page: its columns, what it is repeated for, and its rows as the knowledge base states them."""

    id: str
    columns: tuple[str, ...]
    per: str
    rows: tuple[Mapping[str, Any], ...]


@dataclass(frozen=True, slots=True)
class Rows:
    """Everything that pages are made of beside decisions and failures."""

    integrity: tuple[Mapping[str, Any], ...] = ()
    threats: tuple[Mapping[str, Any], ...] = ()
    risks: tuple[Mapping[str, Any], ...] = ()
    sections: Mapping[str, Section] = field(default_factory=dict)
    wiring: Mapping[str, Any] = field(default_factory=lambda: {"through": (), "wires": ()})


def knowledge_rows(
    *,
    integrity: Mapping[str, Any],
    threats: Mapping[str, Any],
    risks: Mapping[str, Any],
    passages: Mapping[str, Any],
    wiring: Mapping[str, Any],
    slots: Collection[str],
    sources: Collection[str],
) -> Rows:
    """The rows of all files in their order; raises `Stop` with every problem."""
    found = Rows(
        integrity=tuple(row for data in integrity.values() for row in data["rules"]),
        threats=tuple(row for data in threats.values() for row in data["threats"]),
        risks=tuple(row for data in risks.values() for row in data["risks"]),
        sections={section.id: section for data in passages.values() for section in _sections(data)},
        wiring=wiring,
    )
    stop_if(list(_problems(found, slots, sources)))
    return found


def _sections(data: Mapping[str, Any]) -> Iterator[Section]:
    for entry in data["sections"]:
        yield Section(entry["section"], tuple(entry["columns"]), entry.get("per", ""), tuple(entry["rows"]))


def _problems(rows: Rows, slots: Collection[str], sources: Collection[str]) -> Iterator[Problem]:
    for kind, entries in (("integrity", rows.integrity), ("threat", rows.threats), ("risk", rows.risks)):
        for entry in entries:
            yield from _of_row(kind, entry, slots, sources)
    for section in rows.sections.values():
        for entry in section.rows:
            yield from _of_row("passage", entry, slots, sources, name=f"{section.id}/{entry.get('id', '')}")
            if len(entry.get("cells", ())) != len(section.columns):
                text = f"{section.id}/{entry.get('id')}: has another number of cells than the section has columns."
                yield _problem("row-cells", text, f"It takes one for each of {', '.join(section.columns)}.")
        if section.per not in SUBJECTS:
            yield _problem("row-subject", f"{section.id}: nothing is called '{section.per}'.", _one_of(SUBJECTS[1:]))


def _of_row(
    kind: str, entry: Mapping[str, Any], slots: Collection[str], sources: Collection[str], *, name: str = ""
) -> Iterator[Problem]:
    known, needed = _KEYS[kind]
    name = f"{kind} {name or entry.get(kind) or entry.get('rule', '?')}"
    for key in sorted(set(entry) - known):
        yield _problem("row-unknown-key", f"{name}: '{key}' is no key.", _one_of(sorted(known)))
    for key in sorted(key for key in needed if not entry.get(key)):
        yield _problem("row-missing", f"{name}: '{key}' is missing.", "Every row of this kind says it.")
    for source in entry.get("sources", ()):
        if source not in sources:
            yield _problem("row-source", f"{name}: '{source}' is no source.", "Check its spelling, or add it first.")
    for fact in entry.get("when", {}):
        if fact not in slots:
            yield _problem("row-fact", f"{name}: '{fact}' is no fact.", "A row asks facts only.")
    yield from _choices(entry, name)
    for sentence in _sentences(entry):
        yield from _of_sentence(sentence, name, slots)


def _choices(entry: Mapping[str, Any], name: str) -> Iterator[Problem]:
    allowed = {"stride": STRIDE, "family": FAMILIES, "likelihood": LEVELS, "harm": LEVELS, "per": SUBJECTS}
    for key, values in allowed.items():
        if key in entry and entry[key] not in values:
            yield _problem("row-choice", f"{name}: {key} cannot be '{entry[key]}'.", _one_of(values))


def _sentences(entry: Mapping[str, Any]) -> Iterator[str]:
    yield from entry.get("cells", ())
    yield from (
        entry[key] for key in ("how", "loser", "says", "control", "remains", "signal", "answer") if entry.get(key)
    )


def _of_sentence(sentence: str, name: str, slots: Collection[str]) -> Iterator[Problem]:
    if stray_braces(sentence):
        yield _problem(
            "row-slot", f"{name}: '{sentence}' has a brace that opens no slot.", "Write {fact} or {fact[id]}."
        )
    if any(re.search(r"\d", part) for part in parse(sentence).parts if isinstance(part, str)):
        yield _problem("row-digits", f"{name}: '{sentence}' holds a figure.", "Numbers come from quantities.")
    for part in parse(sentence).parts:
        if isinstance(part, Slot) and part.name not in slots and part.name not in WORDS:
            yield _problem("row-slot", f"{name}: nothing fills '{part}'.", "Name a fact, or a word of the subject.")


def _one_of(values: Collection[str]) -> str:
    return f"It takes: {', '.join(values)}."


def _problem(code: str, what: str, hint: str) -> Problem:
    return Problem(code, Where("knowledge"), what, hint)
