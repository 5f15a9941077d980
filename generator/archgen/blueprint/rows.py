"""Rows of knowledge that pages are made of: rules of integrity, threats, risks and passages, read and proved.

This file knows rows, not designs; what binds them to one lies in the files that are named after them.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from difflib import get_close_matches
from typing import Any

from msgspec import Struct, field

from archgen.blueprint.layers import laid
from archgen.decisions import Piece, Sheet
from archgen.problems import Problem, Where, stop_if
from archgen.sentences import Slot, parse, stray_braces

LEVELS = ("low", "medium", "high")
STRIDE = ("spoofing", "tampering", "repudiation", "disclosure", "denial", "elevation")
OVER = ("said", "own", "origin", "both", "way", "thing")
SORTS = ("none", "personal", "sensitive", "health", "payment", "secret")
FAMILIES = ("technical", "operational", "people", "vendor")
SUBJECTS = (
    "",
    "journey",
    "entity",
    "dependency",
    "query",
    "object",
    "role",
    "team",
    "skill",
    "debt",
    "peak",
    "part",
    "candidate",
)
WORDS = frozenset({*SUBJECTS[1:], "source", "target", "crossing", "journeys", "column", "sealed", "untried"})

_KEYS = {
    "integrity": (
        {"rule", "matches", "seals", "over", "scoped", "mechanism", "how", "loser", "sources"},
        {"rule", "mechanism", "how", "loser"},
    ),
    "threat": (
        {
            *("threat", "stride", "from", "to", "when", "writes", "contested", "carries"),
            *("says", "control", "remains", "sources"),
        },
        {"threat", "stride", "from", "to", "says", "control", "remains", "sources"},
    ),
    "risk": (
        {"risk", "family", "per", "when", "says", "likelihood", "harm", "signal", "owner", "answer", "link", "sources"},
        {"risk", "family", "says", "likelihood", "harm", "answer", "link", "sources"},
    ),
    "passage": ({"id", "when", "once", "cells", "link", "sources"}, {"id", "cells"}),
}


class Section(Struct, frozen=True):
    """A table of a page: its columns, what it is repeated for, and its rows as the knowledge base states them."""

    id: str
    columns: tuple[str, ...]
    per: str
    rows: tuple[Mapping[str, Any], ...]


class Rows(Struct, frozen=True):
    """Everything that pages are made of beside decisions and failures."""

    integrity: tuple[Mapping[str, Any], ...] = ()
    threats: tuple[Mapping[str, Any], ...] = ()
    risks: tuple[Mapping[str, Any], ...] = ()
    sections: Mapping[str, Section] = field(default_factory=dict)
    wiring: Mapping[str, Any] = field(default_factory=lambda: {"through": (), "wires": (), "over": ({"says": ""},)})


def knowledge_rows(
    *,
    integrity: Iterable[Sheet],
    threats: Iterable[Sheet],
    risks: Iterable[Sheet],
    passages: Iterable[Sheet],
    wiring: Mapping[str, Any],
    slots: Collection[str],
    sources: Collection[str],
) -> Rows:
    """The rows of all files in their order, upper layers last; raises `Stop` with every problem."""
    problems: list[Problem] = []
    rules = _laid(integrity, "rules", "rule", problems)
    dangers = _laid(threats, "threats", "threat", problems)
    perils = _laid(risks, "risks", "risk", problems)
    sections = {section.id: (section, rows) for section, rows in _sections(passages, problems)}
    for kind, pieces in (("integrity", rules), ("threat", dangers), ("risk", perils)):
        for piece in pieces.values():
            problems += _of_row(kind, piece, slots, sources)
    for section, rows in sections.values():
        for piece in rows:
            problems += _of_row("passage", piece, slots, sources, name=f"{section.id}/{piece.data['id']}")
            problems += _miscounted(section, piece)
    stop_if(problems)
    return Rows(
        integrity=tuple(piece.data for piece in rules.values()),
        threats=tuple(piece.data for piece in dangers.values()),
        risks=tuple(piece.data for piece in perils.values()),
        sections={name: section for name, (section, _) in sections.items()},
        wiring=wiring,
    )


def _laid(sheets: Iterable[Sheet], rows: str, name: str, problems: list[Problem]) -> dict[str, Piece]:
    return laid((sheet.top for sheet in sheets), rows, name, problems)


def _sections(sheets: Iterable[Sheet], problems: list[Problem]) -> Iterator[tuple[Section, tuple[Piece, ...]]]:
    """Each section with its rows. A house adds rows to a section; a page of its own would be needed for another one."""
    stacks: dict[str, list[Piece]] = {}
    for sheet in sheets:
        for name, piece in _laid([sheet], "sections", "section", problems).items():
            if sheet.layer == "built-in" or name in stacks:
                stacks.setdefault(name, []).append(piece)
            else:
                near = get_close_matches(name, stacks, 1)
                hint = f"Did you mean '{near[0]}'?" if near else "Rows are added to the sections that pages print."
                problems.append(Problem("row-section", piece.where, f"no page prints a section '{name}'.", hint))
    for name, pieces in stacks.items():
        first = pieces[0].data
        rows = tuple(laid(pieces, "rows", "id", problems).values())
        section = Section(name, tuple(first["columns"]), first.get("per", ""), tuple(piece.data for piece in rows))
        if section.per not in SUBJECTS:
            what = f"{name}: nothing is called '{section.per}'."
            problems.append(Problem("row-subject", pieces[0].where, what, _one_of(SUBJECTS[1:])))
        yield section, rows


def _miscounted(section: Section, piece: Piece) -> Iterator[Problem]:
    if len(piece.data.get("cells", ())) != len(section.columns):
        what = f"{section.id}/{piece.data['id']}: has another number of cells than the section has columns."
        yield Problem("row-cells", piece.where, what, f"It takes one for each of {', '.join(section.columns)}.")


def _of_row(
    kind: str, piece: Piece, slots: Collection[str], sources: Collection[str], *, name: str = ""
) -> Iterator[Problem]:
    known, needed = _KEYS[kind]
    entry, where = piece.data, piece.where
    name = f"{kind} {name or entry.get(kind) or entry.get('rule', '?')}"
    for key in sorted(set(entry) - known):
        yield Problem("row-unknown-key", where, f"{name}: '{key}' is no key.", _one_of(sorted(known)))
    for key in sorted(key for key in needed if not entry.get(key) and entry.get(key) != []):
        yield Problem("row-missing", where, f"{name}: '{key}' is missing.", "Every row of this kind says it.")
    for source in entry.get("sources", ()):
        if source not in sources:
            hint = "Check its spelling, or add it first."
            yield Problem("row-source", where, f"{name}: '{source}' is no source.", hint)
    for fact in entry.get("when", {}):
        if fact not in slots:
            yield Problem("row-fact", where, f"{name}: '{fact}' is no fact.", "A row asks facts only.")
    yield from _choices(entry, name, where)
    for sentence in _sentences(entry):
        yield from _of_sentence(sentence, name, where, slots)


def _choices(entry: Mapping[str, Any], name: str, where: Where) -> Iterator[Problem]:
    allowed = {
        "over": OVER,
        "stride": STRIDE,
        "family": FAMILIES,
        "likelihood": LEVELS,
        "harm": LEVELS,
        "per": SUBJECTS,
    }
    for key, values in allowed.items():
        if key in entry and entry[key] not in values:
            yield Problem("row-choice", where, f"{name}: {key} cannot be '{entry[key]}'.", _one_of(values))
    for sort in entry.get("carries", ()):
        if sort not in SORTS:
            yield Problem("row-choice", where, f"{name}: carries cannot be '{sort}'.", _one_of(SORTS))


def _sentences(entry: Mapping[str, Any]) -> Iterator[str]:
    yield from entry.get("cells", ())
    yield from (
        entry[key] for key in ("how", "loser", "says", "control", "remains", "signal", "answer") if entry.get(key)
    )


def _of_sentence(sentence: str, name: str, where: Where, slots: Collection[str]) -> Iterator[Problem]:
    if stray_braces(sentence):
        what = f"{name}: '{sentence}' has a brace that opens no slot."
        yield Problem("row-slot", where, what, "Write {fact} or {fact[id]}.")
    if any(re.search(r"\d", part) for part in parse(sentence).parts if isinstance(part, str)):
        yield Problem("row-digits", where, f"{name}: '{sentence}' holds a figure.", "Numbers come from quantities.")
    for part in parse(sentence).parts:
        if isinstance(part, Slot) and part.name not in slots and part.name not in WORDS:
            yield Problem(
                "row-slot", where, f"{name}: nothing fills '{part}'.", "Name a fact, or a word of the subject."
            )


def _one_of(values: Collection[str]) -> str:
    return f"It takes: {', '.join(values)}."
