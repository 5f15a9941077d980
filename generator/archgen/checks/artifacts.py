"""Files for machines against the design: the parts of the model, the rates and limits of the load test."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from typing import Any

from archgen.artifacts.loadtest import plan
from archgen.checks.drift import STALE
from archgen.checks.registry import check
from archgen.checks.subject import Subject
from archgen.pipeline import Designed
from archgen.problems import Problem, Where

MODEL, PLAN = "artifacts/model.c4", "artifacts/loadtest.json"
_ID = re.compile(r"^\s*id\s+'([a-z0-9-]+)'\s*$", re.MULTILINE)
_RESTORE = "Change the brief and run `archgen update`, or `archgen restore` the file."


@check("check-model", "error", "The architecture model has other parts than the design")
def model(subject: Subject) -> Iterator[Problem]:
    """A part or a neighbour of the design is missing in `model.c4`, or the model has one that the design does not
    have. What people add without an `id` in its metadata is theirs.
    """
    for design, path, text in _files(subject, MODEL):
        blueprint = design.blueprint
        expected = {part.id for part in blueprint.components} | {other.id for other in blueprint.neighbours}
        expected |= {journey.by for journey in blueprint.journeys}
        found = set(_ID.findall(text))
        for name in sorted(expected - found):
            yield Problem("check-model", Where(path), f"the design has '{name}', and the model does not.", _RESTORE)
        for name in sorted(found - expected):
            yield Problem("check-model", Where(path), f"the model has '{name}', and the design does not.", _RESTORE)


@check("check-loadtest", "error", "The load test asks for other numbers than the ledger")
def loadtest(subject: Subject) -> Iterator[Problem]:
    """A rate, a time or a share of good requests in `loadtest.json` is not what the design promises, a journey is
    missing, or the file cannot be read. What is sent, and how, may differ: it is the team's to fit.
    """
    for design, path, text in _files(subject, PLAN):
        try:
            there = dict(_numbers(json.loads(text)))
        except (ValueError, KeyError, TypeError, AttributeError):
            what = "it is no plan that the load test can read."
            yield Problem("check-loadtest", Where(path), what, "`archgen restore` it.")
            continue
        for name, number in _numbers(plan(design.blueprint)):
            if name not in there:
                yield Problem("check-loadtest", Where(path), f"{name} is missing.", _RESTORE)
            elif there[name] != number:
                what = f"{name} is {there[name]}, and the design has {number}."
                yield Problem("check-loadtest", Where(path), what, _RESTORE)


def _files(subject: Subject, name: str) -> Iterator[tuple[Designed, str, str]]:
    """The file of that name of each design that has one; a file that is out of date is a matter of drift alone."""
    stale = {action.path for action in subject.plan.actions if action.does in STALE}
    for design in subject.designs:
        path = f"{subject.folder(design)}/{name}"
        if path in subject.files and path not in stale:
            yield design, path, subject.files[path]


def _numbers(told: Mapping[str, Any]) -> Iterator[tuple[str, Any]]:
    """Every number of a plan by what it is called."""
    for peak, said in told["peaks"].items():
        yield f"hold_s of {peak}", said["hold_s"]
        yield from ((f"rate of {journey} at {peak}", rate) for journey, rate in said["req_per_s"].items())
    for journey, sent in told["journeys"].items():
        yield from ((f"{limit} of {journey}", number) for limit, number in sent["limits"].items())
