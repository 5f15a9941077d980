"""Two regions that must serve are drawn and paid, also where nothing may be lost."""

from archgen.documents.diagrams.regions import deployment, places
from make import a_blueprint

TWO = ("constraints.regions_required=2", "constraints.cloud=aws", "constraints.region_distance=150 km")


def test_nothing_lost_over_two_regions_puts_the_second_place_of_every_write_there():
    blueprint = a_blueprint(*TWO, "targets.rpo=0")
    assert blueprint.design["disaster_recovery"] == "synchronous-pair"
    assert [place.id for place in places(blueprint)][-1] == "warm"
    assert '-->|"every write"| warm_n_primary_store' in deployment(blueprint)
    assert '-->|"its log"| zone_b_n_primary_store' in deployment(blueprint)
    assert "second_region" in blueprint.design["cost_lines"]


def test_nothing_lost_in_one_region_needs_no_second_one():
    blueprint = a_blueprint("constraints.cloud=aws", "targets.rpo=0")
    assert "warm" not in {place.id for place in places(blueprint)}
    assert '-->|"every write"| zone_b_n_primary_store' in deployment(blueprint)
    assert "second_region" not in blueprint.design["cost_lines"]


def test_a_second_region_that_is_only_warm_follows_by_its_log():
    assert '-->|"its log, later"| warm_n_primary_store' in deployment(a_blueprint(*TWO, "targets.rpo=15 min"))
