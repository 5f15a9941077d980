"""What people say of candidates, `postgresql=4: it joins`, as values or as problems. Knows no terminal."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from difflib import get_close_matches
from typing import get_args

from msgspec import Struct

from archgen.evaluation.matrix import Candidate
from archgen.evaluation.rules import SKILLS, Criterion, Rules, Skill
from archgen.evaluation.technology import Catalogue
from archgen.problems import Problem, Where, stop_if

CRITERIA: tuple[Criterion, ...] = get_args(Criterion)

_SAID = re.compile(
    r"^\s*(?P<name>[\w-]+)(?:\.(?P<criterion>[a-z]+))?\s*=\s*(?P<value>[\w-]+)\s*(?::\s*(?P<why>.*\S))?\s*$"
)


class Said(Struct, frozen=True):
    """Everything that was said of the candidates, as it was written."""

    candidates: tuple[str, ...]
    fits: tuple[str, ...] = ()
    scores: tuple[str, ...] = ()
    skills: tuple[str, ...] = ()
    in_use: tuple[str, ...] = ()


def read_candidates(said: Said, catalogue: Catalogue, rules: Rules) -> tuple[Candidate, ...]:
    """The candidates with the scores that people gave; raises `Stop` with every problem."""
    problems = [*_unknown(said, catalogue)]
    given: dict[str, dict[Criterion, tuple[int, str]]] = {}
    for text in (*said.fits, *said.scores):
        read = _score(text, said, rules, fit=text in said.fits)
        if isinstance(read, Problem):
            problems.append(read)
        else:
            name, criterion, value, why = read
            given.setdefault(name, {})[criterion] = (value, why)
    stop_if(problems)
    names = dict.fromkeys(said.candidates)
    return tuple(Candidate(catalogue.technologies[name], name in said.in_use, given.get(name, {})) for name in names)


def read_skills(said: Said, known: Mapping[str, Skill]) -> tuple[tuple[str, Skill], ...]:
    """The team's skills: those that are `known`, and over them those said here; raises `Stop` with every problem."""
    skills, problems = dict(known), []
    for text in said.skills:
        match = _SAID.match(text)
        if not match or match["value"] not in SKILLS:
            what = f"--skill '{text}' does not say how well the team knows what."
            problems.append(
                _problem("skill", what, f"Write --skill postgresql=production; the words are {_listed(SKILLS)}.")
            )
        else:
            skills[match["name"]] = match["value"]  # type: ignore[assignment]
    stop_if(problems)
    return tuple(sorted(skills.items()))


def _score(text: str, said: Said, rules: Rules, *, fit: bool) -> tuple[str, Criterion, int, str] | Problem:
    match = _SAID.match(text)
    option = "--fit" if fit else "--score"
    example = f"Write {option} {said.candidates[0]}{'' if fit else '.maturity'}=4, or with a reason behind a colon."
    if not match or fit == bool(match["criterion"]):
        return _problem("score", f"{option} '{text}' does not say which score whom it gives.", example)
    criterion = "fit" if fit else match["criterion"]
    if criterion not in CRITERIA:
        return _problem("criterion", f"'{criterion}' is no criterion.", f"The criteria are {_listed(CRITERIA)}.")
    if match["name"] not in said.candidates:
        return _problem(
            "candidate", f"{option} '{text}' scores what is no candidate.", f"Add --candidate {match['name']}."
        )
    if not match["value"].isdigit() or not rules.lowest <= int(match["value"]) <= rules.highest:
        return _problem(
            "score", f"'{match['value']}' is no score.", f"Scores go from {rules.lowest} to {rules.highest}."
        )
    return match["name"], criterion, int(match["value"]), match["why"] or "Said without a reason."


def _unknown(said: Said, catalogue: Catalogue) -> Iterable[Problem]:
    if not said.candidates:
        yield _problem("candidate", "there is no candidate.", "Name at least one: --candidate postgresql.")
    for name in (*said.candidates, *said.in_use):
        if name not in catalogue.technologies:
            near = get_close_matches(name, catalogue.technologies, n=3) or sorted(
                other for other, technology in catalogue.technologies.items() if name.lower() in technology.name.lower()
            )
            hint = f"Did you mean {_listed(near)}?" if near else "'archgen knowledge show technologies' lists them."
            yield _problem("candidate", f"'{name}' is no technology of the catalogue.", hint)


def _problem(code: str, what: str, hint: str) -> Problem:
    return Problem(f"evaluate-{code}", Where("command line"), what, hint)


def _listed(words: Iterable[str]) -> str:
    return ", ".join(words)
