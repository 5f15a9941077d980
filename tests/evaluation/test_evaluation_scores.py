"""Scores from facts, recomputed by hand, each with its reason."""

from fractions import Fraction

import pytest

from archgen.evaluation.scoring import is_open


def _scores(row):
    return {score.criterion: score.value for score in row.scores}


def _reason(row, criterion):
    return next(score.reason for score in row.scores if score.criterion == criterion)


def test_postgresql_on_aws_by_a_team_that_runs_it(matrix_of):
    row = matrix_of("postgresql", fit={"postgresql": 5}, skills={"postgresql": "production"}).rows[0]
    # maturity: 29 years; operations: managed 4 + support until 2030 1; ecosystem: 3 + three clouds 1 + ten years 1
    assert _scores(row) == {"maturity": 5, "fit": 5, "team": 5, "operations": 5, "ecosystem": 5}
    assert row.low == row.high == 5


def test_a_fork_is_as_mature_as_the_mean_of_its_own_age_and_its_lineages(matrix_of):
    row = matrix_of("valkey", skills={"redis": "production"}).rows[0]
    # own age 2 years: 2, lineage 15 years: 5, the mean rounded down: 3; skill in what it was forked from: 5 - 1
    assert _scores(row)["maturity"] == 3
    assert _scores(row)["team"] == 4
    assert _reason(row, "maturity") == (
        "Valkey is stable since 2024-04-15, its lineage Redis since 2010-09-03 at the latest."
    )
    assert _reason(row, "team") == ("Valkey was forked from Redis, where the team's skill is: run in production.")


def test_graduating_raises_maturity_and_what_takes_people_lowers_operations(matrix_of):
    row = matrix_of("istio", cloud="").rows[0]
    # maturity: 8 years 4 + graduated 1; operations: own 3 - takes people 1, and support that ends soon does not reject
    assert _scores(row)["maturity"] == 5
    assert _scores(row)["operations"] == 2
    assert _reason(row, "operations") == (
        "Run by the team, since no cloud was named, and it takes people of its own; support of 1.30 ends on 2026-11-30."
    )


def test_a_change_of_licence_within_three_years_costs_a_point(matrix_of):
    row = matrix_of("redis").rows[0]
    # 3 + three clouds 1 + ten years 1 - relicensed 2025-05-02 1; one of its choices is open, so no point for that
    assert _scores(row)["ecosystem"] == 4
    assert "relicensed to" in _reason(row, "ecosystem")


def test_a_licence_that_is_not_open_costs_a_point(matrix_of):
    # 3 - not open 1; its change of 2023-08-10 is three years and some days old
    row = matrix_of("nomad").rows[0]
    assert _scores(row)["ecosystem"] == 2
    assert "BUSL-1.1, which is not open" in _reason(row, "ecosystem")


def test_an_unverified_licence_counts_neither_way_and_is_called_so(matrix_of):
    assert "its licence was not verified" in _reason(matrix_of("cassandra").rows[0], "ecosystem").lower()


def test_a_service_of_another_cloud_scores_lowest_in_operations(matrix_of):
    row = matrix_of("gcp-pubsub", cloud="aws").rows[0]
    assert _scores(row)["operations"] == 1
    assert row.verdict.outcome == "reject"


def test_what_nobody_said_or_verified_is_open_and_not_guessed(matrix_of):
    row = matrix_of("flask").rows[0]
    assert row.open == ("maturity", "fit", "team")
    # 0.15 x 4 + 0.10 x 3 = 0.9, the other three hundredths 75 at 1 and at 5
    assert (row.low, row.high) == (Fraction("0.9") + Fraction("0.75"), Fraction("0.9") + Fraction("3.75"))


def test_a_given_score_stands_before_a_computed_one(matrix_of):
    row = matrix_of("flask", scores={"flask": {"maturity": 5}}).rows[0]
    assert next(score for score in row.scores if score.criterion == "maturity").given
    assert "maturity" not in row.open


@pytest.mark.parametrize(
    ("expression", "answer"),
    [
        ("MIT", True),
        ("BUSL-1.1", False),
        ("LicenseRef-RSALv2 OR SSPL-1.0 OR AGPL-3.0-only", True),
        ("SSPL-1.0 OR Elastic-2.0", False),
        ("Apache-2.0 AND LicenseRef-Timescale", False),
    ],
)
def test_one_open_choice_is_enough_and_all_parts_of_a_sum_are_needed(rules, expression, answer):
    assert is_open(expression, rules.steps["ecosystem"]["not_open"]) is answer
