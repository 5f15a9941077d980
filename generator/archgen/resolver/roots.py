"""The roots of the graph: answers, assumptions and figures as facts, each number with where it came from."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from fractions import Fraction
from typing import Any

from msgspec.structs import replace

from archgen.brief import Brief, Given, Paths, Root, Schema, assumption_id
from archgen.decisions import FactType
from archgen.quantities import (
    Answer,
    Assumption,
    Detected,
    Figure,
    Quantity,
    Source,
    answer,
    assume,
    count,
    figure,
    parse_quantity,
    parse_unit,
)
from archgen.resolver.design import Bounds
from archgen.resolver.family import Family


def brief_facts(brief: Brief, *, owned: frozenset[str]) -> dict[str, Any]:
    """Every fact that the brief gives or assumes. What is missing is None, but for facts `owned` by a function."""
    found: dict[str, Any] = {"paths": _counted(brief.paths)}
    subjects = subjects_of(brief, brief.paths)
    found["entity_parents"] = Family("entity", {entity: _parents(brief, entity) for entity in subjects["entity"]})
    found |= {f"subjects.{per}": ids for per, ids in subjects.items()}
    for root in brief.schema.roots():
        if not root.per:
            found[f"{root.fact}.given"] = _given(brief.get(root.path()))
        if root.per:
            found[root.fact] = Family(root.per, dict(_members(brief, root, subjects[root.per], owned)))
        elif (
            value := _fact(brief.get(root.path()), root, root.fact, root.path())
        ) is not None or root.fact not in owned:
            found[root.fact] = value
    return found


def subjects_of(brief: Brief, paths: Paths) -> dict[str, tuple[str, ...]]:
    """The members of every family: the ids in the brief, and for roles those that the Paths use."""
    listed = {per: brief.ids(path) for per, path in brief.schema.subjects().items()}
    return listed | {"role": tuple(dict.fromkeys(("api", "primary-store", *paths.roles)))}


def figure_facts(figures: Mapping[str, Any]) -> dict[str, Quantity]:
    """The cited constants by name."""
    made = {}
    for name, entry in figures.items():
        low, high, unit = parse_quantity(entry["value"])
        made[name] = figure(low, high, unit, Figure(name, entry["source"])).named(name)
    return made


def figure_types(figures: Mapping[str, Any]) -> dict[str, FactType]:
    """Figures may stand in slots; a cell has no need to compare what never changes."""
    return {name: FactType(name, "text") for name in figures}


def root_types(schema: Schema) -> dict[str, FactType]:
    """The types of the facts that a brief can give, as tables see them; what may be missing is text to them.

    `rto_wanted.given` says whether a person gave the answer.
    """
    types = {root.fact: _type(root) for root in schema.roots()}
    types["entity_parents"] = FactType("entity_parents", "text", per="entity")
    return types | {
        f"{root.fact}.given": FactType(f"{root.fact}.given", "bool") for root in schema.roots() if not root.per
    }


def root_bounds(schema: Schema) -> Bounds:
    """The least and the most that a brief takes for each number, in base units."""
    found = {}
    for root in schema.roots():
        field = root.field
        if field.number and field.type != "money" and field.low is not None and field.high is not None:
            scale = parse_unit(field.unit).scale
            found[root.fact] = (field.low * scale, field.high * scale)
    return found


def _parents(brief: Brief, entity: str) -> tuple[str, ...]:
    """The entities without which a row of this one cannot be: those that it must belong to."""
    base = f"data.entities[{entity}].relations"
    ties = [
        {part: given.value for part in ("to", "kind", "optional") if (given := brief.get(f"{base}[{place}].{part}"))}
        for place in brief.ids(base)
    ]
    return tuple(str(tie["to"]) for tie in ties if not tie.get("optional") and tie.get("kind") != "many-to-many")


def _counted(paths: Paths) -> Paths:
    """The Paths with calls as quantities, so that a product with them keeps its formula."""
    steps = {path.journey: tuple(replace(step, calls=count(step.calls)) for step in path.steps) for path in paths.paths}
    return replace(paths, paths=tuple(replace(path, steps=steps[path.journey]) for path in paths.paths))


def _type(root: Root) -> FactType:
    field = root.field
    if root.member:
        return FactType(root.fact, "bool", per=root.per)
    if field.number and (field.default is not None or field.derived):
        low, high = field.low or Fraction(0), field.high if field.high is not None else Fraction(10**12)
        return FactType(root.fact, "number", unit=field.unit, low=low, high=high, step=field.step, per=root.per)
    if field.type == "choice" and field.default is not None:
        return FactType(root.fact, "enum", values=field.choices, per=root.per)
    return FactType(root.fact, "bool" if field.type == "flag" else "text", per=root.per)


def _given(given: Given | None) -> bool:
    """Whether a person said it."""
    return given is not None and given.layer == "given"


def _members(brief: Brief, root: Root, ids: tuple[str, ...], owned: frozenset[str]) -> Iterator[tuple[str, Any]]:
    for subject in ids:
        path = root.path(subject)
        value = _fact(brief.get(path), root, f"{root.fact}[{subject}]", path)
        if value is not None or root.fact not in owned:
            yield subject, value


def _fact(given: Given | None, root: Root, name: str, path: str) -> Any:
    if root.member:
        return given is not None and isinstance(given.value, tuple) and root.member in given.value
    if given is None:
        return None
    if not root.field.number or not isinstance(given.value, Fraction):
        return given.value
    source = _source(given, path)
    make = assume if isinstance(source, Assumption) else answer
    return make(given.value, given.unit, source).named(name)  # type: ignore[arg-type]


def _source(given: Given, path: str) -> Source:
    if given.layer == "given":
        return Answer(path, given.where.file, given.where.line, given.spelling)
    if given.layer == "detected":
        return Detected(path, given.ground or given.where.file, 0)
    return Assumption(assumption_id(path), path, given.ground, given.where.file)
