"""What running it takes: a service of the cloud, a managed offer, or people of one's own; and when its support ends."""

from __future__ import annotations

from archgen.evaluation.scoring.score import Finding, Score, sentence
from archgen.evaluation.setting import Setting
from archgen.evaluation.technology import CLOUDS, Technology
from archgen.evaluation.wait import later


def operations(technology: Technology, setting: Setting) -> Score:
    """Who runs it, and the end of support; releases that follow fast cost points, and alone they reject nothing."""
    running, support = _running(technology, setting), _support(technology, setting)
    points = max(running.points + support.points, min(running.points, setting.rules.floor))
    return Score("operations", setting.rules.within(points), sentence((running, support)))


def _running(technology: Technology, setting: Setting) -> Finding:
    steps, cloud = setting.rules.steps["operations"], setting.team.cloud
    if technology.managed_by:
        return _service(technology, setting)
    if offers := setting.catalogue.offers.get(technology.id, {}).get(cloud):
        return Finding(steps["managed"], f"managed as {offers[0]} on {cloud}")
    if set(technology.categories) & set(steps["embedded_categories"]):
        return Finding(steps["embedded"], "part of what the team builds and ships itself")
    says = f"run by the team, since {_why(cloud)}"
    if technology.id in steps["takes_people"]:
        return Finding(steps["self_run"] + steps["heavy"], f"{says}, and it takes people of its own")
    return Finding(steps["self_run"], says)


def _service(technology: Technology, setting: Setting) -> Finding:
    """A service that one cloud alone runs."""
    steps, cloud = setting.rules.steps["operations"], setting.team.cloud
    if not cloud:
        return Finding(steps["managed"], f"run by {technology.managed_by}, and no cloud was named")
    if technology.managed_by == cloud:
        return Finding(steps["own_service"], f"run by {cloud}")
    return Finding(steps["foreign_service"], f"run by {technology.managed_by}, while the team is on {cloud}")


def _why(cloud: str) -> str:
    if cloud in CLOUDS:
        return f"no managed offer on {cloud} is known"
    return "it is on premises" if cloud else "no cloud was named"


def _support(technology: Technology, setting: Setting) -> Finding:
    """The end of support of the newest line, as far as it is known."""
    if technology.cycles is None or technology.managed_by:
        return Finding(0)
    if not technology.cycles:
        return Finding(0, "the data knows no supported release line")
    newest = technology.cycles[0]
    if newest.ends is None:
        return Finding(
            0, "no end of support is published" if newest.verified else "its end of support was not verified"
        )
    steps, as_of = setting.rules.steps["operations"]["support"], setting.catalogue.as_of
    says = f"support of {newest.name} ends on {newest.ends}"
    if newest.ends >= later(as_of, months=steps["far_months"]):
        return Finding(steps["far"], says)
    return Finding(steps["near"] if newest.ends < later(as_of, months=steps["near_months"]) else 0, says)
