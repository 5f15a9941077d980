"""Numbers that know their unit and what made them."""

from fractions import Fraction

import pint
import pytest
from hypothesis import given
from hypothesis import strategies as st

from archgen.quantities import (
    Assumption,
    DimensionError,
    Ledger,
    Quantity,
    RangeError,
    UnknownUnitError,
    assume,
    ceil,
    count,
    figure,
    floor,
    formula,
    largest,
    log,
    parse_quantity,
    parse_unit,
    power,
    print_number,
    print_quantity,
    product,
    roots,
    smallest,
    total,
    unit_names,
    worked,
)
from archgen.quantities.sources import Figure


def a(value: object, unit: str, name: str = "") -> Quantity:
    made = assume(Fraction(str(value)), unit, Assumption(name, name, ""))
    return made.named(name) if name else made


def the_help_desk() -> dict[str, Quantity]:
    users, share = a(12000, "users", "users"), a(40, "%", "daily_share")
    habit, busy, burst = a(120, "req/user/day", "requests_per_user_day"), a(15, "%/h", "busy_hour"), a(2, "1", "burst")
    peak = (users * share * habit * busy * burst).named("load_peak", parse_unit("req/s"))
    carried = a(30, "req/s/unit", "unit_capacity[api]") * a(70, "%", "headroom")
    units = (ceil(peak / carried) + count(1, "units")).named("units[api]", parse_unit("units"))
    pool = a(15, "connections/unit", "pool_size")
    held = ((units + count(1, "units")) * pool).named("connections_peak", parse_unit("connections"))
    return {quantity.id: quantity for quantity in (users, share, habit, busy, burst, peak, units, pool, held)}


def test_a_chain_of_facts_gives_the_values_that_one_works_out_by_hand():
    numbers = the_help_desk()
    assert print_quantity(numbers["load_peak"]) == "48 req/s"
    assert print_quantity(numbers["units[api]"]) == "4 units"
    assert print_quantity(numbers["connections_peak"]) == "75 connections"


def test_the_formula_of_a_quantity_is_printed_in_names_and_in_numbers():
    numbers = the_help_desk()
    assert formula(numbers["units[api]"]) == "ceil(load_peak / (unit_capacity[api] x headroom)) + 1 unit"
    assert worked(numbers["units[api]"]) == "ceil(48 req/s / (30 req/s/unit x 70 %)) + 1 unit"
    assert worked(numbers["connections_peak"]) == "(4 units + 1 unit) x 15 connections/unit"


def test_parentheses_stand_only_where_the_order_of_reckoning_needs_them():
    one, two, three = a(1, "s", "a"), a(2, "s", "b"), a(3, "s", "c")
    assert formula((one + two) * three) == "(a + b) x c"
    assert formula(one - (two - three)) == "a - (b - c)"
    assert formula(one - two - three) == "a - b - c"
    assert formula(one / (two * three)) == "a / (b x c)"
    assert formula(largest(one, two + three)) == "largest(a, b + c)"


def test_the_ledger_leads_from_a_number_down_to_what_it_rests_on():
    ledger = Ledger(the_help_desk())
    chain = [quantity.id for quantity in ledger.chain("connections_peak")]
    assert chain[:3] == ["connections_peak", "units[api]", "pool_size"]
    assert {"users", "busy_hour", "headroom"} <= set(chain)
    bottom = {quantity.id for quantity in roots([ledger["connections_peak"]])}
    people = {"users", "daily_share", "requests_per_user_day", "busy_hour", "burst"}
    assert bottom == people | {"unit_capacity[api]", "headroom", "pool_size"}
    assert len(ledger.assumptions()) == 6


@pytest.mark.parametrize(
    ("value", "unit", "text"),
    [
        ("99.95", "%", "99.95 %"),
        ("99.999", "%", "99.999 %"),
        ("40", "%", "40 %"),
        ("0.144", "%", "0.144 %"),
        ("12000", "users", "12,000 users"),
        ("1", "unit", "1 unit"),
        ("0", "units", "0 units"),
        ("1.006", "units", "1.01 units"),
        ("1500", "GB", "1.5 TB"),
        ("0.0005", "GB", "500 KB"),
        ("43.2", "min", "43.2 min"),
        ("0.2", "s", "200 ms"),
        ("36", "h", "36 h"),
        ("600", "EUR/month", "600 EUR/month"),
        ("0.0416", "USD/h", "0.0416 USD/h"),
        ("-3", "s", "-3 s"),
        ("2.5", "x", "2.5x"),
        ("15", "%/h", "15 %/h"),
    ],
)
def test_one_table_rounds_and_spells_every_number(value, unit, text):
    assert print_quantity(a(value, unit)) == text


