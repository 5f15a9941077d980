"""The canary as data: stages and gates with the numbers of the ledger, and queries that a parser reads."""

from __future__ import annotations

from fractions import Fraction

import pytest
from promql_parser import parse

from archgen.artifacts.canary import canary
from archgen.quantities import print_number
from archgen.yamltext import parse as parse_yaml
from make import a_blueprint, an_example, the_files

RELEASED_BY_CANARY = ("courses", "scooters")


@pytest.mark.parametrize("name", RELEASED_BY_CANARY)
def test_every_gate_asks_for_the_requests_that_the_capacity_page_prints(name):
    blueprint = a_blueprint(text=an_example(name))
    told = canary(blueprint)
    design = blueprint.design
    assert [gate["journey"] for gate in told["watched"]] == [
        journey.id for journey in blueprint.journeys if journey.id in design["canary_blind"]
    ]
    assert {gate["journey"] for gate in (*told["gates"], *told["watched"])} == {one.id for one in blueprint.journeys}
    for gate in (*told["gates"], *told["watched"]):
        assert f"{gate['requests']:,}" == print_number(design["canary_sample"][gate["journey"]])
        if "hours_until_seen" in gate:
            assert f"{gate['hours_until_seen']['at_5_percent']:,}" == print_number(
                design["canary_wait"][gate["journey"]]
            )


def test_a_larger_share_sees_its_requests_sooner():
    gate = canary(a_blueprint(text=an_example("scooters")))["gates"][0]
    first, second, third, fourth = gate["hours_until_seen"].values()
    assert first > second > third > fourth > 0
    assert Fraction(first) / Fraction(second) == pytest.approx(5, rel=0.01)


def test_stages_follow_one_another_and_end_with_all_of_the_traffic():
    stages = canary(a_blueprint(text=an_example("scooters")))["stages"]
    assert [int(stage["percent"]) for stage in stages] == [1, 5, 25, 50, 100]
    assert [int(stage["earliest_minutes"]) for stage in stages] == [0, 30, 120, 240, 480]


@pytest.mark.parametrize("name", RELEASED_BY_CANARY)
def test_every_query_is_read_by_a_parser_of_promql(name):
    for gate in canary(a_blueprint(text=an_example(name)))["gates"]:
        for query in (gate["seen"], gate["failing"], gate["failing_elsewhere"]):
            assert parse(query.replace("$SINCE", "30m").replace("$CANARY", "10[.]0[.]0[.]7:.*"))


def test_it_is_owed_to_designs_that_release_by_canary_alone():
    files = the_files(a_blueprint(text=an_example("scooters")))
    assert parse_yaml(files["artifacts/canary.yaml"], file="canary.yaml").data["service"] == "parley"
    assert "artifacts/canary.yaml" not in the_files(a_blueprint(text=an_example("help-desk")))
