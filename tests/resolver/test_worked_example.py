"""The thread through the house, from a line of the brief to a flip value, every value recomputed by hand."""

import pytest

from archgen.decisions import trace_lines
from archgen.quantities import formula, print_quantity, worked
from archgen.resolver.analysis import at_month, influence, month_of
from archgen.resolver.flips import turns
from make import a_blueprint, a_design, an_example


def test_the_chain_from_users_to_connections_is_the_one_that_one_works_out_by_hand():
    ledger = a_design().ledger
    printed = {name: print_quantity(ledger[name]) for name in ("load_peak", "tier_peak[primary-store]", "units[api]")}
    assert printed == {"load_peak": "48 req/s", "tier_peak[primary-store]": "100.8 req/s", "units[api]": "4 units"}
    held = ledger["connections_peak"]
    assert formula(held) == "(units[api] + surge_units) x pool_size"
    assert worked(held) == "(4 units + 1 unit) x 15 connections/unit"
    assert print_quantity(held) == "75 connections"
    assert print_quantity(ledger["connections_alert"]) == "80 connections"


def test_a_year_on_the_same_graph_gives_the_numbers_of_that_month():
    assert print_quantity(at_month(a_design(), 12).ledger["connections_peak@12m"]) == "90 connections"


def test_the_pooler_flips_at_the_very_user_and_in_the_month_of_the_declared_growth():
    design = a_design()
    (turn,) = [turn for turn in turns(design, "users") if turn.decision == "connection_pooler"]
    assert print_quantity(turn.value) == "21,001 users"
    assert (turn.outcome, turn.row) == ("pgbouncer", "many")
    assert month_of(design, "users", turn.value) == 17
    assert a_design("load.users.monthly=21001")["connection_pooler"] == "pgbouncer"
    assert a_design("load.users.monthly=21000")["connection_pooler"] == "in-app"


def test_the_trace_names_the_winner_and_why_each_loser_lost():
    lines = trace_lines(a_design().decisions["connection_pooler"])
    assert lines[0].startswith("connection_pooler = in-app   row fits (simplicity), built-in")
    lost = {line.split()[1]: line for line in lines[1:]}
    assert "connections_peak is 75, not 101.." in lost["many"]
    assert "phase is foundation, not scaling, complexity, platform" in lost["grown"]


def test_an_assumption_says_what_flips_when_it_is_doubled():
    found = influence(a_design(), "daily_share")
    assert ("connection_pooler", "pgbouncer") in found.doubled


def test_resolving_again_gives_what_resolving_anew_gives():
    anew, again = a_design("load.users.monthly=500k"), a_design()
    again = again.changed({"users": anew["users"]})
    assert {name: again.values[name] for name in again.decisions} == {
        name: anew.values[name] for name in anew.decisions
    }
    assert again["connections_peak"] == anew["connections_peak"]


def test_a_sentence_whose_slots_are_filled_speaks_of_this_system():
    pooler = a_blueprint().decision("connection_pooler")
    text = "".join(part if isinstance(part, str) else print_quantity(part) for part in pooler.because[0])
    assert text == (
        "4 units of the API and 1 unit more during a release hold 75 connections of PostgreSQL's 100 connections: "
        "send-reply needs no pooler that 5 engineers would have to run."
    )


@pytest.mark.parametrize("name", ["courses", "habits", "help-desk", "hostile", "scooters", ""])
def test_every_decision_of_every_example_has_a_reason_that_could_be_said(name):
    blueprint = a_blueprint(text=an_example(name)) if name else a_blueprint()
    silent = [decision.anchor for decision in blueprint.decisions if decision.rows and not decision.because]
    assert silent == []
