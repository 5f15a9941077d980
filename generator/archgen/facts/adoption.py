"""Technologies that somebody wants to adopt: scores, total, and whether the wait is over at the data's day."""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from typing import Any

from archgen.evaluation import Candidate, Release, Row, Setting, Team, Technology, evaluate, plan
from archgen.facts.registry import fact
from archgen.quantities import Assumption, assume, count, product, smallest, total


@fact("object", per="technology_candidate")
def technology_row(
    technology_candidate, technology_critical, technology_first_release, evaluation, skill, kubernetes_experience, cloud
):
    """What the catalogue tells of it, for this team and cloud; of what the catalogue does not know, only its age."""
    catalogue, rules = evaluation()
    skills = (*skill.items(), ("kubernetes", kubernetes_experience))
    team = Team(tuple(skills), "" if cloud == "none" else cloud)
    known = catalogue.technologies.get(technology_candidate)
    technology = known or _unknown(technology_candidate, technology_first_release)
    setting = Setting(catalogue, rules, team, technology_critical)
    return evaluate("", (Candidate(technology),), setting).rows[0]


@fact("1", per="technology_candidate", low=1, high=5)
def technology_maturity(technology_candidate, technology_row, unknown_score):
    """How mature it is where nobody scored it, from its age, its lineage and its standing."""
    return _scored("maturity", technology_candidate, technology_row, unknown_score)


@fact("1", per="technology_candidate", low=1, high=5)
def technology_team(technology_candidate, technology_row, unknown_score):
    """What the team knows of it where nobody scored that, from its skills."""
    return _scored("team", technology_candidate, technology_row, unknown_score)


@fact("1", per="technology_candidate", low=1, high=5)
def technology_operations(technology_candidate, technology_row, unknown_score):
    """How easily it is run where nobody scored that, from offers of the cloud and the end of support."""
    return _scored("operations", technology_candidate, technology_row, unknown_score)


@fact("1", per="technology_candidate", low=1, high=5)
def technology_ecosystem(technology_candidate, technology_row, unknown_score):
    """What has grown around it where nobody scored that, from offers, licence and standing."""
    return _scored("ecosystem", technology_candidate, technology_row, unknown_score)


@fact("1", per="technology_candidate", low=1, high=5, step="0.05")
def technology_total(
    technology_maturity,
    technology_fit,
    technology_team,
    technology_operations,
    technology_ecosystem,
    weight_maturity,
    weight_fit,
    weight_team,
    weight_operations,
    weight_ecosystem,
):
    """The weighted total of its five scores."""
    pairs = (
        (technology_maturity, weight_maturity),
        (technology_fit, weight_fit),
        (technology_team, weight_team),
        (technology_operations, weight_operations),
        (technology_ecosystem, weight_ecosystem),
    )
    return total(product(pair) for pair in pairs)


@fact("1", per="technology_candidate", low=1, high=5)
def technology_weakest(
    technology_maturity, technology_fit, technology_team, technology_operations, technology_ecosystem
):
    """The lowest of its five scores."""
    return smallest(technology_maturity, technology_fit, technology_team, technology_operations, technology_ecosystem)


@fact("choice", per="technology_candidate", values=("over", "within-a-pilot", "far", "unknown"))
def technology_wait(technology_row, evaluation):
    """Whether the wait after the first stable release is over, ends before a pilot would, or later than that."""
    wait = technology_row.wait
    if wait.over:
        return "over"
    if wait.until is None:
        return "unknown"
    return "within-a-pilot" if wait.until <= _end_of_pilot(evaluation) else "far"


@fact("choice", per="technology_candidate", values=("none", "some", "production"))
def technology_experience(technology_row, technology_team, evaluation, skill, kubernetes_experience, unknown_score):
    """What the team has done with it, or with what it was forked from; a score that a person gave counts as well."""
    _, rules = evaluation()
    skills = {**skill, "kubernetes": kubernetes_experience}
    technology = technology_row.technology
    own, inherited = skills.get(technology.id), skills.get(technology.fork_of)
    if own == "production" or not technology_team < count(rules.highest):
        return "production"
    known = own == "some" or inherited in ("some", "production") or technology_team > unknown_score
    return "some" if known else "none"


@fact("flag", per="technology_candidate")
def technology_maintained(technology_row):
    """Whether anybody still maintains it."""
    return technology_row.technology.status != "unmaintained"


@fact("text", per="technology_candidate")
def technology_name(technology_row):
    """What it is called."""
    return technology_row.technology.name


@fact("flag")
def no_product_passes(technology_total, pass_mark):
    """Whether candidates were scored and none reaches the pass mark: the one ground for building it oneself."""
    return bool(technology_total) and all(value < pass_mark for value in technology_total.values())


def _scored(criterion: str, name: str, row: Row, unknown: Any) -> Any:
    score = next(score for score in row.scores if score.criterion == criterion)
    if score.value is None:
        return unknown
    path = f"technologies[{name}].{criterion}"
    return assume(Fraction(score.value), "1", Assumption(f"technologies.{name}.{criterion}", path, score.reason))


def _unknown(name: str, first_release: str | None) -> Technology:
    """A technology of which nothing is known but, where somebody gave it, the day of its first stable release."""
    first = Release(date.fromisoformat(first_release), "", exact=True) if first_release else None
    return Technology(
        id=name,
        name=name,
        categories=(),
        status="active",
        first_stable=first,
        cycles=None,
        licence=None,
        relicensings=(),
        fork_of="",
        exception="",
        managed_by="",
        cncf="",
        note="",
        source="",
    )


def _end_of_pilot(evaluation: Any) -> date:
    catalogue, rules = evaluation()
    pilot = next(stage for stage in plan(rules, start=catalogue.as_of, first="research") if stage.phase.id == "pilot")
    return pilot.ends[1]
