"""What must hold of numbers whatever is answered: more load is more demand, another spelling is the same design."""

import pytest
from facts_designs import FULL, resolved, text_of
from hypothesis import given, settings
from hypothesis import strategies as st

from archgen import library
from archgen.quantities import Assumption, Quantity, count
from archgen.resolver import Family
from make import WORKED, a_brief, a_design

DEMAND = ("load_peak", "rps_total", "writes_peak", "egress", "bandwidth_peak", "logs_kept", "load_test_peak")
DEMAND_OF_ROLES = ("tier_peak", "in_flight")


@settings(max_examples=12)
@given(st.integers(1, 10**8), st.integers(1, 10**8))
def test_demand_grows_with_users_and_never_falls(one, other):
    less, more = (of_users(users) for users in sorted((one, other)))
    for name in DEMAND:
        assert less[name] <= more[name], name
    for name in DEMAND_OF_ROLES:
        assert all(less.get(name, role) <= more.get(name, role) for role in less[name]), name


@settings(max_examples=12)
@given(st.integers(1, 10**8), st.integers(1, 10**8))
def test_units_never_fall_with_load_while_decisions_are_held_fixed(one, other):
    less, more = (of_users(users) for users in sorted((one, other)))
    units = library.load().graph.nodes[library.load().graph.owner["units"]]
    for role in less["units"]:
        held = {**less.values, "tier_peak": more["tier_peak"]}
        assert units.run(held, role)["units"] >= less.get("units", role), role


def of_users(users: int):
    design = resolved("full")
    return design.changed({"users": count(users, "users").named("users")})


@pytest.mark.parametrize(
    "change",
    [
        ("monthly: 12k", "monthly: 12000"),
        ("monthly: 12k", "monthly: 0.012M"),
        ("share: 10 %", "share: 10%"),
        ("factor: 1.5, months: 12", "factor: 1.5, months: 12.0"),
        ("availability: 99.9 %", "availability: 99.90%"),
    ],
)
def test_another_spelling_of_an_answer_gives_the_same_design(change):
    assert change[0] in WORKED
    one, other = a_design(), a_design(text=WORKED.replace(*change))
    assert said(one) == said(other)


@pytest.mark.parametrize(
    ("answer", "left"),
    [("engineers: 12, ", ""), ("monthly: 200k", ""), ("interval: 30 s, ", ""), ("hot_share: 60 %", "")],
)
def test_an_answer_that_is_taken_away_becomes_an_assumption_and_nothing_else_changes_its_shape(answer, left):
    assert answer in FULL
    before, after = resolved("full"), a_design(text=FULL.replace(answer, left))
    assert set(before.values) == set(after.values)
    assert {name for name, value in before.values.items() if isinstance(value, Family)} == {
        name for name, value in after.values.items() if isinstance(value, Family)
    }
    assert len(after.ledger.assumptions()) > len(before.ledger.assumptions())


def said(design):
    return {name: (quantity.low, quantity.high) for name, quantity in design.ledger.items()} | {
        name: design.values[name] for name in design.decisions if not isinstance(design.values[name], Quantity)
    }


def test_an_answer_wins_over_what_is_derived_and_both_are_said():
    design = a_design("load.peak_rps=100")
    assert design["load_peak"].base == 100
    assert design["load_by_habits"].base == 48


def test_every_assumption_names_the_place_in_the_brief_that_would_settle_it():
    schema = library.load().schema
    for quantity in resolved("full").ledger.assumptions():
        source = quantity.source
        assert isinstance(source, Assumption)
        assert schema.field(source.path) is not None or source.path.startswith(
            ("capacity.", "durations.", "reliability.")
        )
        assert source.ground


@pytest.mark.parametrize("path", ["capacity.api=75", "durations.api=250 ms", "reliability.api=99.5 %"])
def test_the_place_that_an_assumption_by_role_names_takes_the_answer(path):
    name, _, value = path.partition("=")
    fact = {"capacity.api": "unit_capacity", "durations.api": "service_time", "reliability.api": "role_availability"}
    (given_value,) = (a_design(path).get(fact[name], "api"),)
    assert str(float(given_value.value)) in (value.split()[0], f"{value.split()[0]}.0")
    assert a_brief(path).get(name).layer == "given"
    assert text_of("full") == FULL
