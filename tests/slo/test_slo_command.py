"""`archgen slo`: what a person sees, and what is refused with exit code 2."""

from __future__ import annotations

import json

import pytest
from typer.testing import CliRunner

from archgen.cli.slo import app
from archgen.problems import Exit, Stop

TABLE = ["table", "--target", "99.9", "--window", "30d"]
SIMULATE = ["simulate", "--target", "99.9", "--errors", "10%", "--for", "20m", "--rps", "50"]


def run(*arguments):
    found = CliRunner().invoke(app, list(arguments))
    if found.exception and not isinstance(found.exception, SystemExit):
        raise found.exception
    assert found.exit_code == 0, found.output
    return found.output


def refused(*arguments):
    with pytest.raises(Stop) as stop:
        run(*arguments)
    assert stop.value.code == Exit.BAD_INPUT
    return [str(problem) for problem in stop.value.problems]


def test_the_table_of_three_nines():
    lines = run(*TABLE, "--rps", "50").splitlines()
    assert lines[0] == "99.9 % over 30 days allows 43 min 12 s of total outage."
    assert lines[1] == "At 50 events/s that is 129,600 of 129,600,000 events."
    assert " ".join(lines[4].split()) == "fast page 2 % in 1h 14.4 1.44 % 1h, 5m 52 s 8 min 38 s 4 min 56 s"
    assert "One failure does not page from 70 events/h on." in lines
    assert "burn = spends x period / long window; bad share = burn x (1 - target)" in lines


def test_the_table_as_data():
    data = json.loads(run(*TABLE, "--format", "json"))
    fast = data["tiers"][0]
    assert (fast["burn"], fast["bad_share"], fast["errors_fire_after_minutes"]) == (14.4, 0.0144, 8.64)
    assert data["budget_minutes"] == 43.2
    assert data["budget_events"] is None


def test_a_table_for_little_traffic_says_what_is_missing():
    assert "Note: the fast page needs 695 events/h to fire by its burn; there are 36." in run(*TABLE, "--rps", "0.01")


def test_a_simulation_says_who_is_told_when_and_draws_it():
    lines = run(*SIMULATE).splitlines()
    assert lines[0] == "10 % of 50 events/s fail for 20 minutes, at 99.9 % over 30 days."
    assert " ".join(lines[3].split()) == "fast page at 9 min at 25 min"
    assert lines[8] == "Spent: 4.63 % of the budget, 6,000 of 129,600 events; left in one such period: 95.4 %."
    assert lines[10] == "failure  ####################......"
    assert lines[11] == "fast     .........!!!!!!!!!!!!!!!!."


def test_a_simulation_as_data_has_every_minute():
    data = json.loads(run(*SIMULATE, "--format", "json"))
    assert data["tiers"][0] == {"tier": "fast", "severity": "page", "fires_at": 9, "silent_at": 25}
    assert len(data["minute_by_minute"]) == 26
    assert data["budget_spent"] == pytest.approx(0.046296)


def test_a_simulation_as_a_mermaid_chart():
    chart = run(*SIMULATE, "--chart", "mermaid")
    assert chart.startswith("xychart-beta\n")
    assert "  line [14.4, 14.4" in chart


def test_a_day_long_failure_draws_no_wider_than_a_terminal():
    text = run("simulate", "--target", "99", "--errors", "2%", "--for", "1d", "--rps", "5", "--window", "7d")
    assert max(len(line) for line in text.splitlines()) <= 100


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (["table", "--target", "100"], "slo-target-total"),
        (["table", "--target", "0"], "slo-target-range"),
        (["table", "--target", "93"], "slo-target-inexpressible"),
        (["table", "--target", "three nines"], "slo-number"),
        (["table", "--target", "1/0"], "slo-number"),
        ([*TABLE[:3], "--window", "14d"], "slo-window-unknown"),
        ([*TABLE[:3], "--window", "25h"], "slo-window-unknown"),
        ([*TABLE[:3], "--window", "soon"], "slo-duration"),
        ([*TABLE, "--retention", "15d"], "slo-window-beyond-retention"),
        ([*TABLE, "--bound", "0.3"], "slo-bound-no-bucket"),
        ([*TABLE, "--errors", "101%"], "slo-errors-range"),
        ([*TABLE, "--rps", "-1"], "slo-number"),
        ([*SIMULATE[:6], "40d", *SIMULATE[7:]], "slo-failure-too-long"),
        (["simulate", "--target", "100", *SIMULATE[3:]], "slo-target-total"),
    ],
)
def test_what_is_refused(arguments, code):
    problems = refused(*arguments)
    assert [line.rsplit("[")[-1] for line in problems] == [f"{code}]"]
    assert all(". [" not in line or line.split(". ")[0] for line in problems)


def test_a_bound_among_the_buckets_passes():
    assert run(*TABLE, "--bound", "0.3s", "--buckets", "0.1,0.3,1")


def test_every_problem_is_said_at_once():
    assert len(refused("table", "--target", "100", "--errors", "0", "--retention", "7d", "--bound", "3")) == 4
