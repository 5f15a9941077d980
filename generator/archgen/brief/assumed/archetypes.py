"""Kinds of systems: partial briefs that supply typical journeys, data and dependencies as assumptions."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from typing import Any

from msgspec import Struct

from archgen.brief.layers import Layer
from archgen.brief.reader import Reading
from archgen.brief.references import check_references
from archgen.brief.schema import Schema, nearest
from archgen.problems import Problem, Where

KNOWN = frozenset({"archetype", "title", "says", "brief", "grounds", "questions", "failures"})


class Question(Struct, frozen=True):
    """A question that is worth asking of this kind of system, and the path that its answer stands at."""

    path: str
    ask: str
    why: str


class Special(Struct, frozen=True):
    """A way to fail that is special to this kind of system: the role that it strikes, and one sentence about it."""

    id: str
    role: str
    says: str


class Archetype(Struct, frozen=True):
    """A kind of system: its layer of assumptions, questions worth asking, and ways to fail that are its own."""

    id: str
    title: str
    says: str
    layer: Layer
    questions: tuple[Question, ...] = ()
    failures: tuple[Special, ...] = ()


def read_archetype(data: Mapping[str, Any], schema: Schema, *, file: str = "") -> tuple[Archetype, tuple[Problem, ...]]:
    """The archetype in plain data, and what is wrong with it; what is wrong is left out."""
    name, title = str(data.get("archetype", "")), str(data.get("title", ""))
    place = Where(file or f"knowledge/archetypes/{name}.yaml")
    told = data.get("grounds", {})

    def ground(path: str) -> str:
        found = schema.field(path)
        return told.get(path) or (found and told.get(found.path)) or f"usual for this kind of system: {title}"

    reading = Reading(schema, layer="archetype", where=lambda _: place, grounds=ground)
    layer = reading.read(data.get("brief", {}))
    questions = tuple(Question(entry["path"], entry["ask"], entry["why"]) for entry in data.get("questions", ()))
    failures = tuple(Special(entry["id"], entry["role"], entry["says"]) for entry in data.get("failures", ()))
    made = Archetype(name, title, str(data.get("says", "")), layer, questions, failures)
    return made, (*reading.problems, *_problems(data, made, schema, place))


def choose(
    told: Layer, known: Mapping[str, Mapping[str, Any]], schema: Schema
) -> tuple[tuple[tuple[Archetype, Fraction], ...], tuple[Problem, ...]]:
    """The archetypes that the answers name, with their weights; a name that is not known is a problem."""
    given = told.values.get("archetype")
    chosen: list[tuple[Archetype, Fraction]] = []
    problems: list[Problem] = []
    for name, weight in given.value if given and isinstance(given.value, tuple) else ():
        if name in known:
            archetype, wrong = read_archetype(known[name], schema)
            chosen.append((archetype, weight))
            problems += wrong
        elif given:
            close = nearest(name, tuple(known))
            hint = (f"Did you mean '{close}'? " if close else "") + f"Known are: {', '.join(sorted(known))}."
            problems.append(Problem("brief-unknown-reference", given.where, f"'{name}' is no archetype.", hint))
    return tuple(chosen), tuple(problems)


def _problems(data: Mapping[str, Any], made: Archetype, schema: Schema, place: Where) -> list[Problem]:
    problems = list(check_references(made.layer, schema, assumed=True))
    for name in sorted(set(data) - KNOWN):
        hint = f"It takes: {', '.join(sorted(KNOWN))}."
        problems.append(Problem("archetype-unknown-key", place, f"'{name}' is no key of an archetype.", hint))
    for special in made.failures:
        if special.role not in schema.components():
            what = f"the failure '{special.id}' strikes '{special.role}', which is no role."
            problems.append(Problem("archetype-unknown-role", place, what, "Name a role that a component can have."))
    for path in (*data.get("grounds", {}), *(question.path for question in made.questions)):
        if schema.field(path) is None:
            what = f"'{path}' is no path of the brief."
            problems.append(Problem("archetype-unknown-path", place, what, "Mend the path."))
    return problems
