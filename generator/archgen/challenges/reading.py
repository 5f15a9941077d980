"""The contradictions of the knowledge base as it states them: read, and refused with every problem that is found."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from difflib import get_close_matches
from typing import Any

from archgen.brief import Schema
from archgen.challenges.challenges import SEVERITIES
from archgen.decisions import Piece, Sheet
from archgen.problems import Problem, stop_if
from archgen.sentences import parse, slots_of, stray_braces

_NEEDED = ("challenge", "title", "compares", "severity", "holds", "says", "ways")
_KEYS = frozenset({*_NEEDED, "arithmetic", "meanwhile", "sources"})


def challenge_rows(
    sheets: Iterable[Sheet], *, schema: Schema, facts: Collection[str], sources: Collection[str]
) -> dict[str, Mapping[str, Any]]:
    """The rows by id, those of upper layers in place of what bears their name; raises `Stop` with every problem."""
    problems: list[Problem] = []
    rows: dict[str, Mapping[str, Any]] = {}
    for sheet in sheets:
        shape = list(_misshapen(sheet.top))
        problems += shape or _wrong(sheet.top, schema, facts, sources)
        if not shape:
            rows[sheet.data["challenge"]] = sheet.data
    stop_if(problems)
    return rows


def _misshapen(top: Piece) -> Iterator[Problem]:
    if not isinstance(top.data, dict) or not isinstance(top.data.get("challenge"), str):
        yield _problem("missing", top, "a challenge without a name.", "Write 'challenge: its-name'.")
        return
    name = top.data["challenge"]
    for key in sorted(set(top.data) - _KEYS):
        yield _problem("unknown-key", top.at(key), f"{name}: '{key}' is no key.", _one_of(sorted(_KEYS)))
    for key in (key for key in _NEEDED if not top.data.get(key)):
        yield _problem("missing", top, f"{name}: '{key}' is missing.", "Every challenge says it.")
    ways = top.data.get("ways") or []
    if not isinstance(ways, list) or not all(isinstance(way, dict) and {"patch", "says"} <= way.keys() for way in ways):
        yield _problem("way", top.at("ways"), f"{name}: a way out has a 'patch' and 'says' what it means.", "")


def _wrong(top: Piece, schema: Schema, facts: Collection[str], sources: Collection[str]) -> Iterator[Problem]:
    row, name = top.data, top.data["challenge"]
    if row["severity"] not in SEVERITIES:
        what = f"{name}: '{row['severity']}' is no severity."
        yield _problem("severity", top.at("severity"), what, _one_of(SEVERITIES))
    for key in ("holds", "arithmetic"):
        for piece in top.at(key).parts() if key in row else ():
            if piece.data not in facts:
                yield _problem("fact", piece, f"{name}: there is no fact '{piece.data}'.", _near(piece.data, facts))
    for piece in top.at("sources").parts() if "sources" in row else ():
        if piece.data not in sources:
            yield _problem("source", piece, f"{name}: there is no source '{piece.data}'.", _near(piece.data, sources))
    if len(row["ways"]) < 2 or sum(bool(way.get("recommended")) for way in row["ways"]) != 1:
        what = f"{name}: a challenge has at least two ways out and recommends one of them."
        yield _problem("way", top.at("ways"), what, "Mark the one with 'recommended: true'.")
    for way in top.at("ways").parts():
        for fact in (fact for fact in way.data.get("when", ()) if fact not in facts):
            yield _problem("fact", way.at("when"), f"{name}: there is no fact '{fact}'.", _near(fact, facts))
        for path in way.data["patch"]:
            if schema.field(_plain(str(path))) is None:
                yield _problem(
                    "path", way.at("patch"), f"{name}: '{path}' is no answer of a brief.", "See `archgen schema`."
                )
    for piece in (top.at("says"), *(top.at(key) for key in ("meanwhile",) if key in row), *_said(top)):
        yield from _spoken(piece, name, facts)


def _said(top: Piece) -> Iterator[Piece]:
    yield from (way.at("says") for way in top.at("ways").parts())


def _spoken(piece: Piece, name: str, facts: Collection[str]) -> Iterator[Problem]:
    sentence = str(piece.data)
    wrong = [slot for slot in slots_of(sentence) if slot not in facts]
    if wrong or stray_braces(sentence):
        what = f"{name}: '{sentence}' has a slot that nothing fills: {', '.join(wrong) or 'a brace'}."
        yield _problem("slot", piece, what, _near(wrong[0], facts) if wrong else "Write {fact}.")
    if any(char.isdigit() for part in parse(sentence).parts if isinstance(part, str) for char in part):
        yield _problem(
            "digits", piece, f"{name}: '{sentence}' holds a number.", "Numbers come by slots, with their source."
        )


def _plain(path: str) -> str:
    """A path whose member is a slot, as the schema knows it: `journeys[{journey}].share`."""
    return path.replace("{", "").replace("}", "")


def _near(word: object, known: Collection[str]) -> str:
    close = get_close_matches(str(word), known, 1)
    return f"Did you mean '{close[0]}'?" if close else "Check its spelling, or add it first."


def _one_of(values: Collection[str]) -> str:
    return f"It takes: {', '.join(values)}."


def _problem(code: str, piece: Piece, what: str, hint: str) -> Problem:
    return Problem(f"challenge-{code}", piece.where, what, hint)
