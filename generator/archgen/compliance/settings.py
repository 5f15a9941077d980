"""What a team says of its checks in `.archgen/config.yaml`: answers with evidence, waivers with reason and end."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Any, TypeVar

from msgspec import Struct

from archgen.configuration import FILE
from archgen.problems import Problem, Where, stop_if
from archgen.quantities import parse_quantity
from archgen.yamltext import Parsed, parse

_KEYS = {
    "waivers": ({"check", "because", "until", "design", "by"}, ("check", "because", "until")),
    "answers": ({"check", "value", "evidence", "as_of", "design"}, ("check", "value", "evidence", "as_of")),
}


class Waiver(Struct, frozen=True):
    """A check that a team does not follow for now: why, until when, in which design ("" for all), who says so."""

    check: str
    because: str
    until: date
    design: str
    by: str
    where: Where


class Reply(Struct, frozen=True):
    """What a team answers to a check: a value or a yes or no, what proves it, and the day of it."""

    check: str
    value: str
    evidence: str
    as_of: date
    design: str
    where: Where


E = TypeVar("E", Waiver, Reply)


class Settings(Struct, frozen=True):
    """The waivers and answers of a repository."""

    waivers: tuple[Waiver, ...] = ()
    replies: tuple[Reply, ...] = ()

    def waiver(self, check: str, design: str) -> Waiver | None:
        """The waiver of a check in a design; one that names the design goes before one for all."""
        return _of(self.waivers, check, design)

    def reply(self, check: str, design: str) -> Reply | None:
        """The answer to a check in a design; one that names the design goes before one for all."""
        return _of(self.replies, check, design)


def read_settings(text: str, checks: Sequence[str]) -> Settings:
    """The waivers and answers in the text of the configuration; stops with every problem."""
    if "compliance" not in text:
        return Settings()
    parsed = parse(text, file=FILE, top="mapping")
    said = parsed.data.get("compliance")
    if said is None:
        return Settings()
    stop_if(list(_problems(parsed, said, frozenset(checks))))
    return Settings(
        tuple(_waiver(entry, parsed, place) for place, entry in enumerate(said.get("waivers") or ())),
        tuple(_reply(entry, parsed, place) for place, entry in enumerate(said.get("answers") or ())),
    )


def _of(entries: Sequence[E], check: str, design: str) -> E | None:
    mine = [entry for entry in entries if entry.check == check and entry.design in ("", design)]
    return max(mine, key=lambda entry: bool(entry.design), default=None)


def _waiver(entry: Mapping[str, Any], parsed: Parsed, place: int) -> Waiver:
    until = date.fromisoformat(str(entry["until"]))
    where = parsed.where(("compliance", "waivers", place))
    design, by = str(entry.get("design", "")), str(entry.get("by", ""))
    return Waiver(str(entry["check"]), str(entry["because"]), until, design, by, where)


def _reply(entry: Mapping[str, Any], parsed: Parsed, place: int) -> Reply:
    as_of = date.fromisoformat(str(entry["as_of"]))
    where = parsed.where(("compliance", "answers", place))
    value = {True: "yes", False: "no"}.get(entry["value"]) if isinstance(entry["value"], bool) else str(entry["value"])
    return Reply(str(entry["check"]), str(value), str(entry["evidence"]), as_of, str(entry.get("design", "")), where)


def _problems(parsed: Parsed, said: Any, checks: frozenset[str]) -> Iterator[Problem]:
    if not isinstance(said, Mapping):
        what = "'compliance' is no mapping."
        yield Problem("compliance-shape", parsed.where(("compliance",)), what, "Give it 'waivers' and 'answers'.")
        return
    for key, entries in said.items():
        where = parsed.where(("compliance", key))
        if key not in _KEYS:
            what = f"'{key}' is no part of compliance."
            yield Problem("compliance-unknown-key", where, what, "It takes: waivers, answers.")
        elif not isinstance(entries, list):
            yield Problem("compliance-shape", where, f"'{key}' is no list.", "Write one entry a line, with '- '.")
        else:
            for place, entry in enumerate(entries):
                yield from _of_entry(entry, key, parsed.where(("compliance", key, place)), checks)


def _of_entry(entry: Any, kind: str, where: Where, checks: frozenset[str]) -> Iterator[Problem]:
    known, needed = _KEYS[kind]
    if not isinstance(entry, Mapping):
        yield Problem("compliance-shape", where, f"an entry of {kind} is no mapping.", f"Give it {', '.join(needed)}.")
        return
    for key in sorted(map(str, set(entry) - known)):
        hint = f"It takes: {', '.join(sorted(known))}."
        yield Problem("compliance-unknown-key", where, f"'{key}' is no key of {kind}.", hint)
    for key in (key for key in needed if entry.get(key) in (None, "")):
        yield Problem("compliance-missing", where, f"'{key}' is missing.", f"Each of {kind} says {', '.join(needed)}.")
    if entry.get("check") and str(entry["check"]) not in checks:
        hint = "The compliance page of a design names them."
        yield Problem("compliance-unknown-check", where, f"there is no check '{entry['check']}'.", hint)
    for key in ("until", "as_of"):
        if entry.get(key) and not _is_date(entry[key]):
            yield Problem("compliance-date", where, f"'{entry[key]}' is no date.", "Write it as 2027-03-31.")
    if kind == "answers" and entry.get("value") not in (None, "") and not _is_value(entry["value"]):
        hint = "Write yes or no, or a number with its unit, such as 90 min."
        yield Problem("compliance-value", where, f"'{entry['value']}' is no value.", hint)


def _is_date(value: Any) -> bool:
    try:
        date.fromisoformat(str(value))
    except ValueError:
        return False
    return True


def _is_value(value: Any) -> bool:
    if isinstance(value, bool) or str(value) in ("yes", "no"):
        return True
    try:
        parse_quantity(str(value))
    except ValueError:
        return False
    return True
