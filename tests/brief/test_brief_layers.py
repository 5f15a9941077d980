"""Given over detected over archetype over default; lists replace, items with the same id inherit."""

from __future__ import annotations

from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from archgen.brief import Schema, check_defaults

SHOP = {
    "archetype": "shop",
    "title": "shop",
    "says": "Sells things.",
    "grounds": {"load.daily_share": "people shop now and then", "journeys[].share": "usual for a shop"},
    "brief": {
        "load": {"daily_share": "10 %", "users": {"monthly": "9k"}},
        "journeys": [
            {"id": "browse", "wants": "look around", "share": "80 %", "steps": ["api", "cache"]},
            {
                "id": "buy",
                "wants": "order",
                "share": "20 %",
                "criticality": "critical",
                "steps": ["api", {"to": "pay", "from": "api"}],
            },
        ],
        "dependencies": [{"id": "pay", "for": "payment"}],
        "data": {"entities": [{"id": "order", "relations": ["item"]}, {"id": "item"}]},
    },
}
CLUB = {
    "archetype": "club",
    "title": "club",
    "says": "Keeps members.",
    "brief": {
        "load": {"daily_share": "30 %", "burst": 5},
        "journeys": [
            {"id": "browse", "wants": "read", "share": "50 %"},
            {"id": "join", "share": "50 %", "steps": ["api"]},
        ],
    },
}
KINDS = {"shop": SHOP, "club": CLUB}


def test_an_archetype_supplies_assumptions_with_their_ground(brief):
    share = brief("system: {name: X}\narchetype: shop\n", archetypes=KINDS).get("load.daily_share")
    assert (share.value, share.layer, share.ground) == (10, "archetype", "people shop now and then")


def test_what_is_given_wins_over_the_archetype(brief):
    read = brief("system: {name: X}\narchetype: shop\nload: {daily_share: 25 %}\n", archetypes=KINDS)
    assert (read.get("load.daily_share").value, read.get("load.daily_share").layer) == (25, "given")


def test_a_list_that_a_person_gives_replaces_the_archetypes(brief):
    text = "system: {name: X}\narchetype: shop\njourneys: [{id: return}, {id: buy, criticality: important}]\n"
    read = brief(text, archetypes=KINDS)
    assert read.ids("journeys") == ("return", "buy")
    assert read.get("journeys[browse].wants") is None


def test_an_item_with_the_same_id_inherits_what_it_leaves_out(brief):
    text = "system: {name: X}\narchetype: shop\njourneys: [{id: buy, criticality: important}]\n"
    read = brief(text, archetypes=KINDS)
    assert read.get("journeys[buy].wants").value.raw == "order"
    assert read.get("journeys[buy].criticality").value == "important"
    assert read.paths.of("buy").roles == ("api", "pay")


def test_steps_that_a_person_gives_replace_the_archetypes(brief):
    text = "system: {name: X}\narchetype: shop\njourneys: [{id: buy, steps: [gateway]}]\n"
    assert brief(text, archetypes=KINDS).paths.of("buy").roles == ("gateway",)


def test_assumed_steps_to_a_dependency_that_is_gone_are_left_out(brief):
    text = "system: {name: X}\narchetype: shop\ndependencies: [{id: mail}]\n"
    assert brief(text, archetypes=KINDS).paths.of("buy").roles == ("api",)


def test_assumed_relations_to_an_entity_that_is_gone_are_left_out(brief):
    text = "system: {name: X}\narchetype: shop\ndata: {entities: [{id: order}]}\n"
    read = brief(text, archetypes=KINDS)
    assert read.ids("data.entities[order].relations") == ()


def test_one_kind_of_users_silences_what_the_archetype_says_of_another(brief):
    read = brief("system: {name: X}\narchetype: shop\nload: {users: {daily: 2k}}\n", archetypes=KINDS)
    assert read.get("load.users.monthly") is None


def test_assumed_shares_fill_what_the_given_ones_leave(brief):
    text = "system: {name: X}\narchetype: shop\njourneys: [{id: buy, share: 60 %}, {id: browse}]\n"
    read = brief(text, archetypes=KINDS)
    assert [read.get(f"journeys[{name}].share").value for name in ("buy", "browse")] == [60, 40]
    assert "rescaled" in read.get("journeys[browse].share").ground


def test_journeys_without_a_share_get_equal_parts(brief):
    read = brief("system: {name: X}\njourneys: [{id: a}, {id: b}, {id: c, share: 40 %}]\n")
    assert [read.get(f"journeys[{name}].share").value for name in "abc"] == [30, 30, 40]


def test_two_archetypes_mix_by_weight_and_their_shares_make_a_whole(brief):
    read = brief("system: {name: X}\narchetype: {shop: 75 %, club: 25 %}\n", archetypes=KINDS)
    assert read.ids("journeys") == ("browse", "buy", "join")
    shares = [read.get(f"journeys[{name}].share").value for name in ("browse", "buy", "join")]
    assert shares == [Fraction(725, 10), 15, Fraction(125, 10)]
    assert read.get("load.daily_share").value == 10
    assert read.get("load.burst").value == 5
    assert read.get("journeys[browse].wants").value.raw == "look around"
    assert read.paths.of("browse").roles == ("api", "cache")


def test_weights_need_not_add_up_to_a_hundred(brief):
    one = brief("system: {name: X}\narchetype: {shop: 3 %, club: 1 %}\n", archetypes=KINDS)
    other = brief("system: {name: X}\narchetype: {shop: 75 %, club: 25 %}\n", archetypes=KINDS)
    assert {p: g.value for p, g in one.layer.values.items() if p != "archetype"} == {
        p: g.value for p, g in other.layer.values.items() if p != "archetype"
    }


@given(st.lists(st.one_of(st.none(), st.integers(1, 25)), min_size=1, max_size=4))
def test_shares_always_make_a_whole_unless_all_were_given(brief, shares):
    items = ", ".join(
        f"{{id: j{n}}}" if share is None else f"{{id: j{n}, share: {share} %}}" for n, share in enumerate(shares)
    )
    read = brief(f"system: {{name: X}}\njourneys: [{items}]\n")
    total = sum(read.get(f"journeys[{name}].share").value for name in read.ids("journeys"))
    assert total == (100 if None in shares else sum(shares))


def test_a_default_that_its_own_field_cannot_read_is_refused_by_name(schema):
    broken = Schema(
        {**schema.fields, **{path: replace(schema.fields[path], default=said) for path, said in UNREAD}}, ()
    )
    assert [str(problem) for problem in check_defaults(broken)] == [
        "knowledge/brief.yaml: the default of journeys: 'a b' is no id: an id is lower-case words joined by hyphens."
        " Write 'a-b'. Mend the default there. [schema-default]",
        "knowledge/brief.yaml: the default of costs.operating_hours: '24 h' does not say per what."
        " Write 24 h/month. Mend the default there. [schema-default]",
    ]
    assert check_defaults(schema) == ()


UNREAD = (("journeys", [{"id": "a b"}]), ("costs.operating_hours", "24 h"))
