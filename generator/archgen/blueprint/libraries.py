"""Resilience by library: per language the maintained breaker, retry and outbox, set to what this traffic asks for."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from msgspec import Struct

from archgen.blueprint.parts import Component, Neighbour
from archgen.blueprint.speech import Filled, Speaker
from archgen.brief import CARRIERS
from archgen.resolver import Design

_STORE = "primary-store"
_HANDED_OVER = "hand-over"


class Package(Struct, frozen=True):
    """A library for a duty, its version and licence as they stood on the day of its source, and its trap."""

    duty: str
    name: str
    version: str
    released: str
    licence: str
    trap: str
    source: str


class Guard(Struct, frozen=True):
    """What stands before the calls to one neighbour: settings of its breaker and its retry, in the library's words."""

    neighbour: str
    breaker: tuple[tuple[str, Filled], ...]
    retry: tuple[tuple[str, Filled], ...]


class Libraries(Struct, frozen=True):
    """The libraries of one design; `missing` are the duties for which nobody looked one up."""

    packages: tuple[Package, ...]
    guards: tuple[Guard, ...]
    missing: tuple[str, ...]


def libraries(
    speaker: Speaker,
    knowledge: Mapping[str, Any],
    *,
    neighbours: Sequence[Neighbour],
    components: Sequence[Component],
    alike: Mapping[str, str],
) -> Libraries:
    """What the language of the design offers for the duties that it has.

    `alike` says which technologies are spoken to like another: a managed PostgreSQL is one.
    """
    design = speaker.design
    known = {entry["id"]: entry for entry in knowledge["packages"]}
    mine: Mapping[str, Any] = next(
        (entry for entry in knowledge["libraries"] if entry["language"] == design["language"]), {}
    )
    called = [other.id for other in neighbours if design["dependency_called"][other.id]]
    engine = next((part.technology.id for part in components if part.id == _STORE and part.technology), "")
    store = alike.get(engine, engine)
    chosen = {duty: _fitting(known.get(mine.get(duty)), store) for duty in _duties(called, components, design)}
    return Libraries(
        tuple(_package(duty, entry) for duty, entry in chosen.items() if entry),
        tuple(_guard(name, chosen, speaker.about(dependency=name)) for name in called),
        tuple(duty for duty, entry in chosen.items() if not entry),
    )


def _duties(called: Sequence[str], components: Sequence[Component], design: Design) -> Iterator[str]:
    if called:
        yield from ("breaker", "retry")
    later = any(_HANDED_OVER in design["resilience"][name] for name in called)
    if later or any(component.id in CARRIERS for component in components):
        yield "outbox"


def _fitting(entry: Mapping[str, Any] | None, store: str) -> Mapping[str, Any] | None:
    """The library, unless it keeps its rows in another store than this design has."""
    fits = entry is None or "stores" not in entry or store in entry["stores"]
    return entry if fits else None


def _package(duty: str, entry: Mapping[str, Any]) -> Package:
    return Package(
        duty,
        entry["id"],
        entry["version"] or "",
        entry["released"] or "",
        entry["licence"],
        entry["trap"],
        entry["source"],
    )


def _guard(name: str, chosen: Mapping[str, Mapping[str, Any] | None], speaker: Speaker) -> Guard:
    breaker, retry = chosen.get("breaker") or {}, chosen.get("retry") or {}
    wanted, other = ("count", "rate") if speaker.design["dependency_quiet"][name] else ("rate", "count")
    again = retry.get("retry", {}) if "retry" in speaker.design["resilience"][name] else {}
    return Guard(name, _settings(breaker.get(wanted) or breaker.get(other) or {}, speaker), _settings(again, speaker))


def _settings(said: Mapping[str, str], speaker: Speaker) -> tuple[tuple[str, Filled], ...]:
    return tuple((name, filled) for name, sentence in said.items() if (filled := speaker.say(sentence)))
