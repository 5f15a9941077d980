"""Two designs of one system side by side: which answers, decisions, numbers and contradictions differ."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from archgen.blueprint import Blueprint, Decided
from archgen.brief import Brief
from archgen.pipeline import Designed
from archgen.quantities import print_quantity


@dataclass(frozen=True, slots=True)
class Difference:
    """One thing that was `now` and would be `then`; "" where it is not there."""

    name: str
    now: str
    then: str

    def __str__(self) -> str:
        return f"{self.name}: {self.now or '-'} -> {self.then or '-'}"


@dataclass(frozen=True, slots=True)
class Comparison:
    """What differs between two designs, by kind."""

    answers: tuple[Difference, ...]
    decisions: tuple[Difference, ...]
    numbers: tuple[Difference, ...]
    contradictions: tuple[Difference, ...]

    def groups(self) -> Iterator[tuple[str, tuple[Difference, ...]]]:
        """Each kind by its name, in reading order."""
        yield from (("answers", self.answers), ("decisions", self.decisions))
        yield from (("numbers", self.numbers), ("contradictions", self.contradictions))

    def __bool__(self) -> bool:
        return any(found for _, found in self.groups())


def compare(now: Designed, then: Designed) -> Comparison:
    """What is different in `then`."""
    return Comparison(
        answers=_differences(_answers(now.brief), _answers(then.brief)),
        decisions=_differences(_decisions(now.blueprint), _decisions(then.blueprint)),
        numbers=_differences(_numbers(now), _numbers(then)),
        contradictions=_differences(_argued(now.blueprint), _argued(then.blueprint)),
    )


def _answers(brief: Brief) -> dict[str, str]:
    return {path: given.spelling for path, given in brief.layer.values.items() if not given.assumed}


def _decisions(blueprint: Blueprint) -> dict[str, str]:
    return {_named(each): each.option for each in blueprint.decisions}


def _named(decided: Decided) -> str:
    return f"{decided.title} ({decided.subject})" if decided.subject else decided.title


def _numbers(designed: Designed) -> dict[str, str]:
    return {
        name: print_quantity(quantity) for name, quantity in designed.ledger.items() if not name.startswith("flip.")
    }


def _argued(blueprint: Blueprint) -> dict[str, str]:
    return {each.title: each.severity for each in blueprint.challenges}


def _differences(now: Mapping[str, str], then: Mapping[str, str]) -> tuple[Difference, ...]:
    names: Iterable[str] = dict.fromkeys((*now, *then))
    pairs = ((name, now.get(name, ""), then.get(name, "")) for name in names)
    return tuple(Difference(name, old, new) for name, old, new in pairs if old != new)