def test_a_range_prints_both_ends_in_one_unit():
    spread = figure(Fraction(3), Fraction(28), "ms", Figure("europe", "ext.latency"))
    assert print_quantity(spread) == "3 to 28 ms"
    assert print_number(spread) == "3 to 28"
    assert print_quantity(spread + spread) == "6 to 56 ms"


def test_an_overlapping_range_refuses_to_be_compared():
    spread = figure(Fraction(3), Fraction(28), "ms", Figure("europe", "ext.latency"))
    with pytest.raises(RangeError):
        _ = spread > a(10, "ms")
    assert spread < a(30, "ms")


@pytest.mark.parametrize("wrong", [lambda x, y: x + y, lambda x, y: x < y, lambda x, y: largest(x, y)])
def test_quantities_of_different_kinds_do_not_meet(wrong):
    with pytest.raises(DimensionError):
        wrong(a(1, "req/s"), a(1, "GB"))


def test_a_fact_cannot_be_stated_in_a_unit_of_another_kind():
    with pytest.raises(DimensionError, match="cannot be stated in GB"):
        a(1, "req/s").named("x", parse_unit("GB"))


def test_an_unknown_unit_is_named():
    with pytest.raises(UnknownUnitError, match="furlong"):
        parse_unit("furlong/s")


def test_figures_are_read_with_their_unit_and_their_range():
    assert parse_quantity("70 %") == (70, 70, "%")
    assert parse_quantity("3..28 ms") == (3, 28, "ms")
    assert parse_quantity("1,600 columns/table") == (1600, 1600, "columns/table")
    assert parse_quantity("2") == (2, 2, "1")
    with pytest.raises(ValueError, match="no number"):
        parse_quantity("many")


def test_rounding_up_is_exact_at_the_very_boundary():
    assert ceil(a(21, "req/s") / a(7, "req/s/unit"), "units").value == 3
    assert ceil(a("21.000000000000000001", "req/s") / a(7, "req/s/unit"), "units").value == 4
    assert floor(a("3.9", "units"), "units").value == 3


def test_functions_keep_what_they_were_given():
    assert formula(power(a(2, "1", "factor"), a(3, "1", "years"))) == "power(factor, years)"
    assert round(float(power(a("1.5", "1"), a("0.5", "1")).value), 6) == 1.224745
    assert log(a(8, "1", "n"), 2).value == 3
    assert product([a(99, "%", "a"), a(99, "%", "b")]).value_in("%") == Fraction("98.01")
    assert total([], "req/s").value == 0
    assert smallest(a(1, "h"), a(30, "min")).value_in("min") == 30


def test_a_fraction_that_meets_a_quantity_yields_a_fraction():
    assert Fraction(2) * a(40, "%") == Fraction(8, 10)
    assert a(1, "h") + Fraction(1) == Fraction(3601)
    assert ceil(Fraction(7, 2)) == 4
    assert isinstance(total([Fraction(1), a(2, "units")]), Fraction)


@given(st.fractions(min_value=0, max_value=10**6), st.fractions(min_value=0, max_value=10**6))
def test_bare_fractions_compute_what_quantities_compute(left, right):
    x, y = count(left, "units"), count(right, "units")
    assert (x + y).base == left + right
    assert (x * y).base == left * right
    assert largest(x, y).base == max(left, right)
    assert ceil(x, "units").base == ceil(left)


def test_units_measure_what_an_independent_library_says_they_measure():
    registry = pint.UnitRegistry()
    registry.define("KB = 1000 byte")
    registry.define("req = [req]")
    ours = {"MB": "megabyte", "GiB": "gibibyte", "h": "hour", "day": "day", "ms": "millisecond", "Mbit": "megabit"}
    for name, theirs in ours.items():
        base = "byte" if parse_unit(name).dimension[0][0] == "byte" else "second"
        assert float(parse_unit(name).scale) == pytest.approx(registry(theirs).to(base).magnitude)
    assert parse_unit("month").scale == 730 * 3600
    assert {"req", "user", "connection"} <= set(unit_names())
