"""Events: which there are, what keeps their order, what they carry of people; and the catalogue that names them."""

from __future__ import annotations

from functools import cache

import pytest

from archgen.artifacts.asyncapi import asyncapi, event_schema
from archgen.interface import events
from archgen.yamltext import parse
from make import a_blueprint, an_example, queued, the_files


@cache
def blueprint(text):
    return a_blueprint(text=text)


def told(text):
    return {event.type: event for event in events(blueprint(text))}


@pytest.mark.parametrize("name", ["help-desk", "courses", "habits", "hostile"])
def test_a_table_of_jobs_is_read_by_nobody_outside_and_tells_no_events(name):
    assert told(an_example(name)) == {}
    assert not [path for path in the_files(blueprint(an_example(name))) if "asyncapi" in path or "events/" in path]


def test_news_of_a_journey_is_named_by_the_record_and_what_was_done():
    found = told(an_example("scooters"))
    assert list(found) == ["scooter.unlocked", "position.reported"]
    assert (found["position.reported"].key, found["position.reported"].source) == ("scooter_id", "ingest")
    assert found["position.reported"].readers == ("time-series-store",)
    assert found["scooter.unlocked"].journey == "unlock"


def test_what_a_row_carries_is_no_event_though_a_log_is_there():
    assert "ride.ended" not in told(an_example("scooters"))


def test_news_between_domains_is_named_by_the_record_else_by_who_tells_it():
    found = told(queued())
    assert {"course.published", "learning.passed", "progress.saved"} == set(found)
    assert found["course.published"].readers == ("search",)


def test_an_event_about_people_carries_ids_and_states_only():
    found = told(queued())
    data = event_schema(found["progress.saved"], blueprint(queued()))["properties"]["data"]
    assert set(data["required"]) == {"learner_id", "lecture_id"}
    assert "ids and states only" in data["description"]
    plain = event_schema(found["course.published"], blueprint(queued()))["properties"]["data"]
    assert "title" in plain["properties"]


def test_every_event_has_an_owner_a_key_a_retention_and_a_place_for_what_was_not_taken():
    text = an_example("scooters")
    document = asyncapi(blueprint(text), events(blueprint(text)))
    for name in told(text):
        channel, dead = document["channels"][name], document["channels"][f"{name}.dead-letters"]
        assert channel["x-owner"] == dead["x-owner"] != ""
        assert channel["x-key"] in str(document["components"]["messages"][name]["bindings"]["kafka"]["key"])
        assert channel["bindings"]["kafka"]["topicConfiguration"] == {"retention.ms": 604_800_000}
        assert "3 calls" in dead["description"]


def test_the_envelope_is_a_cloud_event_that_names_request_and_cause():
    text = an_example("scooters")
    schema = event_schema(told(text)["scooter.unlocked"], blueprint(text))
    assert schema["properties"]["type"] == {"type": "string", "const": "scooter.unlocked"}
    assert {"id", "source", "type", "specversion", "time", "correlationid", "data"} <= set(schema["required"])
    assert "causationid" in schema["properties"]


def catalogue(text):
    found = the_files(blueprint(text))["artifacts/catalog-info.yaml"].split("---\n")
    return [parse(part, file="catalog-info.yaml").data for part in found]


def test_the_catalogue_names_every_part_and_neighbour_and_the_interfaces_that_are_there():
    made = blueprint(an_example("scooters"))
    named = {entity["metadata"]["name"] for entity in catalogue(an_example("scooters"))}
    assert {f"parley-{part.id}" for part in (*made.components, *made.neighbours)} <= named
    assert {"parley", "parley-api", "parley-events"} <= named


def test_a_part_belongs_to_the_team_that_owns_what_its_journeys_touch():
    owners = {entity["metadata"]["name"]: entity["spec"].get("owner") for entity in catalogue(an_example("scooters"))}
    assert (owners["parley-ingest"], owners["parley"]) == ("parley-team", "parley-team")
    assert owners["parley-payments"] in ("rides", "money")


def test_an_interface_that_is_not_described_is_not_in_the_catalogue():
    graph = a_blueprint("interfaces.style=graphql", "team.engineers=9", text=an_example("help-desk"))
    assert "kind: API" not in the_files(graph)["artifacts/catalog-info.yaml"]
