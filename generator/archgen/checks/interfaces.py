"""Files for machines that people edited, against the design: operations, targets, events, entries of the catalogue."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from archgen.artifacts.openapi import schema_names
from archgen.checks.drift import STALE
from archgen.checks.registry import check
from archgen.checks.subject import Subject
from archgen.interface import METHODS, events, interface
from archgen.pipeline import Designed
from archgen.problems import Problem, Where
from archgen.quantities import print_quantity
from archgen.slo.promql import number
from archgen.workspace.plan import Does
from archgen.yamltext import Parsed, parse

_MEND = "Mend it there, or change the brief and run `archgen update`."


@check("check-operation", "error", "An operation without its journey, or a journey without its operation")
def operation(subject: Subject) -> Iterator[Problem]:
    """Every operation of openapi.yaml counts in a journey of the design and in objectives of that journey, and every
    journey that somebody calls has an operation there.
    """
    for design, file in _edited(subject, "openapi.yaml"):
        promised = {objective.name: objective.journey for objective in design.blueprint.objectives}
        known = {journey.id for journey in design.blueprint.journeys}
        counted = set()
        for path, node in _operations(file):
            counted.add(journey := node.get("x-journey", ""))
            if journey not in known:
                what = f"{_called(path)} counts in '{journey}', which is no journey."
                yield Problem("check-operation", file.where(path), what, _one_of(sorted(known)))
            for name in _items(node.get("x-slo")):
                if promised.get(name) != journey:
                    what = f"{_called(path)} names the objective '{name}', which '{journey}' does not have."
                    yield Problem("check-operation", file.where((*path, "x-slo")), what, _MEND)
        for journey in design.blueprint.design["called_journeys"]:
            if journey not in counted:
                what = f"no operation counts in '{journey}'."
                yield Problem("check-operation", Where(file.file), what, "Name it as `x-journey` of an operation.")


@check("check-target", "error", "A file for machines promises another target than the ledger")
def target(subject: Subject) -> Iterator[Problem]:
    """The targets that openapi.yaml states of its journeys are those of the ledger."""
    for design, file in _edited(subject, "openapi.yaml"):
        journeys = {journey.id: journey for journey in design.blueprint.journeys}
        stated = {objective.name: number(objective.target) for objective in design.blueprint.objectives}
        for journey, told in _parts(_parts(file.data).get("x-journeys")).items():
            for place, one in enumerate(_items(_parts(told).get("objectives"))):
                path = ("x-journeys", journey, "objectives", place)
                name, within = _parts(one).get("name"), _parts(one).get("within")
                wanted = {"target": stated.get(str(name), "")}
                latency = journeys[journey].latency if journey in journeys else None
                if within is not None and latency:
                    wanted["within"] = print_quantity(latency)
                for key, value in wanted.items():
                    if str(_parts(one).get(key)) != value:
                        what = f"{name} has {key} {_parts(one).get(key)}, and the ledger {value or 'does not know it'}."
                        yield Problem("check-target", file.where((*path, key)), what, _MEND)


@check("check-artifact", "error", "A file for machines lacks what the design has")
def artifact(subject: Subject) -> Iterator[Problem]:
    """Every entity that is shown has a schema in openapi.yaml, every event a channel in asyncapi.yaml and a schema of
    its own, every part and neighbour an entry in catalog-info.yaml; and what people edited can be read.
    """
    for name in ("openapi.yaml", "asyncapi.yaml"):
        for _, path, text in _changed(subject, name):
            for problem in parse(text, file=path, top="mapping").problems:
                yield Problem("check-artifact", problem.where, problem.what, problem.hint)
    for design, file in _edited(subject, "openapi.yaml"):
        schemas = _parts(_parts(_parts(file.data).get("components")).get("schemas"))
        names = schema_names(design.blueprint)
        for entity in interface(design.blueprint).shown:
            if names[entity.id, ""] not in schemas:
                yield _lacks(file, f"the entity '{entity.id}' has no schema '{names[entity.id, '']}'.")
    for design, file in _edited(subject, "asyncapi.yaml"):
        for event in events(design.blueprint):
            if event.type not in _parts(_parts(file.data).get("channels")):
                yield _lacks(file, f"the event '{event.type}' has no channel.")
            if f"{subject.folder(design)}/artifacts/events/{event.type}.schema.json" not in subject.files:
                yield _lacks(file, f"the event '{event.type}' has no schema beside it.")
    for design, path, text in _changed(subject, "catalog-info.yaml"):
        parts = [part.id for part in design.blueprint.components]
        for part in (*parts, *(neighbour.id for neighbour in design.blueprint.neighbours)):
            if f"-{part}\n" not in text:
                yield _lacks(Parsed(path, None), f"'{part}' is not in the catalogue.")


def _lacks(file: Parsed, what: str) -> Problem:
    return Problem("check-artifact", Where(file.file), what, "Bring it back, or run `archgen restore` on the file.")


def _changed(subject: Subject, name: str) -> Iterator[tuple[Designed, str, str]]:
    """The files of a name that people changed, with the design of each; what is out of date is a matter of drift."""
    quiet = {action.path for action in subject.plan.actions if action.does in {*STALE, Does.SAME}}
    for design in subject.designs:
        path = f"{subject.folder(design)}/artifacts/{name}"
        if path in subject.files and path not in quiet:
            yield design, path, subject.files[path]


def _edited(subject: Subject, name: str) -> Iterator[tuple[Designed, Parsed]]:
    """The same as data, where they can be read."""
    for design, path, text in _changed(subject, name):
        parsed = parse(text, file=path, top="mapping")
        if not parsed.problems:
            yield design, parsed


def _operations(file: Parsed) -> Iterator[tuple[tuple[str, str, str], Mapping[str, Any]]]:
    for path, item in _parts(file.data.get("paths")).items():
        for method in METHODS:
            if method in _parts(item):
                yield ("paths", path, method), _parts(_parts(item)[method])


def _called(path: tuple[str, str, str]) -> str:
    return f"{path[2].upper()} {path[1]}"


def _parts(value: Any) -> Mapping[str, Any]:
    return value if isinstance(value, Mapping) else {}


def _items(value: Any) -> list[Any]:
    return value if isinstance(value, list) else []


def _one_of(values: list[str]) -> str:
    return f"It has: {', '.join(values)}."
