"""Two designs of one system side by side: which answers, decisions, numbers and contradictions differ.

What a design says is kept in print beside its base, so that a later run can compare without deciding again, and so that
other tables and another archgen show in the comparison as other answers do.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING

from msgspec import Struct

from archgen.quantities import print_quantity

if TYPE_CHECKING:
    from archgen.pipeline import Designed

KINDS = ("answers", "decisions", "contradictions", "numbers")

_AND = ", "  # between the outcomes of a set


class Difference(Struct, frozen=True):
    """One thing that was `now` and would be `then`, "" where it is not there; a set prints what comes and goes."""

    name: str
    now: str
    then: str

    def __str__(self) -> str:
        now, then = self.now.split(_AND), self.then.split(_AND)
        if set(now).isdisjoint(then):
            return f"{self.name}: {self.now or '-'} -> {self.then or '-'}"
        come = [each for each in then if each not in now]
        gone = [each for each in now if each not in then]
        changes = (f"{word} {_AND.join(some)}" for word, some in (("with", come), ("without", gone)) if some)
        return f"{self.name}: {_AND.join(changes) or f'{self.now} -> {self.then}'}"


class Told(Struct, frozen=True):
    """What a design says, by kind: each answer, decision, number and contradiction by name, as people read it."""

    answers: Mapping[str, str]
    decisions: Mapping[str, str]
    contradictions: Mapping[str, str]
    numbers: Mapping[str, str]


class Comparison(Struct, frozen=True):
    """What differs between two designs, by kind."""

    answers: tuple[Difference, ...]
    decisions: tuple[Difference, ...]
    contradictions: tuple[Difference, ...]
    numbers: tuple[Difference, ...]

    def groups(self) -> Iterator[tuple[str, tuple[Difference, ...]]]:
        """Each kind by its name, in reading order."""
        yield from ((kind, getattr(self, kind)) for kind in KINDS)

    def __bool__(self) -> bool:
        return any(found for _, found in self.groups())


def compare(now: Told, then: Told) -> Comparison:
    """What is different in `then`."""
    return Comparison(*(_differences(getattr(now, kind), getattr(then, kind)) for kind in KINDS))


def told(designed: Designed) -> Told:
    """What a design says, in print."""
    given, blueprint = designed.brief.layer.values, designed.blueprint
    numbers = designed.ledger.items()
    return Told(
        answers={path: value.spelling for path, value in given.items() if not value.assumed},
        decisions={each.full_title: each.option for each in blueprint.decisions},
        numbers={name: print_quantity(number) for name, number in numbers if not name.startswith("flip.")},
        contradictions={each.title: each.severity for each in blueprint.challenges},
    )


def write_told(what: Told) -> str:
    """What a design says as JSON, a line each, which git merges well."""
    return json.dumps({kind: getattr(what, kind) for kind in KINDS}, indent=0, ensure_ascii=False) + "\n"


def read_told(text: str | None) -> Told | None:
    """What a design said; None where nobody wrote it down or it cannot be read any more."""
    try:
        data = json.loads(text or "")
        return Told(**{kind: {str(name): str(said) for name, said in data[kind].items()} for kind in KINDS})
    except (ValueError, KeyError, TypeError, AttributeError):
        return None


def _differences(now: Mapping[str, str], then: Mapping[str, str]) -> tuple[Difference, ...]:
    names: Iterable[str] = dict.fromkeys((*now, *then))
    pairs = ((name, now.get(name, ""), then.get(name, "")) for name in names)
    return tuple(Difference(name, old, new) for name, old, new in pairs if old != new)
