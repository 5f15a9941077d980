"""A decision that turns, in words: the option that it turns into, or what joins and leaves where it is a set."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from archgen.decisions import Table, spelt


@dataclass(frozen=True, slots=True)
class Shift:
    """One decision that turns for some subjects alike: `One codebase (architecture style)`."""

    decision: str
    title: str
    subjects: tuple[str, ...]
    into: str

    def __str__(self) -> str:
        about = f" of {_listed(self.subjects)}" if self.subjects else ""
        return f"{self.into} ({self.title[:1].lower()}{self.title[1:]}{about})"


@dataclass(frozen=True, slots=True)
class Turning:
    """Tells changes of outcomes; `now` are today's by table and subject."""

    tables: Mapping[str, Table]
    now: Mapping[tuple[str, str], Any]

    def told(self, changes: Iterable[tuple[str, str, Any]]) -> tuple[Shift, ...]:
        """The changes (table, subject, new outcome) that a reader is told of, those that add a part first.

        Subjects that turn alike are told together. What only sorts the design for other tables comes last, and is not
        told at all where its outcomes have no titles.
        """
        groups: dict[tuple[str, str], list[str]] = {}
        for name, subject, outcome in changes:
            table = self.tables[name]
            if table.options:
                groups.setdefault((name, turned(table, self.now.get((name, subject)), outcome)), []).append(subject)
        found = [
            Shift(name, self.tables[name].title, tuple(filter(None, subjects)), into)
            for (name, into), subjects in groups.items()
        ]
        return tuple(sorted(found, key=lambda shift: self._rank(shift.decision)))

    def _rank(self, name: str) -> int:
        if any(option.brings for option in self.tables[name].options.values()):
            return 0
        return 2 if any(fact.name == name for table in self.tables.values() for fact in table.inputs) else 1


def turned(table: Table, before: Any, after: Any) -> str:
    """What an outcome turns into; of a set only what joins it and what leaves it."""
    if not isinstance(after, tuple):
        return titled(table, after)
    if not isinstance(before, tuple):
        return _titles(table, after)
    joins = [value for value in after if value not in before]
    leaves = [value for value in before if value not in after]
    parts = (("with", joins), ("without", leaves))
    return ", ".join(f"{word} {_titles(table, values)}" for word, values in parts if values)


def titled(table: Table, value: Any) -> str:
    """The title of an outcome."""
    option = table.options.get(str(value))
    return option.title if option else spelt(value)


def _titles(table: Table, values: Sequence[Any]) -> str:
    return _listed([titled(table, value) for value in values]) or "nothing"


def _listed(names: Sequence[str]) -> str:
    return " and ".join((", ".join(names[:-1]), names[-1])) if len(names) > 1 else "".join(names)
