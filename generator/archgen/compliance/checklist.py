"""The checks as the knowledge base states them, read and proved. Knows no design and no repository.

A check passes by what it reads: facts (`passes`, `fails`), a measure of the design (`by`), files of the repository
(`repository`), or what the team answers (`asks`), as a value against a `limit` or as a yes. It never passes by itself.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping
from typing import Any

from msgspec import Struct, field

from archgen.compliance.measures import MEASURES
from archgen.problems import Problem, Where, stop_if
from archgen.sentences import Slot, parse, stray_braces

_KEYS = {
    *("check", "title", "sources", "when", "otherwise", "passes", "fails", "by", "repository", "asks", "limit"),
    *("above", "nothing", "pass", "fail", "open", "links"),
}
_SAID = ("pass", "fail", "open", "asks", "otherwise", "nothing")
_WAYS = ("by", "repository", "asks", "passes", "fails")
_WORDS = frozenset({"named"})


class Check(Struct, frozen=True):
    """One check: when it applies, how it is decided, what is said of each outcome, and where the evidence stands.

    `asks` is the question to the team; its value passes up to the figure `limit`, or from it on where `above`.
    """

    id: str
    group: str
    title: str
    sources: tuple[str, ...]
    when: Mapping[str, Any] = field(default_factory=dict)
    otherwise: str = ""
    passes: Mapping[str, Any] | None = None
    fails: Mapping[str, Any] | None = None
    by: str = ""
    repository: str = ""
    asks: str = ""
    limit: str = ""
    above: bool = False
    nothing: str = ""
    says: Mapping[str, str] = field(default_factory=dict)
    links: tuple[str, ...] = ()


class CheckNames(Struct, frozen=True):
    """The names that a check may use."""

    facts: Collection[str]
    sources: Collection[str]
    looks: Collection[str]


def read_checks(files: Mapping[str, Mapping[str, Any]]) -> tuple[Check, ...]:
    """The checks of all files in the order of their places, those of one group together."""
    groups = sorted(files.values(), key=lambda data: data["place"])
    return tuple(_check(entry, data["group"]) for data in groups for entry in data["checks"])


def prove_checks(files: Mapping[str, Mapping[str, Any]], names: CheckNames) -> None:
    """Raise `Stop` with every problem of these files."""
    stop_if([problem for data in files.values() for entry in data["checks"] for problem in _problems(entry, names)])


def _check(entry: Mapping[str, Any], group: str) -> Check:
    return Check(
        id=entry["check"],
        group=group,
        title=entry["title"],
        sources=tuple(entry["sources"]),
        when=entry.get("when", {}),
        otherwise=entry.get("otherwise", ""),
        passes=entry.get("passes"),
        fails=entry.get("fails"),
        by=entry.get("by", ""),
        repository=entry.get("repository", ""),
        asks=entry.get("asks", ""),
        limit=entry.get("limit", ""),
        above=entry.get("above", False),
        nothing=entry.get("nothing", ""),
        says={state: entry[state] for state in ("pass", "fail", "open") if state in entry},
        links=tuple(entry.get("links", ())),
    )


def _problems(entry: Mapping[str, Any], names: CheckNames) -> Iterator[Problem]:
    place = f"check {entry.get('check', '?')}"
    for key in sorted(set(entry) - _KEYS):
        yield _problem("compliance-key", f"{place}: '{key}' is no key.", f"It takes: {', '.join(sorted(_KEYS))}.")
    for key in ("check", "title", "sources"):
        if key not in entry:
            yield _problem("compliance-missing", f"{place}: '{key}' is missing.", "Every check says it.")
    ways = [way for way in _WAYS if entry.get(way)]
    if not ways or (len(ways) > 1 and set(ways) != {"passes", "fails"}):
        what = f"{place}: is decided by {' and '.join(ways) or 'nothing'}."
        yield _problem("compliance-way", what, f"Give it one of {', '.join(_WAYS)}.")
    if bool(entry.get("when")) != bool(entry.get("otherwise")):
        what = f"{place}: says when it applies or why it does not, and not both."
        yield _problem("compliance-otherwise", what, "Give it 'when' and 'otherwise', or neither.")
    yield from _unknown(entry, place, names)
    for key in _SAID:
        yield from _of_sentence(place, entry.get(key, ""), names)


def _unknown(entry: Mapping[str, Any], place: str, names: CheckNames) -> Iterator[Problem]:
    asked = (*entry.get("when", {}), *entry.get("passes", {}), *entry.get("fails", {}))
    limit = (entry["limit"],) if "limit" in entry else ()
    for kind, found, known in (
        ("fact", (*asked, *limit), names.facts),
        ("source", tuple(entry.get("sources", ())), names.sources),
        ("measure", (entry["by"],) if entry.get("by") else (), MEASURES),
        ("look", (entry["repository"],) if entry.get("repository") else (), names.looks),
    ):
        for name in found:
            if name not in known:
                yield _problem(f"compliance-{kind}", f"{place}: '{name}' is no {kind}.", "Check its spelling.")


def _of_sentence(place: str, sentence: str, names: CheckNames) -> Iterator[Problem]:
    if stray_braces(sentence):
        yield _problem("compliance-slot", f"{place}: '{sentence}' has a brace that opens no slot.", "Write {fact}.")
    for part in parse(sentence).parts:
        if isinstance(part, Slot) and part.name not in names.facts and part.name not in _WORDS:
            yield _problem("compliance-slot", f"{place}: nothing fills '{part}'.", "Name a fact or a figure.")
        if isinstance(part, str) and re.search(r"\d", re.sub(r"`[^`]*`", "", part)):
            hint = "Numbers come from facts and figures."
            yield _problem("compliance-digits", f"{place}: '{sentence}' holds a figure.", hint)


def _problem(code: str, what: str, hint: str) -> Problem:
    return Problem(code, Where("compliance"), what, hint)
