"""What people say of candidates on the command line."""

import pytest

from archgen.evaluation import Said, read_candidates, read_skills
from archgen.problems import Stop


def test_scores_are_read_with_their_reasons(catalogue, rules):
    said = Said(
        ("flask", "django"), fits=("flask=4: small and known",), scores=("flask.maturity=5",), in_use=("flask",)
    )
    flask, django = read_candidates(said, catalogue, rules)
    assert flask.given == {"fit": (4, "small and known"), "maturity": (5, "Said without a reason.")}
    assert flask.in_use
    assert (django.given, django.in_use) == ({}, False)


def test_every_problem_is_told_at_once(catalogue, rules):
    said = Said(
        ("valky", "redis"), fits=("redis=7", "mysql=3", "redis"), scores=("redis.looks=3", "redis=3"), in_use=("php9",)
    )
    with pytest.raises(Stop) as stop:
        read_candidates(said, catalogue, rules)
    assert [problem.code for problem in stop.value.problems] == [
        "evaluate-candidate",
        "evaluate-candidate",
        "evaluate-score",
        "evaluate-candidate",
        "evaluate-score",
        "evaluate-criterion",
        "evaluate-score",
    ]
    assert stop.value.problems[0].hint == "Did you mean valkey, vault?"


def test_a_candidate_is_found_by_a_part_of_its_name(catalogue, rules):
    with pytest.raises(Stop) as stop:
        read_candidates(Said(("postgres-db",)), catalogue, rules)
    assert "postgresql" in stop.value.problems[0].hint


def test_no_candidate_is_a_problem_too(catalogue, rules):
    with pytest.raises(Stop, match="there is no candidate"):
        read_candidates(Said(()), catalogue, rules)


def test_skills_said_here_stand_over_those_that_were_known():
    said = Said(("redis",), skills=("redis=production",))
    assert read_skills(said, {"redis": "none", "kafka": "some"}) == (("kafka", "some"), ("redis", "production"))


def test_a_skill_has_one_of_three_words():
    with pytest.raises(Stop, match="none, some, production"):
        read_skills(Said(("redis",), skills=("redis=expert",)), {})
