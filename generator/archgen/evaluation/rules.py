"""The matrix as data: weights, bands and steps of the scores, pass marks, the wait, the phases of adoption."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from typing import Any, Literal, get_args

from msgspec import Struct

Criterion = Literal["maturity", "fit", "team", "operations", "ecosystem"]
Skill = Literal["none", "some", "production"]

SKILLS: tuple[str, ...] = get_args(Skill)


class Weighted(Struct, frozen=True):
    """One criterion: its weight in hundredths, what it looks at, and the ids that it rests on."""

    id: Criterion
    title: str
    weight: int
    looks_at: str
    scored: str
    sources: tuple[str, ...]


class Years(Struct, frozen=True):
    """How long one waits after the first stable release: for a product, and for a fork of an older one."""

    own: int
    fork: int


class Phase(Struct, frozen=True):
    """A phase of adoption with its least and greatest length in days and months, and what is done in it."""

    id: str
    title: str
    days: tuple[int, int]
    months: tuple[int, int]
    does: tuple[str, ...]
    sources: tuple[str, ...]


class Rules(Struct, frozen=True):
    """Everything that may be overridden about the matrix; `steps` are points by group and name.

    `candidates` are the technologies that a role may be filled with, `outcomes` the titles of what one ends in.
    """

    criteria: tuple[Weighted, ...]
    lowest: int
    highest: int
    pass_total: Fraction
    floor: int
    wait_critical: Years
    wait_other: Years
    bands: tuple[tuple[int, int], ...]
    steps: Mapping[str, Mapping[str, Any]]
    phases: tuple[Phase, ...]
    candidates: Mapping[str, tuple[str, ...]]
    outcomes: Mapping[str, str]

    def within(self, score: int) -> int:
        """The score, held inside the scale."""
        return max(self.lowest, min(self.highest, score))


def read_rules(data: Mapping[str, Any]) -> Rules:
    """The rules from the data of `catalogues/evaluation.yaml`."""
    wait = data["wait"]
    return Rules(
        criteria=tuple(map(_criterion, data["entries"])),
        lowest=data["scale"]["lowest"],
        highest=data["scale"]["highest"],
        pass_total=Fraction(str(data["pass"]["total"])),
        floor=data["pass"]["floor"],
        wait_critical=Years(wait["critical"], wait["fork_critical"]),
        wait_other=Years(wait["other"], wait["fork_other"]),
        bands=tuple((band["years"], band["score"]) for band in data["maturity"]["bands"]),
        steps={group: data[group] for group in ("maturity", "team", "operations", "ecosystem")},
        phases=tuple(map(_phase, data["phases"])),
        candidates={role: tuple(names) for role, names in data["candidates"].items()},
        outcomes={outcome["id"]: outcome["title"] for outcome in data["outcomes"]},
    )


def _criterion(data: Mapping[str, Any]) -> Weighted:
    return Weighted(
        data["id"], data["title"], data["weight"], data["looks_at"], data["scored"], sources=tuple(data["sources"])
    )


def _phase(data: Mapping[str, Any]) -> Phase:
    weeks, months = data.get("weeks", (0, 0)), data.get("months", (0, 0))
    return Phase(
        id=data["id"],
        title=data["title"],
        days=(weeks[0] * 7, weeks[1] * 7),
        months=(months[0], months[1]),
        does=tuple(data["does"]),
        sources=tuple(data["sources"]),
    )
