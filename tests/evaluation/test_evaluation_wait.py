"""The age rule: forks, exceptions, tools, and the first release of a major."""

from datetime import date

import pytest
from msgspec.structs import replace

from archgen.evaluation import Cycle, Setting, Team, release_to_use, waiting


@pytest.mark.parametrize(
    ("name", "critical", "state", "until"),
    [
        ("postgresql", True, "over", date(2000, 6, 13)),
        ("karpenter", False, "over", date(2026, 8, 14)),
        ("karpenter", True, "running", date(2027, 8, 14)),
        ("valkey", True, "over", date(2026, 4, 15)),  # the fork after two years, its lineage long before
        ("openbao", True, "over", date(2026, 7, 17)),
        ("opentofu", False, "over", date(2025, 1, 9)),
        ("flask", True, "unknown", None),
        ("fastapi", True, "excepted", None),
        ("opentelemetry-collector", False, "excepted", None),
    ],
)
def test_the_wait_counts_from_the_first_stable_release(catalogue, rules, name, critical, state, until):
    wait = waiting(catalogue.technologies[name], Setting(catalogue, rules, Team(), critical))
    assert (wait.state, wait.until) == (state, until)


def test_a_fork_waits_for_its_lineage_too(catalogue, rules):
    young = replace(
        catalogue.technologies["redis"],
        first_stable=replace(catalogue.technologies["redis"].first_stable, date=date(2025, 1, 1)),
    )
    changed = replace(catalogue, technologies={**catalogue.technologies, "redis": young})
    wait = waiting(changed.technologies["valkey"], Setting(changed, rules, Team(), True))
    assert wait.until == date(2028, 1, 1)


def test_the_wait_does_not_bind_tools_of_development(catalogue, rules):
    wait = waiting(catalogue.technologies["k6"], Setting(catalogue, rules, Team(), True))
    assert (wait.state, wait.binds, wait.over) == ("running", False, True)


def test_an_unknown_date_is_said_and_not_guessed(catalogue, rules):
    wait = waiting(catalogue.technologies["flask"], Setting(catalogue, rules, Team(), False))
    assert wait.reason == "The date of Flask's first stable release was not verified."
    assert not wait.over


def test_the_first_release_of_a_major_is_not_begun_with(catalogue):
    postgresql = catalogue.technologies["postgresql"]
    assert release_to_use(postgresql) == "18 (18.6)"
    fresh = replace(postgresql, cycles=(Cycle("19", None, True, "19.0"), *postgresql.cycles))
    assert release_to_use(fresh) == "18 (18.6)"
    assert release_to_use(catalogue.technologies["flyway"]) == "the major before 13.0.0, the first release of a new one"
    assert release_to_use(catalogue.technologies["aws-sqs"]) == ""
