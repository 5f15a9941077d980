"""The technologies that might fill a role, scored by the weighted criteria. What nobody can tell from facts stays open.

How well one fits is a person's to score (`technologies` in the brief), as is a skill that the brief is silent about:
the range of a total says what that leaves open, and no mark is made up.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction
from typing import Any

from msgspec import Struct

from archgen.blueprint.decision import Decided
from archgen.blueprint.parts import Component, Journey
from archgen.blueprint.speech import Filled
from archgen.evaluation import Candidate, Row, Rules, Setting, Team, Technology, evaluate
from archgen.quantities import Answer
from archgen.resolver import Design

_NO_CLOUD = ("none", "on-premises")


class Mark(Struct, frozen=True):
    """One mark: the criterion's title, the score or None while it is open, and the reason."""

    title: str
    value: int | None
    reason: str


class Contender(Struct, frozen=True):
    """One candidate: its marks, the least and the greatest total, and how far one goes with it.

    `fit` is the least mark in fit with which it passes, and `stage` what the evaluation then ends in; None and the
    reasons where no fit could mend it.
    """

    name: str
    chosen: bool
    marks: tuple[Mark, ...]
    low: Fraction
    high: Fraction
    fit: int | None
    stage: str
    because: tuple[str, ...]


class Contest(Struct, frozen=True):
    """The candidates for one role, the best by what is known first; `reason` is why the tables chose as they did.

    `lead` is by how much the chosen one leads the next best without fit, below nought where it trails; None where the
    two are not open in the same criteria. `fit_to_win` is how much better in fit the one behind must be to go first.
    """

    role: str
    title: str
    decision: str
    reason: Filled | None
    contenders: tuple[Contender, ...]
    rival: str
    lead: Fraction | None
    fit_to_win: int


class Contests(Struct, frozen=True):
    """All contests of a design, the criteria with their weights, and the marks that pass."""

    weights: Mapping[str, int]
    pass_total: Fraction
    floor: int
    as_of: str
    contests: tuple[Contest, ...]

    def of(self, decision: str) -> tuple[Contest, ...]:
        """Those that a decision settled."""
        return tuple(contest for contest in self.contests if contest.decision == decision)


def contests(
    design: Design, components: Sequence[Component], journeys: Sequence[Journey], decisions: Sequence[Decided]
) -> Contests:
    """A contest for each role whose technology is one of several that the catalogue knows for it."""
    catalogue, rules = design["evaluation"]()
    told = {decision.id: decision for decision in decisions if not decision.subject}
    found = []
    for role, names in rules.candidates.items():
        bound = design["technology"].get(role)
        chosen = _stands_for(bound, design, catalogue)
        decider = _decider(role, design, told)
        if chosen not in names or decider is None:
            continue
        component = next((each for each in components if each.id == role), None)
        critical = {journey.id for journey in journeys if journey.critical}
        relied = component is not None and bool(critical.intersection(component.journeys))
        setting = Setting(catalogue, rules, _team(design), relied)
        offered = [catalogue.technologies[name] for name in names if name == chosen or _to_be_had(name, design)]
        if len(offered) > 1:
            title = component.title if component else decider.title.lower()
            found.append(_contest(role, title, decider, chosen, offered, setting, design))
    weights = {criterion.title: criterion.weight for criterion in rules.criteria}
    return Contests(weights, rules.pass_total, rules.floor, str(catalogue.as_of), tuple(found))


def stands_for(technology: str, design: Design) -> str:
    """What a cloud runs under a name of its own: `kafka` for `aws-msk`; the technology itself where it is none."""
    return _stands_for(technology, design, design["evaluation"]()[0])


def _contest(
    role: str,
    title: str,
    decider: Decided,
    chosen: str,
    offered: Sequence[Technology],
    setting: Setting,
    design: Design,
) -> Contest:
    asked = [_candidate(technology, design) for technology in offered]
    rows = sorted(evaluate(role, asked, setting).rows, key=lambda row: (-_known(row, setting.rules), row.technology.id))
    best = {row.technology.id: row for row in rows}
    mine = best[chosen]
    rival = next(row for row in rows if row is not mine)
    comparable = {name for name in mine.open if name != "fit"} == {name for name in rival.open if name != "fit"}
    lead = _known(mine, setting.rules) - _known(rival, setting.rules) if comparable else None
    weight = next(Fraction(each.weight, 100) for each in setting.rules.criteria if each.id == "fit")
    return Contest(
        role=role,
        title=title,
        decision=decider.id,
        reason=decider.leading,
        contenders=tuple(_contender(row, asked, row is mine, setting) for row in rows),
        rival=rival.technology.name,
        lead=lead,
        fit_to_win=int(abs(lead) / weight) + 1 if lead is not None else 0,
    )


