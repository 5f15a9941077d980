"""Objectives and metrics: the same in the document, the rules, the dashboard, OpenSLO and the metrics contract."""

from __future__ import annotations

import re
from collections.abc import Iterator

from archgen.checks.registry import check
from archgen.checks.subject import Subject
from archgen.pipeline import Designed
from archgen.problems import Problem, Where
from archgen.slo.telemetry import metric_names

_EXPRESSION = re.compile(r"^\s*(?:expr:|\"expr\":)\s*(.+)$")
_QUOTED = re.compile(r'\\?"[^"]*\\?"')
_READ = re.compile(r"(?<![\w:])([a-zA-Z_:][a-zA-Z0-9_:]*)(?=\s*[{\[])")
_SUFFIX = re.compile(r"_(?:bucket|sum|count)$")
_RECORDED = re.compile(r"^\s*- record: '?([^'\s]+)'?$", re.MULTILINE)
_BUILT_IN = {"ALERTS", "ALERTS_FOR_STATE", "up"}


@check("check-objective", "error", "An objective that one of its files does not have")
def objective(subject: Subject) -> Iterator[Problem]:
    """Each objective has its OpenSLO file, its group of rules, its panels on the dashboard, and its section on the
    page.
    """
    for design in subject.designs:
        for name, journey in ((each.name, each.journey) for each in design.blueprint.objectives):
            for path, sign in _homes(subject, design, name, journey):
                text = subject.files.get(path)
                if text is None or sign not in text:
                    what = f"the objective {name} is not in it."
                    yield Problem(
                        "check-objective", Where(path), what, "Run `archgen update`, or `archgen restore` it."
                    )


@check("check-metric", "warning", "A metric that nobody promises to expose")
def metric(subject: Subject) -> Iterator[Problem]:
    """Rules and dashboard read only metrics of the metrics contract and of the pinned exporters: another name stays
    empty, and its alert silent.
    """
    for design in subject.designs:
        folder = f"{subject.folder(design)}/slo"
        page = subject.files.get(f"{folder}/metrics.md")
        if page is None:
            continue
        recorded = set(_RECORDED.findall(subject.files.get(f"{folder}/rules.yaml", "")))
        known = {*recorded, *metric_names(design.blueprint.telemetry.contract.exporters), *_BUILT_IN}
        for path in (f"{folder}/rules.yaml", f"{folder}/dashboard.json"):
            for line, name in _reads(subject.files.get(path, "")):
                if name not in known and f"`{_SUFFIX.sub('', name)}`" not in page and f"`{name}`" not in page:
                    what = f"reads the metric {name}, which neither {folder}/metrics.md nor a pinned exporter has."
                    yield Problem("check-metric", Where(path, line), what, "Add it to the contract, or mend the name.")


def _homes(subject: Subject, design: Designed, name: str, journey: str) -> Iterator[tuple[str, str]]:
    folder = f"{subject.folder(design)}/slo"
    yield f"{folder}/{name}.openslo.yaml", name
    yield f"{folder}/rules.yaml", f"slo: {name}"
    yield f"{folder}/dashboard.json", f'slo=\\"{name}\\"'
    yield f"{folder}/index.md", f"`{journey}`"


def _reads(text: str) -> Iterator[tuple[int, str]]:
    """The metrics that the expressions of a file select, each with the line where it is first read."""
    seen: dict[str, int] = {}
    for number, line in enumerate(text.split("\n"), start=1):
        if found := _EXPRESSION.match(line):
            for name in _READ.findall(_QUOTED.sub("", found[1])):
                seen.setdefault(name, number)
    yield from ((number, name) for name, number in seen.items())
