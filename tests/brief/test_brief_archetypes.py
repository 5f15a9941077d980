"""The archetypes of the knowledge base: whole, consistent, and good for a brief that says only its name."""

from __future__ import annotations

from pathlib import Path

import pytest

import archgen
from archgen.brief import read_archetype
from archgen.brief.layers import by_load
from archgen.problems import Stop
from archgen.texts import Text

FOLDER = Path(archgen.__file__).parent / "knowledge" / "archetypes"
NAMES = sorted(path.stem for path in FOLDER.glob("*.yaml"))


@pytest.fixture(params=NAMES)
def named(request, schema, archetypes):
    return read_archetype(archetypes[request.param], schema)


def test_an_archetype_is_without_a_problem(named):
    assert [str(problem) for problem in named[1]] == []


def test_its_file_bears_its_name(archetypes):
    assert all(data["archetype"] == name for name, data in archetypes.items())


def test_the_shares_of_its_journeys_make_a_whole(named):
    for journeys in by_load(named[0].layer):
        shares = [named[0].layer.values[f"journeys[{journey}].share"].value for journey in journeys]
        assert not shares or sum(shares) == 100


def test_it_speaks_of_journeys_entities_dependencies_and_queries(named):
    lists = named[0].layer.lists
    assert len(lists["journeys"]) >= 3
    assert len(lists["data.entities"]) >= 2
    assert lists["dependencies"]
    assert lists["data.queries"]


def test_every_journey_says_what_a_user_wants_and_every_step_what_it_does(named):
    values, lists = named[0].layer.values, named[0].layer.lists
    for journey in lists["journeys"]:
        for field in ("wants", "criticality", "kind"):
            assert f"journeys[{journey}].{field}" in values, journey
        for place in lists[f"journeys[{journey}].steps"]:
            assert f"journeys[{journey}].steps[{place}].does" in values, journey


def test_every_dependency_and_every_entity_is_on_the_way_of_a_journey(named, brief):
    read = brief(f"system: {{name: X}}\narchetype: {named[0].id}\n")
    assert set(read.paths.called) == set(read.ids("dependencies"))
    touched = {entity for journey in read.ids("journeys") for entity in read.get(f"journeys[{journey}].entities").value}
    related = {
        read.get(f"data.entities[{entity}].relations[{place}].to").value
        for entity in read.ids("data.entities")
        for place in read.ids(f"data.entities[{entity}].relations")
    }
    assert set(read.ids("data.entities")) <= touched | related


def test_every_entity_has_key_sizes_retention_and_a_rule(named):
    values = named[0].layer.values
    for entity in named[0].layer.lists["data.entities"]:
        for field in (
            "what",
            "key",
            "rows_per_user",
            "bytes_per_row",
            "retention",
            "retention_ground",
            "owner",
            "integrity",
        ):
            assert f"data.entities[{entity}].{field}" in values, (entity, field)


def test_the_columns_that_keys_and_queries_name_are_among_the_fields(named):
    values, lists = named[0].layer.values, named[0].layer.lists
    for entity in lists["data.entities"]:
        for column in values[f"data.entities[{entity}].key"].value.raw.split(", "):
            assert f"data.entities[{entity}].fields.{column}" in values, (entity, column)
    for query in lists["data.queries"]:
        entity, order = (values[f"data.queries[{query}].{field}"].value for field in ("entity", "order"))
        for column in (*values[f"data.queries[{query}].by"].value, order):
            assert f"data.entities[{entity}].fields.{column.raw}" in values, (query, column.raw)


def test_every_relation_is_held_by_a_column(named):
    values, lists = named[0].layer.values, named[0].layer.lists
    for entity in lists["data.entities"]:
        for place in lists.get(f"data.entities[{entity}].relations", ()):
            relation = f"data.entities[{entity}].relations[{place}]"
            column = values.get(f"{relation}.column")
            name = column.value.raw if column else f"{values[f'{relation}.to'].value.replace('-', '_')}_id"
            assert f"data.entities[{entity}].fields.{name}" in values, (entity, name)


def test_its_sentences_hold_no_digits(named):
    told = [given.value.raw for given in named[0].layer.values.values() if isinstance(given.value, Text)]
    told += [part for question in named[0].questions for part in (question.ask, question.why)]
    told += [special.says for special in named[0].failures] + [named[0].says]
    assert [text for text in told if any(character.isdigit() for character in text)] == []


def test_it_asks_three_questions_and_knows_ways_to_fail_of_its_own(named):
    assert len(named[0].questions) == 3
    assert len(named[0].failures) >= 2


def test_a_brief_of_a_name_and_an_archetype_is_whole(named, brief):
    read = brief(f"system: {{name: X}}\narchetype: {named[0].id}\n")
    assert read.ids("journeys") == named[0].layer.lists["journeys"]
    assert all(path.steps for path in read.paths.paths)


def test_any_two_archetypes_mix(named, brief):
    for other in sorted({*NAMES} - {named[0].id}):
        read = brief(f"system: {{name: X}}\narchetype: {{{named[0].id}: 60 %, {other}: 40 %}}\n")
        for journeys in by_load(read.layer):
            shares = [read.get(f"journeys[{journey}].share").value for journey in journeys]
            assert not shares or sum(shares) == 100


def test_an_archetype_that_is_not_there_is_refused_with_the_nearest(brief):
    with pytest.raises(Stop, match="'prototyp' is no archetype"):
        brief("system: {name: X}\narchetype: prototyp\n")


def test_mistakes_in_an_archetype_are_problems(schema):
    data = {
        "archetype": "x",
        "tytle": "X",
        "brief": {"journeys": [{"id": "a", "steps": ["api", "nowhere"]}], "load": {"burst": "much"}},
        "grounds": {"load.bursts": "because"},
        "failures": [{"id": "f", "role": "user", "says": "fails"}],
    }
    codes = [problem.code for problem in read_archetype(data, schema)[1]]
    assert codes == [
        "brief-bad-number",
        "brief-unknown-reference",
        "archetype-unknown-key",
        "archetype-unknown-role",
        "archetype-unknown-path",
    ]
