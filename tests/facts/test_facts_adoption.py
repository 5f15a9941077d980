"""Candidate technologies: scores from the catalogue where nobody gave them, and how far the team goes."""

from archgen.quantities import print_quantity
from make import a_design

TEXT = """\
system: {name: Parley}
team: {skills: {kafka: production, redis: some}}
technologies:
- {id: kafka, fit: 5, in_use: yes}
- {id: valkey, fit: 5, critical: no}
- {id: minio, fit: 5}
- {id: homemade, fit: 5, maturity: 5, team: 5, operations: 5, ecosystem: 5}
- {id: brandnew, fit: 5, maturity: 4, team: 4, operations: 4, ecosystem: 4, first_release: 2026-06-01}
- {id: loved, fit: 5, maturity: 1, team: 5, operations: 5, ecosystem: 5, first_release: 2010-01-01}
"""


def test_a_score_that_nobody_gave_is_computed_and_says_why():
    design = a_design(text=TEXT)
    maturity = design["technology_maturity"]["kafka"]
    assert print_quantity(maturity) == "4"
    assert maturity.source.ground.startswith("Apache Kafka is stable since")
    assert print_quantity(design["technology_maturity"]["homemade"]) == "5"


def test_the_total_is_weighted_and_the_lowest_score_can_rule_out():
    design = a_design(text=TEXT)
    assert print_quantity(design["technology_total"]["loved"]) == "4"
    assert design["technology_adoption"]["loved"] == "reject"


def test_how_far_one_goes_follows_from_marks_the_wait_and_what_the_team_has_run():
    assert dict(a_design(text=TEXT)["technology_adoption"]) == {
        "kafka": "standard",
        "valkey": "pilot",
        "minio": "reject",
        "homemade": "research",
        "brandnew": "watch",
        "loved": "reject",
    }


def test_only_where_no_product_passes_is_building_it_a_thought():
    assert a_design()["no_product_passes"] is False
    text = "system: {name: Parley}\ntechnologies: [{id: duckdb, fit: 1}]\n"
    assert a_design(text=text)["no_product_passes"] is True
