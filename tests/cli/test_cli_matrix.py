"""`archgen what-if --matrix`: one number over a range, and every value at which a decision turns."""

import json
import re

import pytest
from test_cli_design import archgen

from archgen.resolver.flips import outcomes
from archgen.resolver.ranges import sweep
from make import WORKED, a_design


@pytest.fixture(scope="module")
def designed(tmp_path_factory):
    folder = tmp_path_factory.mktemp("matrix")
    (folder / "brief.yaml").write_text(WORKED, encoding="utf-8")
    archgen("new-design", "--brief", str(folder / "brief.yaml"), "--output", str(folder), "--no-input", "--quiet")
    return lambda *words, code=0: archgen("what-if", *words, "--output", str(folder), code=code)


def test_the_table_names_each_value_and_the_bars_stand_on_one_scale(designed):
    told = designed("--matrix", "users=2k..2M").stdout
    assert told.startswith("load.users.monthly from 2,000 users to 2,000,000 users; today 12,000 users\n")
    assert re.search(r"^from 21,001 users +Connection pooling +PgBouncer$", told, re.MULTILINE)
    (bar,) = re.findall(r"^Connection pooling +([a-z]+)$", told, re.MULTILINE)
    assert re.fullmatch("a+b+", bar)
    assert {len(bar) for bar in re.findall(r"^[A-Z][^\n]*  ([a-z]{20,})$", told, re.MULTILINE)} == {len(bar)}
    assert re.search(r"^units\[api\] +2 units +.*\d units$", told, re.MULTILINE)


def test_the_same_stands_there_as_data_and_other_answers_hold_meanwhile(designed):
    words = ("--matrix", "team.engineers=1..30", "--set", "existing.database=mysql", "--format", "json")
    made = json.loads(designed(*words).stdout)
    assert (made["path"], made["low"], made["high"]) == ("team.engineers", "1 engineer", "30 engineers")
    styles = [(each["value"], each["into"]) for each in made["changes"] if each["decision"] == "architecture_style"]
    assert styles[0] == ("4 engineers", "Modular monolith")


def test_every_change_of_a_range_is_a_change_and_none_is_between_them():
    design = a_design()
    found = sweep(design, "users", design["users"].base / 10, design["users"].base * 1000)
    now = dict(found.first)
    for place, change in enumerate(found.changes):
        before = outcomes(design.light.changed({"users": change.value - 1}))
        there = outcomes(design.light.changed({"users": change.value}))
        assert before[change.key] == change.before != change.then == there[change.key]
        now[change.key] = change.then
        following = found.changes[place + 1].value if place + 1 < len(found.changes) else found.high
        if following > change.value:
            assert {key: there[key] for key in now} == now
    assert len(found.changes) > 12


@pytest.mark.parametrize(
    ("asked", "told"),
    [
        ("users=5", "--matrix: '5' is no range: it has no '..'. Write it as 1k..1M. [matrix-range]\n"),
        (
            "users=5..1",
            "--matrix: '5..1' is no range: a range goes from a smaller number to a larger one. "
            "Write it as 1k..1M. [matrix-range]\n",
        ),
        (
            "users=1 km..2 km",
            "--matrix: '1 km..2 km' is no range: '1 km' is in km, and a value in users is expected. "
            "Write 12 users. [matrix-range]\n",
        ),
        (
            "usrs",
            "--matrix: 'usrs' is no number on which a decision rests. Did you mean users? [matrix-unknown]\n",
        ),
    ],
)
def test_a_range_that_cannot_be_is_refused(designed, asked, told):
    done = designed("--matrix", asked, code=2)
    assert done.stderr.startswith(told.removesuffix("? [matrix-unknown]\n"))
    assert done.stderr.count("\n") == 1


def test_what_if_without_another_answer_says_what_to_name(designed):
    assert designed(code=2).stderr == (
        "command line: no other answer is named. Write --set path=value, or --matrix users. [what-if-nothing]\n"
    )
