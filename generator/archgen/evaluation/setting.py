"""What all candidates of a matrix are judged in: the team, the data of its day, the rules, and how much hangs on it."""

from __future__ import annotations

from msgspec import Struct

from archgen.evaluation.rules import Rules, Skill, Years
from archgen.evaluation.technology import Catalogue, Technology


class Team(Struct, frozen=True):
    """What counts about those who choose: skills by technology id, and the cloud that they use, empty if unknown."""

    skills: tuple[tuple[str, Skill], ...] = ()
    cloud: str = ""

    def skill(self, technology: str) -> Skill | None:
        """The skill in a technology, None where nothing was said of it."""
        return dict(self.skills).get(technology)


class Setting(Struct, frozen=True):
    """Team, catalogue and rules; `critical` lengthens the wait."""

    catalogue: Catalogue
    rules: Rules
    team: Team
    critical: bool = False

    @property
    def years(self) -> Years:
        """How long one waits here."""
        return self.rules.wait_critical if self.critical else self.rules.wait_other

    def skill(self, technology: Technology) -> Skill | None:
        """What the team knows of it, None where nothing was said."""
        return self.team.skill(technology.id)

    def lineage(self, technology: Technology) -> Technology | None:
        """What its code was forked from."""
        return self.catalogue.lineage(technology)
