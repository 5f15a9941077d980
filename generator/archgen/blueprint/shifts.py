"""A decision that turns, in words: the option that it turns into, or what joins and leaves where it is a set."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from msgspec import Struct

from archgen.decisions import Table, spelt


class Shift(Struct, frozen=True):
    """One decision that turns for some subjects alike: `One codebase (architecture style)`.

    `into` tells of a set only what comes and what goes; `option` is the whole outcome. Outcomes of a decision that is
    not `named` have no titles: it only sorts the design for others.
    """

    decision: str
    title: str
    subjects: tuple[str, ...]
    outcome: str
    option: str
    into: str
    named: bool

    def __str__(self) -> str:
        about = f" of {_listed(self.subjects)}" if self.subjects else ""
        return f"{self.into} ({self.title[:1].lower()}{self.title[1:]}{about})"


class Turning(Struct, frozen=True):
    """Tells changes of outcomes; `now` are today's by table and subject."""

    tables: Mapping[str, Table]
    now: Mapping[tuple[str, str], Any]

    def told(self, changes: Iterable[tuple[str, str, Any]]) -> tuple[Shift, ...]:
        """The changes (table, subject, new outcome), those that add a part first; subjects that turn alike together.

        What only sorts the design for other tables comes last.
        """
        groups: dict[tuple[str, str, Any], list[str]] = {}
        for name, subject, outcome in changes:
            into = turned(self.tables[name], self.now.get((name, subject)), outcome)
            groups.setdefault((name, into, outcome), []).append(subject)
        found = [self._shift(*key, subjects) for key, subjects in groups.items()]
        return tuple(sorted(found, key=lambda shift: self._rank(shift.decision)))

    def _shift(self, name: str, into: str, outcome: Any, subjects: Sequence[str]) -> Shift:
        table, held = self.tables[name], outcome if isinstance(outcome, tuple) else (outcome,)
        return Shift(
            decision=name,
            title=table.title,
            subjects=tuple(filter(None, subjects)),
            outcome=", ".join(map(spelt, held)) or "none",
            option=", ".join(table.titled(value) for value in held) or "none",
            into=into,
            named=bool(table.options) and not table.counts,
        )

    def _rank(self, name: str) -> int:
        if any(option.brings for option in self.tables[name].options.values()):
            return 0
        return 2 if any(fact.name == name for table in self.tables.values() for fact in table.inputs) else 1


def turned(table: Table, before: Any, after: Any) -> str:
    """What an outcome turns into; of a set only what joins it and what leaves it."""
    if not isinstance(after, tuple):
        return table.titled(after)
    if not isinstance(before, tuple):
        return _titles(table, after)
    joins = [value for value in after if value not in before]
    leaves = [value for value in before if value not in after]
    parts = (("with", joins), ("without", leaves))
    return ", ".join(f"{word} {_titles(table, values)}" for word, values in parts if values)


def _titles(table: Table, values: Sequence[Any]) -> str:
    return _listed([table.titled(value) for value in values]) or "nothing"


def _listed(names: Sequence[str]) -> str:
    return " and ".join((", ".join(names[:-1]), names[-1])) if len(names) > 1 else "".join(names)
