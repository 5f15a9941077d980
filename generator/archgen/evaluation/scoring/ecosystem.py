"""What has grown around it: offers in several clouds, years of libraries, the CNCF, its licence and changes of it."""

from __future__ import annotations

import re
from collections.abc import Collection
from datetime import date

from archgen.evaluation.scoring.score import Finding, Score, sentence
from archgen.evaluation.setting import Setting
from archgen.evaluation.technology import CLOUDS, Technology
from archgen.evaluation.wait import later, whole_years

_DAY = re.compile(r"^(\d{4})-(\d\d)(?:-(\d\d))?")


def ecosystem(technology: Technology, setting: Setting) -> Score:
    """A base and what speaks for and against it; an unverified licence is called so and counts neither way."""
    found = (
        _offered(technology, setting),
        _libraries(technology, setting),
        _standing(technology, setting),
        _licence(technology, setting),
        _relicensed(technology, setting),
    )
    points = setting.rules.steps["ecosystem"]["base"] + sum(finding.points for finding in found)
    return Score("ecosystem", setting.rules.within(points), sentence(found))


def is_open(expression: str, not_open: Collection[str]) -> bool:
    """Whether one may take it under open terms: one choice of an OR is, all parts of an AND are."""
    choices = [choice.split(" AND ") for choice in expression.split(" OR ")]
    return any(all(part.strip("() ") not in not_open for part in choice) for choice in choices)


def _offered(technology: Technology, setting: Setting) -> Finding:
    steps, offers = setting.rules.steps["ecosystem"], setting.catalogue.offers.get(technology.id, {})
    clouds = [cloud for cloud in CLOUDS if offers.get(cloud)]
    if not clouds:
        return Finding(0)
    return Finding(steps["offered"] if len(clouds) >= steps["clouds"] else 0, f"managed on {', '.join(clouds)}")


def _libraries(technology: Technology, setting: Setting) -> Finding:
    """Time for libraries and tools to grow, its lineage's included."""
    steps, lineage = setting.rules.steps["ecosystem"], setting.lineage(technology)
    releases = (technology.first_stable, lineage.first_stable if lineage else None)
    ages = [whole_years(release.date, setting.catalogue.as_of) for release in releases if release]
    if max(ages, default=0) < steps["long_years"]:
        return Finding(0)
    return Finding(steps["long"], "libraries and tools have grown around it for long")


def _standing(technology: Technology, setting: Setting) -> Finding:
    steps = setting.rules.steps["ecosystem"]
    if technology.status != "active":
        return Finding(steps["inactive"], f"its status is {technology.status}")
    return Finding(steps["graduated"], "graduated at the CNCF") if technology.graduated else Finding(0)


def _licence(technology: Technology, setting: Setting) -> Finding:
    steps = setting.rules.steps["ecosystem"]
    if technology.licence is None:
        return Finding(0, "its licence was not verified")
    if is_open(technology.licence, steps["not_open"]):
        return Finding(0, f"licence {technology.licence}")
    return Finding(steps["closed"], f"licence {technology.licence}, which is not open")


def _relicensed(technology: Technology, setting: Setting) -> Finding:
    steps = setting.rules.steps["ecosystem"]
    for change in reversed(technology.relicensings):
        if later(_day(change.when), months=steps["relicensed_months"]) > setting.catalogue.as_of:
            return Finding(steps["relicensed"], f"relicensed to {change.after} ({change.when})")
    return Finding(0)


def _day(when: str) -> date:
    """The day of a change, or the first of its month where the source names no day."""
    match = _DAY.match(when)
    if not match:
        raise ValueError(f"'{when}' names no month")
    return date(int(match[1]), int(match[2]), int(match[3] or 1))
