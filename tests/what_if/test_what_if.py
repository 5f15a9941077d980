"""The data of the what-if page says at every point what the resolver and the command line say there."""

from __future__ import annotations

import json
import random
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from archgen import library
from archgen.blueprint import option_title
from archgen.brief import read_brief
from archgen.cli.new_design import app as new_design_app
from archgen.cli.shelf import Shelf
from archgen.cli.what_if import app as what_if_app
from archgen.resolver import Family
from archgen.what_if import LARGEST, answers, compiled
from what_if_data import Data

EXAMPLES = Path(__file__).parents[2] / "examples"
NAMES = sorted(folder.name for folder in EXAMPLES.iterdir() if (folder / "brief.yaml").is_file())
POINTS = 500  # for each of the examples


class Case:
    """An example: its design, the answers that move, and the data."""

    def __init__(self, name: str) -> None:
        file = EXAMPLES / name / "brief.yaml"
        known = self.library = library.load()
        self.brief = read_brief(file.read_text(), file=str(file), schema=known.schema, archetypes=known.archetypes)
        self.design = known.resolve(self.brief)
        self.light = self.design.light
        self.moved = answers(self.brief, self.design)
        self.text = self.compiled()
        self.data = Data(self.text)

    def traces(self, design) -> dict[str, Any]:
        """Every decision by its title, one for each subject."""
        found = {}
        for table in self.library.tables:
            trace = design.decisions[table.name]
            members = trace.items() if isinstance(trace, Family) else (("", trace),)
            found |= {f"{table.title} ({subject})" if subject else table.title: each for subject, each in members}
        return found

    def compiled(self, *, public: bool = False) -> str:
        return compiled("example", self.brief, self.design, self.library, public=public)

    def points(self, count: int, seed: int = 7) -> list[tuple[int, ...]]:
        chance = random.Random(seed)
        return [tuple(chance.randrange(size) for size in self.data.sizes) for _ in range(count)]

    def resolved(self, point: tuple[int, ...], *, light: bool = False):
        """The design with the answers of a point, resolved; a light one knows decisions only, and is quicker."""
        facts = {}
        for answer, position in zip(self.moved, point, strict=True):
            facts |= answer.positions[position].facts
        if light:
            return self.light.changed({name: getattr(value, "base", value) for name, value in facts.items()})
        return self.design.changed(facts)


@pytest.fixture(scope="module")
def case() -> Case:
    return Case("help-desk")


@pytest.mark.parametrize("name", NAMES)
def test_thousands_of_points_say_what_the_resolver_says(name):
    case = Case(name)
    now = case.traces(case.design)
    for point in case.points(POINTS):
        there, said = case.traces(case.resolved(point, light=True)), case.data.decisions(point)
        assert set(said) <= set(there)
        options = {decision: said.get(decision, option_title(now[decision])) for decision in there}
        assert options == {decision: option_title(trace) for decision, trace in there.items()}, point
    moving = {each["anchor"]: each["title"] for each in case.data.data["contradictions"]}
    for point in case.points(POINTS // 10):
        holds, said = held(case, case.resolved(point)), case.data.contradictions(point)
        assert said == {moving[anchor] for anchor in holds if anchor in moving}, point
        assert {anchor for anchor in holds ^ held(case, case.design) if anchor not in moving} == set(), point


def held(case: Case, design) -> set[str]:
    """The contradictions that hold, each by its anchor."""
    found = set()
    for name, row in case.library.challenges.items():
        holds = design.values[row["holds"]]
        if isinstance(holds, Family):
            found |= {f"{name}-{subject}" for subject, value in holds.items() if value}
        elif holds:
            found.add(name)
    return found


def test_today_is_the_design_that_stands(case):
    now = {name: option_title(trace) for name, trace in case.traces(case.design).items()}
    assert case.data.decisions(case.data.today).items() <= now.items()
    assert case.data.settings(case.data.today) == ()


@pytest.fixture(scope="module")
def desk(tmp_path_factory) -> Shelf:
    root = tmp_path_factory.mktemp("desk")
    brief = str(EXAMPLES / "help-desk" / "brief.yaml")
    arguments = ["--brief", brief, "--output", str(root), "--no-input", "--quiet"]
    assert CliRunner().invoke(new_design_app, arguments).exit_code == 0
    return Shelf(root)


def test_the_command_line_says_the_same(desk, case):
    for point in case.points(4, seed=11):
        settings = case.data.settings(point)
        arguments = ["--output", str(desk.root), "--format", "json"]
        said = CliRunner().invoke(what_if_app, [*arguments, *(word for each in settings for word in ("--set", each))])
        assert said.exit_code == 0, (settings, said.output)
        found = json.loads(said.output)
        changed = {each["name"]: each["then"] for each in found["decisions"]}
        now, then = case.data.decisions(case.data.today), case.data.decisions(point)
        assert {name: then[name] for name in then if then[name] != now[name]} == changed
        gone = {each["name"] for each in found["contradictions"] if not each["then"]}
        come = {each["name"] for each in found["contradictions"] if not each["now"]}
        held, holds = case.data.contradictions(case.data.today), case.data.contradictions(point)
        assert (held - holds, holds - held) == (gone, come)


def test_reasons_are_those_of_the_design_of_the_point(desk, case):
    for point in case.points(2, seed=3):
        there = desk.designed("parley", desk.brief("parley", desk.edited("parley", case.data.settings(point))))
        said = case.data.reasons(point)
        for decided in there.blueprint.decisions:
            title = f"{decided.title} ({decided.subject})" if decided.subject else decided.title
            if title in said:
                assert said[title] == tuple(there.plain(because) for because in decided.because), (point, title)


def test_the_data_is_bounded_and_the_same_each_time(case):
    assert len(case.text.encode()) <= LARGEST
    assert case.compiled() == case.text


def test_where_a_decision_turns_the_positions_lie_close_together(case):
    for place, answer in enumerate(case.data.data["answers"]):
        if answer["path"] not in ("team.engineers", "load.users.monthly"):
            continue
        positions = case.moved[place].positions
        for at in range(1, len(positions)):
            low, high = positions[at - 1].value, positions[at].value
            here, there = ([*case.data.today[:place], each, *case.data.today[place + 1 :]] for each in (at - 1, at))
            if case.data.decisions(here) != case.data.decisions(there):
                assert high - low <= max(1, high / 500), (answer["path"], low, high)


def test_a_public_page_neither_moves_nor_names_money(case):
    text = case.compiled(public=True)
    assert [answer["path"] for answer in json.loads(text)["answers"]][-1] == "targets.availability"
    assert not any(currency in text for currency in ("EUR", "USD", "GBP", "CHF"))
