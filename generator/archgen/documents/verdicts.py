"""Decisions as a page tells them: what adds a part, what shapes the rest, families, what adds nothing.

A family is one table decided for each journey, entity or neighbour; subjects that came out alike share a line.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from msgspec import Struct

from archgen.blueprint import Blueprint, Decided


class Alike(Struct, frozen=True):
    """Subjects with the same outcome by the same rows; `first` speaks for all of them."""

    first: Decided
    all: tuple[Decided, ...]


class Kin(Struct, frozen=True):
    """One table that was decided for several subjects."""

    title: str
    id: str
    groups: tuple[Alike, ...]


class Verdicts(Struct, frozen=True):
    """Every decision of a design, each in one of four places."""

    recorded: tuple[Decided, ...]
    shaping: tuple[Decided, ...]
    families: tuple[Kin, ...]
    idle: tuple[Alike, ...]

    @property
    def summary(self) -> tuple[Decided, ...]:
        """What a page that sums up tells: what adds a part, then what a number would turn and that has a title."""
        return (*self.recorded, *(one for one in self.shaping if one.flips and one.option != one.outcome))

    @property
    def traced(self) -> tuple[Decided, ...]:
        """One decision for each trace that a page shows."""
        kin = [group.first for family in self.families for group in family.groups]
        return (*self.recorded, *self.shaping, *kin, *(group.first for group in self.idle))


def verdicts(blueprint: Blueprint) -> Verdicts:
    """The decisions of one design, sorted for its page."""
    single = [decision for decision in blueprint.decisions if not decision.subject]
    families = tuple(_families(blueprint.decisions))
    busy = tuple(family for family in families if not all(group.first.idle for group in family.groups))
    alone = [Alike(decision, (decision,)) for decision in single if decision.idle]
    return Verdicts(
        recorded=tuple(decision for decision in single if decision.recorded and not decision.idle),
        shaping=tuple(decision for decision in single if not decision.recorded and not decision.idle),
        families=busy,
        idle=(*alone, *(group for family in families if family not in busy for group in family.groups)),
    )


def _families(decisions: Sequence[Decided]) -> Iterator[Kin]:
    tables: dict[str, list[Decided]] = {}
    for decision in decisions:
        if decision.subject and decision.because:
            tables.setdefault(decision.id, []).append(decision)
    for name, members in tables.items():
        alike: dict[tuple[str, tuple[str, ...]], list[Decided]] = {}
        for decision in members:
            alike.setdefault((decision.outcome, decision.rows), []).append(decision)
        yield Kin(members[0].title, name, tuple(Alike(group[0], tuple(group)) for group in alike.values()))