def _contender(row: Row, asked: Sequence[Candidate], chosen: bool, setting: Setting) -> Contender:
    candidate = next(each for each in asked if each.technology is row.technology)
    titles = {criterion.id: criterion.title for criterion in setting.rules.criteria}
    fit, passing = _passing(candidate, row, setting)
    return Contender(
        name=row.technology.name,
        chosen=chosen,
        marks=tuple(Mark(titles[score.criterion], score.value, score.reason) for score in row.scores),
        low=row.low,
        high=row.high,
        fit=fit,
        stage=setting.rules.outcomes[passing.verdict.outcome],
        because=passing.verdict.because,
    )


def _passing(candidate: Candidate, row: Row, setting: Setting) -> tuple[int | None, Row]:
    """The least fit with which it passes, and what then becomes of it; None where none does."""
    if "fit" in candidate.given:
        return (candidate.given["fit"][0] if row.verdict.outcome != "reject" else None), row
    for fit in range(setting.rules.floor, setting.rules.highest + 1):
        (tried,) = evaluate("", (candidate.with_score("fit", fit, ""),), setting).rows
        if tried.verdict.outcome != "reject" and tried.high >= setting.rules.pass_total:
            return fit, tried
    return None, tried


def _known(row: Row, rules: Rules) -> Fraction:
    """The points of what is scored, fit left out."""
    pairs = zip(rules.criteria, row.scores, strict=True)
    marks = ((each, score) for each, score in pairs if score.value is not None and each.id != "fit")
    return sum((Fraction(each.weight, 100) * (score.value or 0) for each, score in marks), Fraction(0))


def _candidate(technology: Technology, design: Design) -> Candidate:
    """The candidate with the fit that a person gave it; in use is what holds the records today."""
    in_use = technology.id == design["primary_technology"] and design["database_engine"] == "existing"
    fit = design.get("technology_fit", technology.id)
    if fit is None or not isinstance(fit.source, Answer):
        return Candidate(technology, in_use)
    return Candidate(technology, in_use, {"fit": (int(fit.base), f"Said in `{fit.source.path}`.")})


def _team(design: Design) -> Team:
    """What the brief says of skills; a silence about Kubernetes is no skill either way."""
    skills: dict[str, Any] = {name: design.get("skill", name) for name in design["subjects.skill"]}
    kubernetes = design["kubernetes_experience"]
    if kubernetes != "none":
        skills["kubernetes"] = kubernetes
    return Team(tuple(skills.items()), "" if design["cloud"] == "none" else design["cloud"])


def _stands_for(technology: str | None, design: Design, catalogue: Any) -> str:
    known = catalogue.technologies.get(technology)
    name = known.name if known else technology
    cloud = design["cloud"]
    for product, offers in catalogue.offers.items():
        foreign = catalogue.technologies[product].managed_by not in ("", cloud)
        if name in offers.get(cloud, ()) and product != technology and not foreign:
            return str(product)
    return str(technology or "")


def _to_be_had(name: str, design: Design) -> bool:
    """Whether it is no service that another cloud alone runs."""
    managed_by = design["evaluation"]()[0].technologies[name].managed_by
    return not managed_by or (managed_by == design["cloud"] and design["cloud"] not in _NO_CLOUD)


def _decider(role: str, design: Design, told: Mapping[str, Decided]) -> Decided | None:
    """The decision whose chosen option brings the role."""
    return next(_deciders(role, design, told), None)


def _deciders(role: str, design: Design, told: Mapping[str, Decided]) -> Iterator[Decided]:
    for name, decision in told.items():
        table = design.decisions[name].table
        held = decision.outcome.split(", ")
        if any(role in table.options[value].brings for value in held if value in table.options):
            yield decision
