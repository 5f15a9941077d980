"""A brief read from text: what it says, what is assumed, and where each value came from."""

from __future__ import annotations

from fractions import Fraction
from json import dumps

import pytest

from archgen.brief import Found, assumption_id
from archgen.brief.edit import set_values
from archgen.problems import Stop
from archgen.texts import Text


def test_a_given_value_keeps_its_unit_place_and_spelling(brief, parley):
    users = brief(parley).get("load.users.monthly")
    assert (users.value, users.unit, users.layer) == (12_000, "user", "given")
    assert (str(users.where), users.spelling) == ("brief.yaml:3", "12k")


def test_a_percentage_is_exact(brief, parley):
    assert brief(parley).get("dependencies[mail].availability").value == Fraction(999, 10)


def test_free_text_is_text_of_a_person(brief, parley):
    assert brief(parley).get("system.name").value == Text("Parley")
    assert brief(parley).get("journeys[send-reply].wants").value == Text("an agent answers a customer")


def test_what_nobody_said_is_assumed_with_a_ground(brief, parley):
    share = brief(parley).get("load.daily_share")
    assert (share.value, share.layer, share.ground) == (40, "default", "a tool of daily work")
    assert share.assumed


def test_items_keep_the_order_of_the_file(brief, parley):
    assert brief(parley).ids("journeys") == ("send-reply", "work-queue")
    assert brief(parley).subjects("dependency") == ("mail",)


def test_what_is_neither_said_nor_assumed_is_nothing(brief, parley):
    assert brief(parley).get("constraints.budget") is None


def test_an_empty_value_is_as_good_as_none(brief):
    assert brief("system: {name: X}\nteam:\n  engineers:\n").get("team.engineers").layer == "default"


def test_a_name_is_enough(brief):
    read = brief("system: {name: X}\n")
    assert read.ids("journeys") == ("read", "change")
    assert read.paths.of("change").roles == ("api", "primary-store")


def test_one_kind_of_users_is_enough(brief):
    read = brief("system: {name: X}\nload: {users: {daily: 3k}}\n")
    assert read.get("load.users.daily").value == 3_000
    assert read.get("load.users.monthly") is None


def test_sessions_speak_instead_of_the_assumed_requests(brief):
    read = brief("system: {name: X}\nload: {sessions_per_user_day: 3}\n")
    assert read.get("load.requests_per_user_day") is None
    assert read.get("load.requests_per_session").value == 20


def test_a_flag_may_be_a_yes_or_a_no(brief):
    read = brief("system: {name: X}\ninterfaces: {streaming: yes, mcp_servers: no}\nexisting: {tuned: true}\n")
    values = [read.get(path).value for path in ("interfaces.streaming", "interfaces.mcp_servers", "existing.tuned")]
    assert values == [True, False, True]


def test_a_member_of_a_list_is_a_fact_of_its_own(brief, schema):
    read = brief("system: {name: X}\ndata: {kinds: [relational, search]}\n")
    roots = {root.fact: root for root in schema.roots()}
    assert read.root(roots["needs_search"]).value is True
    assert read.root(roots["needs_graph"]).value is False


def test_free_keys_are_listed_and_read(brief):
    read = brief("system: {name: X}\nteam: {skills: {python: production, node.js: some}}\ncapacity: {api: 90 req/s}\n")
    assert read.ids("team.skills") == ("python", "node.js")
    assert read.get("team.skills.node.js").value == "some"
    assert read.get("capacity.api").value == 90


def test_money_keeps_the_currency_of_the_answer(brief):
    budget = brief("system: {name: X}\nconstraints: {budget: 600 EUR/month}\n").get("constraints.budget")
    assert (budget.value, budget.unit) == (600, "EUR/month")


def test_every_root_has_one_owner(schema):
    facts = [root.fact for root in schema.roots()]
    assert len(set(facts)) == len(facts)


def test_every_assumption_has_a_ground_without_digits(schema):
    for path, field in schema.fields.items():
        assert field.default is None or field.ground, path
        assert not any(character.isdigit() for character in field.ground), path


def test_the_id_of_an_assumption_is_made_of_its_path():
    assert assumption_id("load.daily_share") == "load.daily-share"
    assert assumption_id("capacity.pool_size") == "capacity.pool-size"
    assert assumption_id("journeys[send-reply].share") == "journeys.send-reply.share"


def test_what_is_detected_stands_between_answers_and_assumptions(brief):
    found = [Found("existing.language", "go", "go.mod"), Found("team.engineers", "7", "git log")]
    read = brief("system: {name: X}\nteam: {engineers: 5}\n", detected=found)
    assert (read.get("existing.language").layer, read.get("existing.language").ground) == ("detected", "go.mod")
    assert read.get("team.engineers").value == 5


def test_what_was_detected_before_is_not_detected_again(brief):
    text = "system: {name: X}\ndetected:\n- {path: existing.language, value: java, file: pom.xml, on: 2026-01-31}\n"
    language = brief(text, detected=[Found("existing.language", "go", "go.mod")]).get("existing.language")
    assert (language.value, str(language.where)) == ("java", "brief.yaml:3")


def test_a_brief_without_a_name_stops(brief):
    with pytest.raises(Stop) as stopped:
        brief("team: {engineers: 5}\n")
    assert [problem.code for problem in stopped.value.problems] == ["brief-missing"]


HOSTILE = [
    "{{ 7 * 7 }} {% raw %}",
    "<script>alert(1)</script> | cell | `x`",
    "'; DROP TABLE ticket; --",
    "$(rm -rf /) ${HOME} %s \\n",
    "---\nkey: value # no comment",
    "مرحبا \u202e esrever \u202c 🛴 é",
    "n" * 200,
]


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_stays_what_it_is(brief, text):
    assert brief(f"system: {{name: {dumps(text, ensure_ascii=False)}}}\n").get("system.name").value == Text(text)


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_can_be_set_and_read_back(brief, schema, text):
    edited = set_values("system: {name: X}\n", [f"system.purpose={text}"], file="b", schema=schema)
    assert brief(edited).get("system.purpose").value == Text(text.strip())
