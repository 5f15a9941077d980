"""Candidates for a role: scored from facts, open where nobody can tell, and never a mark that has no ground."""

from archgen.blueprint.candidates import Contender, Contest, stands_for
from make import WORKED, a_blueprint


def contest(role: str, *changes: str, text: str | None = None) -> Contest:
    blueprint = a_blueprint(*changes, text=text) if text else a_blueprint(*changes)
    return next(each for each in blueprint.contests.contests if each.role == role)


def contender(found: Contest, name: str) -> Contender:
    return next(each for each in found.contenders if each.name == name)


def marks(one: Contender) -> dict[str, int | None]:
    return {mark.title: mark.value for mark in one.marks}


def test_fit_stays_open_until_a_person_scores_it():
    assert {marks(one)["Fit"] for one in contest("primary-store").contenders} == {None}
    scored = contest("primary-store", text=WORKED + "technologies: [{id: postgresql, fit: 5}]\n")
    assert marks(contender(scored, "PostgreSQL"))["Fit"] == 5
    assert marks(contender(scored, "MySQL"))["Fit"] is None


def test_a_skill_that_the_brief_is_silent_about_is_no_mark():
    found = contest("primary-store", "team.skills.postgresql=production")
    assert marks(contender(found, "PostgreSQL"))["Team"] == 5
    assert marks(contender(found, "CockroachDB"))["Team"] is None


def test_the_chosen_one_is_marked_and_stands_among_those_that_lost():
    found = contest("primary-store")
    assert [one.name for one in found.contenders if one.chosen] == ["PostgreSQL"]
    assert len(found.contenders) > 2


def test_services_of_another_cloud_are_no_candidates():
    assert "AWS Secrets Manager" in {one.name for one in contest("secrets", "constraints.cloud=aws").contenders}
    elsewhere = a_blueprint("constraints.cloud=gcp").contests.contests
    assert "AWS Secrets Manager" not in {one.name for each in elsewhere for one in each.contenders}


def test_what_a_cloud_sells_under_its_own_name_stands_for_what_it_runs():
    design = a_blueprint("constraints.cloud=aws").design
    assert stands_for("aws-msk", design) == "kafka"
    assert stands_for("postgresql", design) == "postgresql"
    assert stands_for("Secret Manager", a_blueprint("constraints.cloud=gcp").design) == "Secret Manager"


def test_one_that_trails_says_by_how_many_marks_it_has_to_fit_better():
    found = contest("cache", "load.users.monthly=200k", "data.hot_share=80 %", "data.staleness=5 s")
    assert found.lead is not None
    assert found.lead < 0
    assert found.fit_to_win >= 1
