"""Any single answer may be missing: the design is made of the others, or the brief says in words what it lacks."""

from __future__ import annotations

from collections.abc import Iterator
from copy import deepcopy
from typing import Any

import pytest

from archgen import library
from archgen.pipeline import described
from archgen.problems import Problem, Stop
from archgen.yamltext import dump, parse
from make import a_brief, an_example

WHOLE = 25  # every so manieth design is described whole; the others are resolved


def places(node: Any, way: tuple[str | int, ...] = ()) -> Iterator[tuple[str | int, ...]]:
    """Every answer, every item and every group, by its way through the data."""
    below = node.items() if isinstance(node, dict) else enumerate(node) if isinstance(node, list) else ()
    for key, value in below:
        yield (*way, key)
        yield from places(value, (*way, key))


def without(data: Any, way: tuple[str | int, ...]) -> str:
    left = deepcopy(data)
    holder = left
    for key in way[:-1]:
        holder = holder[key]
    del holder[way[-1]]
    return dump(left)


def read(text: str) -> tuple[Any, tuple[Problem, ...]]:
    try:
        return a_brief(text=text), ()
    except Stop as stop:
        return None, stop.problems


@pytest.mark.slow
@pytest.mark.parametrize(("name", "every"), [("help-desk", 1), ("scooters", 4)])
def test_turning_any_single_answer_off_never_breaks_the_run(name, every):
    known, data = library.load(), parse(an_example(name), file="brief.yaml").data
    refused = 0
    ways = list(places(data))[::every]
    for number, way in enumerate(ways):
        brief, problems = read(without(data, way))
        if brief is None:
            refused += 1
            assert all(problem.what and problem.hint for problem in problems), way
            continue
        resolved = known.resolve(brief)
        if number % WHOLE == 0:
            assert described(brief, resolved, known, slug="x").decisions
    assert refused < len(ways) / 3
