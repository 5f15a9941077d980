"""Skills told by the product say what they are a skill in."""

from __future__ import annotations

from make import a_design


def told(brief, skills: str):
    read = brief(f"system: {{name: X}}\nteam: {{skills: {{{skills}}}}}\n").get("team.skills.messaging")
    return read.value, read.assumed


def test_whoever_has_run_a_broker_by_its_name_has_run_a_broker(brief):
    assert told(brief, "kafka: some, rabbitmq: production, postgresql: none") == ("production", False)


def test_what_is_said_of_brokers_as_such_wins_over_any_product(brief):
    assert told(brief, "kafka: production, messaging: none") == ("none", False)


def test_a_skill_in_something_else_says_nothing_of_brokers(brief):
    assert told(brief, "postgresql: production") == ("none", True)


def test_kubernetes_under_another_name_is_kubernetes():
    assert a_design("team.skills.openshift=production")["kubernetes_experience"] == "production"
