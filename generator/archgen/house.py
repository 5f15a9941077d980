"""House rules: what an organisation lays over the built-in knowledge. Texts of its folder to values; no disk."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from msgspec import Struct, field

from archgen.decisions import Sheet
from archgen.problems import Problem, Where, stop_if
from archgen.yamltext import Parsed, parse

LAYER = "house"
ROWS = ("failures", "challenges", "passages", "risks", "threats")
PARTS = ("decisions", "archetypes", "handbook", "compliance", *ROWS)
FILES = ("sources", "figures")


class House(Struct, frozen=True, dict=True):
    """The parts of a house pack: its tables and its files of rows with their lines, the rest by file name."""

    sheets: tuple[Sheet, ...] = ()
    archetypes: Mapping[str, Any] = field(default_factory=dict)
    rows: Mapping[str, tuple[Sheet, ...]] = field(default_factory=dict)
    handbook: Mapping[str, Any] = field(default_factory=dict)
    compliance: Mapping[str, Any] = field(default_factory=dict)
    sources: Mapping[str, Any] = field(default_factory=dict)
    figures: Mapping[str, Any] = field(default_factory=dict)


def read_house(texts: Mapping[str, str]) -> House:
    """The house pack of these texts, by path from its folder: `decisions/broker.yaml`; stops with every problem."""
    parsed = {path: parse(text, file=path, top="mapping") for path, text in sorted(texts.items())}
    stop_if([*_unknown(parsed), *(problem for each in parsed.values() for problem in each.problems)])
    of = {part: {_stem(path): each for path, each in parsed.items() if path.startswith(f"{part}/")} for part in PARTS}
    return House(
        sheets=_sheets(of["decisions"]),
        archetypes={name: each.data for name, each in of["archetypes"].items()},
        rows={part: _sheets(of[part]) for part in ROWS},
        handbook={name: each.data for name, each in of["handbook"].items()},
        compliance={name: each.data for name, each in of["compliance"].items()},
        **{name: _top(name, parsed) for name in FILES},
    )


def _sheets(files: Mapping[str, Parsed]) -> tuple[Sheet, ...]:
    return tuple(Sheet(each.data, each.file, each.lines, LAYER) for each in files.values())


def _unknown(parsed: Mapping[str, Parsed]) -> Iterator[Problem]:
    for path in parsed:
        if path.partition("/")[0] not in PARTS and _stem(path) not in FILES:
            what = f"'{path}' belongs to no part of a house pack."
            hint = f"Put it into {', '.join(PARTS)}, or call it {' or '.join(f'{name}.yaml' for name in FILES)}."
            yield Problem("house-unknown-file", Where(path), what, hint)


def _stem(path: str) -> str:
    return path.rpartition("/")[2].removesuffix(".yaml")


def _top(name: str, parsed: Mapping[str, Parsed]) -> Mapping[str, Any]:
    found = parsed.get(f"{name}.yaml")
    return found.data if found else {}
