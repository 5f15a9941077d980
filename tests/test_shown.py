"""What the pages of a design show is told to the site, and read by people on the page of all pages."""

from __future__ import annotations

from pathlib import Path

import pytest

from archgen.cli.shelf import Shelf
from archgen.shown import Shown, owners_of, read_shown, shown, topics_of, write_shown

EXAMPLES = Path(__file__).parents[1] / "examples"


@pytest.fixture(scope="module")
def scooters(tmp_path_factory) -> Shown:
    shelf = Shelf(tmp_path_factory.mktemp("shown"))
    text = (EXAMPLES / "scooters" / "brief.yaml").read_text(encoding="utf-8")
    return shown(shelf.designed("rollo", shelf.brief("rollo", text)))


def test_what_was_written_down_is_read_again(scooters):
    assert read_shown(write_shown(scooters)) == scooters


@pytest.mark.parametrize("text", [None, "", "{", "[]", '{"name": "Rollo"}', '{"pages": {"index.md": 3}}'])
def test_what_cannot_be_read_any_more_is_not_known(text):
    assert read_shown(text) is None


def test_a_runbook_belongs_to_the_team_of_its_part_and_any_other_page_to_everybody(scooters):
    assert scooters.pages["runbooks/cache.md"].owners == ("fleet",)
    assert scooters.pages["runbooks/cache.md"].topic == "Runbooks"
    assert scooters.pages["capacity.md"].owners == ("The people of Rollo",)


def test_a_team_answers_for_what_the_brief_gives_it_and_everybody_for_the_rest(scooters):
    assert scooters.owned["platform"] == ("clusters", "pipelines")
    assert "cache" in scooters.owned["fleet"]
    assert "gateway" in scooters.owned["The people of Rollo"]
    assert "cache" not in scooters.owned["The people of Rollo"]


def test_a_number_leads_to_the_ledger_and_a_turning_point_to_its_decision(scooters):
    numbers = [places for leaf in scooters.pages.values() for places in leaf.numbers.values()]
    assert any("engineers" in places for places in numbers)
    assert any(place.startswith("decisions.md#") for places in numbers for place in places)


def test_two_systems_share_a_topic_and_owners_of_one_name(scooters):
    systems = {"one": scooters, "two": scooters}
    fleet = next(owner for owner in owners_of(systems) if owner.name == "fleet")
    assert (fleet.anchor, list(fleet.systems)) == ("owner-fleet", ["one", "two"])
    assert [topic.name for topic in topics_of(systems)] == ["Design", "Operation", "Runbooks", "Reference"]
