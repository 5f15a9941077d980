"""A decision names the row that won, and for each other row what failed; there is no mode without a trace."""

from __future__ import annotations

from fractions import Fraction

import pytest
from decisions_make import POOLER, VOCABULARY, loaded, small, table_text

from archgen.decisions import cut_points, decide
from archgen.problems import Stop

TABLE = loaded(POOLER)


def pooled(phase, connections):
    return decide(TABLE, {"phase": phase, "connections_peak": Fraction(connections)})


def test_the_first_row_that_matches_wins():
    assert pooled("foundation", 75).outcome == "in-app"
    assert pooled("foundation", 101).row.id == "many"
    assert [row.id for row in pooled("scaling", 101).matched] == ["many", "grown", "fits"]


def test_every_loser_says_what_failed():
    decision = pooled("foundation", 75)
    assert [(loser.row.id, [str(miss) for miss in loser.misses]) for loser in decision.losers] == [
        ("many", ["connections_peak is 75, not 101.."]),
        ("grown", ["phase is foundation, not scaling, complexity, platform"]),
    ]


def test_a_row_that_matched_and_came_too_late_has_no_failed_condition():
    assert [(loser.row.id, loser.misses) for loser in pooled("scaling", 101).losers] == [("grown", ()), ("fits", ())]


def test_a_number_is_seen_in_whole_steps():
    assert pooled("foundation", Fraction(1009, 10)).outcome == "in-app"
    assert str(pooled("foundation", Fraction(1009, 10)).losers[0].misses[0]) == "connections_peak is 100, not 101.."


def test_the_facts_of_a_decision_bear_the_names_that_other_tables_read():
    style = loaded(table_text("architecture_style"))
    decision = decide(style, {"phase": "scaling", "engineers": Fraction(7), "split_reason": True})
    assert decision.facts == {
        "architecture_style": "core-plus-services",
        "architecture_style.split_ceiling": Fraction(1),
        "architecture_style.flag": "none",
    }
    assert [fact.name for fact in style.outcomes] == list(decision.facts)
    assert style.outcomes[1].unit == "service"


def test_a_collect_table_yields_a_set_and_a_fact_for_each_member():
    layers = loaded(small([("one", "{engineers: 1..5}", "a"), ("two", "{engineers: 3..}", "b")], hit="collect"))
    both = decide(layers, {"engineers": Fraction(4), "phase": "scaling"})
    assert (both.outcome, [row.id for row in both.rows], both.losers) == (("a", "b"), ["one", "two"], ())
    one = decide(layers, {"engineers": Fraction(1), "phase": "scaling"})
    assert one.facts == {"choice": ("a",), "choice.a": True, "choice.b": False}
    assert [str(miss) for miss in one.losers[0].misses] == ["engineers is 1, not 3.."]
    assert [(fact.name, fact.kind) for fact in layers.outcomes] == [
        ("choice", "text"),
        ("choice.a", "bool"),
        ("choice.b", "bool"),
    ]


def test_a_collect_table_may_yield_nothing():
    layers = loaded(small([("one", "{engineers: 2}", "a"), ("two", "{engineers: 3}", "b")], hit="collect"))
    nothing = decide(layers, {"engineers": Fraction(9), "phase": "scaling"})
    assert (nothing.outcome, nothing.rows, len(nothing.losers)) == ((), (), 2)


def test_what_the_table_rules_out_stops_the_run():
    rules = [
        ("one", "{engineers: 1..5}", "a"),
        ("two", "{engineers: 5.., phase: [scaling, complexity, platform]}", "b"),
    ]
    table = loaded(small(rules, extra="impossible: [{engineers: 5..}]\n"))
    with pytest.raises(Stop) as stop:
        decide(table, {"engineers": Fraction(9), "phase": "foundation"})
    assert str(stop.value) == (
        "table.yaml:8: table choice: no row matches engineers 9, phase foundation, "
        "which the table holds for impossible. Correct the answers behind it, or add a row for it. [table-impossible]"
    )
    with pytest.raises(Stop, match="rows one, two all match engineers 5, phase scaling, which"):
        decide(table, {"engineers": Fraction(5), "phase": "scaling"})


@pytest.mark.parametrize("facts", [
    {"phase": "fundation", "connections_peak": Fraction(1)},
    {"phase": "foundation", "connections_peak": Fraction(-1)},
    {"phase": "foundation", "connections_peak": Fraction(2_000_000)},
])  # fmt: skip
def test_a_value_that_the_fact_cannot_have_is_an_error_of_the_caller(facts):
    with pytest.raises(ValueError, match=r"table connection_pooler: .* cannot be"):
        decide(TABLE, facts)


def test_cut_points_are_where_other_rows_begin_to_match():
    style = loaded(table_text("architecture_style"))
    assert cut_points(style, "engineers") == (4, 6, 9, 16)
    assert cut_points(TABLE, "connections_peak") == (101,)
    assert cut_points(TABLE, "phase") == ()


def test_a_cut_of_what_is_impossible_is_no_cut_point():
    rules = [("one", "{engineers: ..8}", "a"), ("two", "{engineers: 9..}", "b")]
    assert cut_points(
        loaded(small(rules, extra="impossible: [{engineers: 100.., phase: foundation}]\n")), "engineers"
    ) == (9,)


def test_a_table_per_subject_reads_the_member_of_its_family():
    text = small([("one", "{criticality: critical}", "a"), ("two", "{criticality: [important, deferrable]}", "b")],
                 inputs="[criticality]", extra="per: journey\n")  # fmt: skip
    table = loaded(text)
    decision = decide(table, {"criticality": "critical"}, subject="send-reply")
    assert (decision.subject, decision.outcome, table.outcomes[0].per) == ("send-reply", "a", "journey")


def test_a_table_may_read_one_member_of_a_family():
    table = loaded(
        small([("few", "{'units[api]': ..4}", "a"), ("many", "{'units[api]': 5..}", "b")], inputs="['units[api]']")
    )
    assert decide(table, {"units[api]": Fraction(5)}).outcome == "b"


def test_deciding_needs_no_more_than_the_inputs_and_ignores_the_rest():
    facts = {"phase": "foundation", "connections_peak": Fraction(75), "users": Fraction(12_000)}
    assert decide(TABLE, facts).read == {"phase": "foundation", "connections_peak": 75}
    assert "users" in VOCABULARY
