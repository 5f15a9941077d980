"""The path of growth: each decision that turns, what it takes, what must be there before it, and who knows how."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from msgspec import Struct

from archgen.blueprint.decision import Decided, Flip
from archgen.brief import CARRIERS, Role
from archgen.decisions import EFFORTS, Option, Table
from archgen.resolver import Design

BOUGHT = ("aws-", "gcp-", "azure-")
LEVELS = {"none": "nobody here has run it", "some": "some experience", "production": "run in production"}


class GrowthStep(Struct, frozen=True):
    """A decision that turns in a month of the declared growth, for one subject or for several alike.

    `effort` is small (code and settings), medium (a part more), large (data moves, or as its option says) or none, with
    the parts; `before` are earlier steps that it reads; `skills` say of each technology that comes who knows it.
    """

    month: int
    decision: Decided
    subjects: tuple[str, ...]
    flip: Flip
    effort: str
    before: tuple[str, ...]
    skills: tuple[str, ...]


class Stepping(Struct, frozen=True):
    """Tells steps; `names` are those of technologies, `roles` the schema's."""

    design: Design
    tables: Mapping[str, Table]
    roles: Mapping[str, Role]
    names: Mapping[str, str]

    def path(self, decisions: Sequence[Decided]) -> tuple[GrowthStep, ...]:
        """All steps by their month, those of one decision that turn alike as one."""
        groups: dict[tuple[int, str, str], list[tuple[Decided, Flip]]] = {}
        for decision in decisions:
            for flip in decision.flips:
                if flip.month:
                    groups.setdefault((flip.month, decision.id, flip.title), []).append((decision, flip))
        found: list[GrowthStep] = []
        for _, alike in sorted(groups.items(), key=lambda group: group[0][0]):
            found.append(self._step(alike, found))
        return tuple(found)

    def _step(self, alike: Sequence[tuple[Decided, Flip]], earlier: Sequence[GrowthStep]) -> GrowthStep:
        decision, flip = alike[0]
        comes = dict(self._comes(flip))
        read = {name.partition("[")[0].partition(".")[0] for name in decision.read}
        return GrowthStep(
            month=flip.month or 0,
            decision=decision,
            subjects=tuple(each.subject for each, _ in alike if each.subject),
            flip=flip,
            effort=self._effort(flip, comes),
            before=tuple(step.flip.title for step in earlier if step.decision.id in read and self._is_work(step.flip)),
            skills=tuple(dict.fromkeys(self._skill(role, made) for role, made in comes.items())),
        )

    def _options(self, flip: Flip) -> list[Option]:
        """What is said of the outcome that comes."""
        options = self.tables[flip.decision].options
        return [options[value] for value in flip.outcome.split(", ") if value in options]

    def _comes(self, flip: Flip) -> Iterator[tuple[str, str]]:
        """The parts that the new outcome brings and that are not there as they are, by role."""
        now = self.design["technology"]
        for option in self._options(flip):
            for role, made in option.brings.items():
                technology = str(self.design[made[1:]]) if made.startswith("$") else made
                if now.get(role) != technology:
                    yield role, technology

    def _effort(self, flip: Flip, comes: Mapping[str, str]) -> str:
        """Large where data moves, medium where a part comes, unless the option says that it is more."""
        if not self._is_work(flip):
            return "none"
        now = self.design["technology"]
        moves = [role for role in comes if role in now and self._holds_data(role)]
        least = "large" if moves else "medium" if comes else "small"
        told = max((least, *(option.effort for option in self._options(flip))), key=("", *EFFORTS).index)
        ways = [f"{self._title(role)} from {self._named(now[role])} to {self._named(comes[role])}" for role in moves]
        what = ways or [self._title(role) for role in comes]
        return f"{told}: {', '.join(what)}" if what else told

    def _skill(self, role: str, made: str) -> str:
        design = self.design
        if made in design["technology"].values():
            return f"{self._named(made)}: in use"
        if made.startswith(BOUGHT):
            return f"{self._named(made)}: bought"
        known = {"kubernetes": design["kubernetes_experience"], **design["skill"]}
        level = known.get(made) or (design["messaging_experience"] if role in CARRIERS else None)
        return f"{self._named(made)}: {LEVELS.get(str(level), 'nobody said')}"

    def _is_work(self, flip: Flip) -> bool:
        """Whether it is more than a change of how other decisions are sorted."""
        table = self.tables[flip.decision]
        return not table.counts and any(option.costs or option.brings for option in table.options.values())

    def _holds_data(self, role: str) -> bool:
        return role in CARRIERS or (role in self.roles and self.roles[role].kind == "store" and role != "cache")

    def _title(self, role: str) -> str:
        return self.roles[role].title.lower() if role in self.roles else role

    def _named(self, made: str) -> str:
        return self.names.get(made, made)
