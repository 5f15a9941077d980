"""Maturity from dates: years since the first stable release, of a fork and of its lineage, and what the CNCF says."""

from __future__ import annotations

from archgen.evaluation.scoring.score import Finding, Score, sentence
from archgen.evaluation.setting import Setting
from archgen.evaluation.technology import Technology
from archgen.evaluation.wait import stability, whole_years


def maturity(technology: Technology, setting: Setting) -> Score:
    """The band of its age; open while its first stable date is unknown and it is no named exception."""
    steps = setting.rules.steps["maturity"]
    if technology.status == "unmaintained":
        return Score("maturity", steps["unmaintained"], f"{technology.name} is no longer maintained.")
    if technology.exception:
        return Score("maturity", steps["exception"], f"{technology.name} is {technology.exception}.")
    if technology.first_stable is None:
        return Score("maturity", None, f"{stability(technology, setting)}: its maturity is yours to score.")
    found = [Finding(_band(technology, setting), stability(technology, setting)), *_signs(technology, setting)]
    points = sum(finding.points for finding in found)
    if setting.catalogue.is_tool(technology) and points < setting.rules.floor:
        points = setting.rules.floor
        found.append(Finding(0, "young, which only warns for a tool of development"))
    return Score("maturity", setting.rules.within(points), sentence(found))


def _band(technology: Technology, setting: Setting) -> int:
    """The band of its own age, none for a release to come; for a fork the mean with its lineage's, rounded down."""
    lineage = setting.lineage(technology)
    releases = (technology.first_stable, lineage.first_stable if lineage else None)
    ages = [max(0, whole_years(release.date, setting.catalogue.as_of)) for release in releases if release]
    bands = [next(score for years, score in setting.rules.bands if age >= years) for age in ages]
    return sum(bands) // len(bands)


def _signs(technology: Technology, setting: Setting) -> list[Finding]:
    steps = setting.rules.steps["maturity"]
    signs = []
    if technology.graduated:
        signs.append(Finding(steps["graduated"], "it graduated at the CNCF"))
    if technology.status == "low-activity":
        signs.append(Finding(steps["low_activity"], "little happens in its repository"))
    return signs
