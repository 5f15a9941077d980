"""The matrix: totals by hand, outcomes, ranking, flips; the same every time."""

from datetime import date
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from archgen.evaluation import Candidate, Setting, Team, evaluate, matrix_data, matrix_text


def test_the_total_is_the_weighted_sum(matrix_of):
    matrix = matrix_of("mysql", fit={"mysql": 4}, skills={"mysql": "some"})
    row = matrix.rows[0]
    # 0.25 x 5 + 0.30 x 4 + 0.20 x 4 + 0.15 x 5 + 0.10 x 5
    assert (
        row.low == row.high == Fraction("1.25") + Fraction("1.2") + Fraction("0.8") + Fraction("0.75") + Fraction("0.5")
    )


@pytest.mark.parametrize(
    ("name", "skill", "in_use", "outcome"),
    [
        ("postgresql", "production", True, "standard"),
        ("postgresql", "production", False, "adopt"),
        ("postgresql", "some", False, "pilot"),
        ("postgresql", "none", False, "research"),
        ("minio", "production", True, "reject"),
    ],
)
def test_the_outcome_says_how_far_the_team_may_go(matrix_of, name, skill, in_use, outcome):
    matrix = matrix_of(name, fit={name: 5}, skills={name: skill}, in_use=(name,) if in_use else ())
    assert matrix.rows[0].verdict.outcome == outcome


def test_below_the_pass_mark_nothing_is_taken_up(matrix_of):
    matrix = matrix_of(
        "mysql", fit={"mysql": 2}, skills={"mysql": "none"}, scores={"mysql": {"operations": 3, "ecosystem": 3}}
    )
    # 1.25 + 0.6 + 0.4 + 0.45 + 0.3 = 3.0
    assert matrix.rows[0].low == 3
    assert matrix.rows[0].verdict.outcome == "reject"
    assert matrix.winner is None


def test_a_criterion_below_the_floor_rejects_whatever_the_total(matrix_of):
    matrix = matrix_of("postgresql", fit={"postgresql": 1}, skills={"postgresql": "production"})
    assert matrix.rows[0].low > matrix.setting.rules.pass_total
    assert matrix.rows[0].verdict.because == ("PostgreSQL falls below the floor in fit.",)


def test_what_is_too_young_for_critical_use_is_watched_and_may_be_adopted_elsewhere(matrix_of):
    asked = {"fit": {"karpenter": 5}, "skills": {"karpenter": "production"}}
    assert matrix_of("karpenter", **asked, critical=True).rows[0].verdict.outcome == "watch"
    assert matrix_of("karpenter", **asked).rows[0].verdict.outcome == "adopt"


def test_a_wait_that_ends_within_the_pilot_lets_the_pilot_begin(matrix_of, catalogue, rules):
    young = catalogue.technologies["karpenter"]
    young = replace(young, first_stable=replace(young.first_stable, date=date(2024, 10, 1)))
    candidate = Candidate(young, given={"fit": (5, "It fits."), "maturity": (3, "It runs elsewhere.")})
    team = Team((("karpenter", "production"),), "aws")
    matrix = evaluate("a need", [candidate], Setting(catalogue, rules, team))
    assert matrix.rows[0].verdict.outcome == "pilot"
    assert matrix.rows[0].verdict.because[-1].endswith("Production waits for it.")


def test_a_young_tool_of_development_warns_and_is_not_blocked(matrix_of):
    row = matrix_of("k6", fit={"k6": 5}, skills={"k6": "production"}, critical=True).rows[0]
    assert row.verdict.outcome == "adopt"
    assert row.verdict.warnings == ("Grafana k6 is stable since 2025-05-06; the wait ends on 2028-05-06.",)


def test_an_exception_is_named_in_the_outcome(matrix_of):
    row = matrix_of("fastapi", fit={"fastapi": 5}, skills={"fastapi": "production"}, critical=True).rows[0]
    assert row.verdict.outcome == "adopt"
    assert "named exception" in " ".join(row.verdict.because)


def test_data_without_a_supported_line_asks_for_research(matrix_of):
    row = matrix_of("pulsar", fit={"pulsar": 5}, skills={"pulsar": "production"}).rows[0]
    assert row.verdict.outcome == "research"
    assert "no supported release line" in row.verdict.because[0]


def test_who_knows_the_lineage_may_begin_with_a_pilot_of_the_fork(matrix_of):
    row = matrix_of("valkey", fit={"valkey": 5}, skills={"redis": "production"}).rows[0]
    assert row.verdict.outcome == "pilot"
    assert row.verdict.because[0] == "Valkey passes, and the team knows Redis, from which it was forked."


def test_rejected_candidates_stand_last(matrix_of):
    skills = dict.fromkeys(("minio", "redis", "postgresql"), "production")
    matrix = matrix_of("minio", "redis", "postgresql", fit={"minio": 5, "redis": 3, "postgresql": 4}, skills=skills)
    assert [row.technology.id for row in matrix.rows] == ["postgresql", "redis", "minio"]


def test_every_flip_that_is_named_does_flip(matrix_of):
    asked = {"fit": {"postgresql": 4, "mysql": 4}, "skills": {"postgresql": "production", "mysql": "some"}}
    matrix = matrix_of("postgresql", "mysql", **asked)
    assert matrix.winner.technology.id == "postgresql"
    flips = matrix.flips()
    assert {flip.criterion for flip in flips} == {"fit"}
    for flip in flips:
        scores = {flip.technology: {flip.criterion: flip.to}}
        assert matrix_of("postgresql", "mysql", **asked, scores=scores).winner.technology.id == flip.technology
        below = {flip.technology: {flip.criterion: flip.to - 1}}
        assert matrix_of("postgresql", "mysql", **asked, scores=below).winner.technology.id == "postgresql"


def test_the_matrix_prints_open_scores_as_questions_and_given_ones_with_a_mark(matrix_of):
    text = matrix_text(matrix_of("postgresql", fit={"postgresql": 4}))
    assert text.splitlines()[0] == "Need: a need (not critical). Data as of 2026-08-22."
    assert text.splitlines()[3] == (
        "PostgreSQL  5            4*      ?        5              5             3.90 to 4.70  research"
    )


def test_the_same_matrix_gives_the_same_data(matrix_of):
    asked = {"fit": {"redis": 4, "valkey": 5}, "skills": {"redis": "some"}}
    assert matrix_data(matrix_of("redis", "valkey", **asked)) == matrix_data(matrix_of("valkey", "redis", **asked))


@given(
    fits=st.lists(st.integers(1, 5), min_size=3, max_size=3),
    critical=st.booleans(),
    cloud=st.sampled_from(["", "aws", "gcp", "azure", "on-premises"]),
)
def test_a_better_fit_never_lowers_a_total_and_totals_stay_on_the_scale(matrix_of, fits, critical, cloud):
    names = ("postgresql", "cockroachdb", "cassandra")
    for name, fit in zip(names, fits, strict=True):
        row = matrix_of(name, fit={name: fit}, cloud=cloud, critical=critical).rows[0]
        better = matrix_of(name, fit={name: min(5, fit + 1)}, cloud=cloud, critical=critical).rows[0]
        assert 1 <= row.low <= row.high <= 5
        assert better.low >= row.low


def test_every_technology_can_be_evaluated_on_every_cloud(matrix_of, catalogue):
    for cloud in ("", "aws", "gcp", "azure", "on-premises"):
        matrix = matrix_of(*catalogue.technologies, cloud=cloud, critical=True)
        assert len(matrix.rows) == len(catalogue.technologies)
        assert all(score.reason.endswith(".") for row in matrix.rows for score in row.scores)
