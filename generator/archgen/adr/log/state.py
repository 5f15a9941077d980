"""What archgen remembers of a log, in `.archgen/adr.json`: seals of accepted records, what decisions wrote."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from msgspec import Struct, field
from msgspec.structs import asdict

from archgen.problems import Exit, Problem, Stop, Where

FILE = ".archgen/adr.json"
VERSION = 1


class Seal(Struct, frozen=True):
    """An accepted record as it was accepted: a hash of each part, and of each amendment since."""

    parts: Mapping[str, str]
    amendments: tuple[str, ...] = ()


class Derived(Struct, frozen=True):
    """What a decision wrote into a record: its outcome, the title, hashes of the blocks, when to look at it again."""

    decision: str
    outcome: str = ""
    title: str = ""
    blocks: tuple[str, ...] = ()
    revisit: Mapping[str, Any] = field(default_factory=dict)


class State(Struct, frozen=True):
    """Both by the record's path from the root."""

    sealed: Mapping[str, Seal] = field(default_factory=dict)
    derived: Mapping[str, Derived] = field(default_factory=dict)


def parse(text: str) -> State:
    """The state in a file's text; stops where it cannot be read, since writing over it would lose seals."""
    if not text.strip():
        return State()
    try:
        data = json.loads(text)
        if data["version"] > VERSION:
            raise Stop([Problem("adr-state", Where(FILE), "the file is from a newer archgen.", "Update archgen.")])
        sealed = {
            path: Seal(_texts(one["parts"]), tuple(map(str, one["amendments"])))
            for path, one in _rows_of(data, "sealed")
        }
        derived = {path: _derived(one) for path, one in _rows_of(data, "derived")}
        return State(sealed, derived)
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError) as wrong:
        line = wrong.lineno if isinstance(wrong, json.JSONDecodeError) else 0
        what = f"the seals of accepted records cannot be read: {type(wrong).__name__}: {wrong}."
        hint = "If two branches were merged, keep the lines of both; else take the file back from git."
        raise Stop([Problem("adr-state", Where(FILE, line), what, hint)], Exit.BAD_INPUT) from None


def dump(state: State) -> str:
    """The file's text: one record a line, sorted, so that two branches seldom touch the same line."""
    sealed = {
        path: {"parts": dict(one.parts), "amendments": list(one.amendments)} for path, one in state.sealed.items()
    }
    derived = {path: asdict(one) for path, one in state.derived.items()}
    return f'{{"version": {VERSION},\n"sealed": {_rows(sealed)},\n"derived": {_rows(derived)}}}\n'


def _rows_of(data: Any, part: str) -> list[tuple[str, Any]]:
    return [(str(key), one) for key, one in data[part].items()]


def _derived(one: Any) -> Derived:
    decision, outcome, title = (str(one[key]) for key in ("decision", "outcome", "title"))
    return Derived(decision, outcome, title, tuple(map(str, one["blocks"])), dict(one["revisit"]))


def _texts(parts: Any) -> dict[str, str]:
    return {str(name): str(value) for name, value in parts.items()}


def _rows(data: Mapping[str, Any]) -> str:
    if not data:
        return "{}"
    rows = (
        f"{json.dumps(key, ensure_ascii=False)}: {json.dumps(data[key], ensure_ascii=False)}" for key in sorted(data)
    )
    return "{\n" + ",\n".join(rows) + "\n}"
