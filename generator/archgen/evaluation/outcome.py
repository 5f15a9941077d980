"""From scores and the wait to one word: reject, watch, research, pilot, adopt or standard, with what led there."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from fractions import Fraction
from typing import Literal

from msgspec import Struct

from archgen.evaluation.scoring import Score
from archgen.evaluation.setting import Setting
from archgen.evaluation.technology import Technology
from archgen.evaluation.wait import Wait, later

Outcome = Literal["reject", "watch", "research", "pilot", "adopt", "standard"]


class Verdict(Struct, frozen=True):
    """The outcome for one candidate and the sentences that led to it; `warnings` do not block."""

    outcome: Outcome
    because: tuple[str, ...]
    warnings: tuple[str, ...] = ()

    @property
    def taken(self) -> bool:
        """Whether it may be taken up at all."""
        return self.outcome not in ("reject", "watch")


class Evidence(Struct, frozen=True):
    """What is known of one candidate before the verdict."""

    technology: Technology
    scores: tuple[Score, ...]
    low: Fraction
    high: Fraction
    wait: Wait
    in_use: bool


def decide(evidence: Evidence, setting: Setting) -> Verdict:
    """The outcome: what rules it out first, then what it must wait for, then how far the team is with it."""
    wait = evidence.wait
    warnings = (wait.reason,) if not wait.binds and wait.state in ("running", "unknown") else ()
    if failures := tuple(_failures(evidence, setting)):
        return Verdict("reject", failures, warnings)
    if not wait.over and wait.until and wait.until > _end_of_pilot(setting):
        return Verdict("watch", (wait.reason,), warnings)
    if doubts := tuple(_doubts(evidence)):
        return Verdict("research", doubts, warnings)
    reached, because = _reached(evidence, setting)
    if not wait.over and reached in ("adopt", "standard"):
        return Verdict("pilot", (because, f"{wait.reason} Production waits for it."), warnings)
    return Verdict(reached, (because, *(() if warnings else (wait.reason,))), warnings)


def _failures(evidence: Evidence, setting: Setting) -> Iterator[str]:
    """What no answer to the open criteria could mend."""
    technology, rules = evidence.technology, setting.rules
    if technology.status == "unmaintained":
        yield f"{technology.name} is no longer maintained."
    if evidence.high < rules.pass_total:
        yield f"{technology.name} does not reach the pass mark."
    scored = [(score.criterion, score.value) for score in evidence.scores if score.value is not None]
    if low := [criterion for criterion, value in scored if value < rules.floor]:
        yield f"{technology.name} falls below the floor in {', '.join(low)}."


def _doubts(evidence: Evidence) -> Iterator[str]:
    """What research has to settle before anything else."""
    yield from (f"{score.criterion.capitalize()} is not scored." for score in evidence.scores if score.value is None)
    if evidence.wait.state == "unknown" and evidence.wait.binds:
        yield evidence.wait.reason
    if evidence.technology.cycles == ():
        yield f"The data knows no supported release line of {evidence.technology.name}: look it up."


def _reached(evidence: Evidence, setting: Setting) -> tuple[Outcome, str]:
    name, lineage = evidence.technology.name, setting.lineage(evidence.technology)
    skill = setting.skill(evidence.technology)
    if skill == "production" and evidence.in_use:
        return "standard", f"{name} passes, is in use here, and the team runs it in production."
    if skill == "production":
        return "adopt", f"{name} passes, and the team has run it in production."
    if skill == "some" or evidence.in_use:
        return "pilot", f"{name} passes, and the team has some experience with it."
    if lineage and setting.skill(lineage) in ("some", "production"):
        return "pilot", f"{name} passes, and the team knows {lineage.name}, from which it was forked."
    return "research", f"{name} passes, and nobody in the team is known to have worked with it."


def _end_of_pilot(setting: Setting) -> date:
    """The latest end of a research and a pilot that begin at the day of the data."""
    research, pilot = setting.rules.phases[:2]
    begin = setting.catalogue.as_of + timedelta(days=research.days[1] + pilot.days[1])
    return later(begin, months=research.months[1] + pilot.months[1])
