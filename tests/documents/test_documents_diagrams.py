"""Every diagram of every example parses, the hostile one's included, and shows what it should."""

from __future__ import annotations

import json

import pytest
from documents_read import ALL, designed, fences, pages
from merman import MermanEngine

from archgen.documents import diagrams


@pytest.fixture(scope="module")
def engine():
    return MermanEngine(None, None)


@pytest.mark.parametrize("name", ALL)
def test_every_diagram_parses(name, engine):
    for path, page in pages(name).items():
        for text in fences(page):
            result = engine.validate(text, None)
            assert result.valid, f"{path}: {result}\n{text}"


def test_a_broken_diagram_is_found(engine):
    assert not engine.validate('flowchart LR\n  end["x"] --> [', None).valid


@pytest.mark.parametrize("name", ALL)
def test_a_sequence_shows_one_step_that_fails(name):
    made = designed(name).blueprint
    for journey in made.journeys:
        assert diagrams.sequence(journey, made).count("-x") == 1


def test_a_step_that_fails_shows_what_users_get_meanwhile():
    made = designed("courses").blueprint
    enrol = next(journey for journey in made.journeys if journey.id == "enrol")
    assert "the seat is kept for an hour and the learner pays by invoice" in diagrams.sequence(enrol, made)


def test_many_parts_are_drawn_in_a_picture_for_each_owner_that_together_show_all():
    made = designed("scooters").blueprint
    pictures = diagrams.containers(made)
    assert [picture.title for picture in pictures] == [
        *(f"What `{crew.id}` answers for" for crew in made.people.crews if crew.journeys),
        "What all of them share",
    ]
    together = "\n".join(picture.text for picture in pictures)
    assert all(f"n_{component.id.replace('-', '_')}" in together for component in made.components)


@pytest.mark.parametrize("name", ALL)
def test_no_part_stands_without_an_arrow(name):
    made = designed(name).blueprint
    ends = {end for flow in made.wires for end in (flow.source, flow.target)}
    assert {component.id for component in made.components} <= ends


def test_the_gateway_takes_the_arrows_that_users_draw_to_the_api():
    drawn = {(flow.source, flow.target) for flow in designed("help-desk").blueprint.wires}
    assert {("user", "gateway"), ("gateway", "api"), ("api", "cache"), ("worker", "queue")} <= drawn
    assert ("user", "api") not in drawn


def test_no_word_of_a_person_becomes_a_node(engine):
    made = designed("hostile").blueprint
    text = diagrams.sequence(made.journeys[0], made)
    assert "INSERT INTO" in text
    assert ";" not in text.replace("#59;", "").replace("#39;", "").replace("#34;", "") or "#" in text
    assert json.loads(engine.parse_json(text, None))


def test_a_failure_after_something_was_stored_says_that_it_is_taken_back():
    made = designed("scooters").blueprint
    unlock = next(journey for journey in made.journeys if journey.id == "unlock")
    assert "fails, and what was stored before is taken back" in diagrams.sequence(unlock, made)
