"""Whether a target can be kept and watched: each reason with the numbers that make it."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st
from slo_examples import WINDOWS

from archgen.slo import Reach, feasible, parallel, serial
from archgen.slo.printed import reason_text

MONTH = WINDOWS[30]
SHARES = st.lists(st.integers(1, 99_999).map(lambda n: Fraction(n, 100_000)), min_size=1, max_size=6).map(tuple)


def codes(target, **given_):
    return [reason.code for reason in feasible(Fraction(target) / 100, MONTH, **given_)]


def test_three_nines_with_traffic_and_a_rota_are_feasible():
    reach = Reach(Fraction(168), Fraction(0), Fraction(20))
    assert codes("99.9", mean_rps=Fraction(10), minimum_errors=10, reach=reach) == []


def test_a_hundred_percent_is_no_target():
    assert codes("100", mean_rps=Fraction(10)) == ["target-is-total"]


def test_below_93_1_percent_the_fast_page_cannot_fire_and_that_blocks():
    (reason,) = feasible(Fraction("0.93"), MONTH)
    assert (reason.code, reason.tier.name, reason.blocks) == ("tier-cannot-fire", "fast", True)
    assert reason_text(reason) == "at 93 % the tier fast cannot fire; it can above 93.1 %."


def test_too_little_traffic_is_said_with_the_traffic_that_is_needed():
    (reason,) = feasible(Fraction("0.999"), MONTH, mean_rps=Fraction(1, 10), minimum_errors=10)
    assert (reason.wanted, reason.possible, reason.blocks) == (695, 360, False)
    assert reason_text(reason).startswith("the fast page needs 695 events/h to fire by its burn; there are 360.")


def test_four_nines_leave_less_than_a_person_needs():
    (reason,) = feasible(Fraction("0.9999"), MONTH, reach=Reach(Fraction(168), Fraction(0), Fraction(15)))
    assert reason.code == "budget-below-reaction"
    assert reason.wanted == Fraction("4.32")
    assert reason_text(reason).startswith("the budget is 4 min 19 s, and noticing and acting take 15 min 5 s")


def test_a_night_without_anybody_is_longer_than_the_budget_of_three_nines():
    office = Reach(Fraction(40), Fraction(64), Fraction(15))
    (reason,) = feasible(Fraction("0.999"), MONTH, reach=office)
    assert (reason.code, reason.wanted, reason.possible) == ("budget-below-absence", Fraction("43.2"), 64 * 60 + 15)
    assert codes("99", reach=Reach(Fraction(40), Fraction(6), Fraction(15))) == []


def test_a_target_above_what_it_stands_on_is_said_to_be():
    parts = tuple(map(Fraction, ("0.9995", "0.999", "0.9999", "0.9999")))
    assert codes("99.9", dependencies=parts) == ["dependencies"]
    assert codes("99.8", dependencies=parts) == []


def test_the_known_compositions():
    parts = tuple(map(Fraction, ("0.9995", "0.999", "0.9999", "0.9999")))
    assert round(serial(parts) * 100, 2) == Fraction("99.83")
    assert parallel((Fraction("0.995"), Fraction("0.995"))) == Fraction("0.999975")
    assert round(serial((Fraction("0.9995"),) * 5) * 100, 2) == Fraction("99.75")
    assert serial((Fraction("0.9998"),) * 5) > Fraction("0.999")


@given(SHARES)
def test_a_chain_is_never_better_than_its_weakest_link_nor_a_pair_worse_than_its_best(shares):
    assert serial(shares) <= min(shares)
    assert parallel(shares) >= max(shares)


@given(SHARES, st.integers(9400, 9999).map(lambda n: Fraction(n, 10_000)))
def test_what_blocks_stands_first_and_a_dependency_more_never_helps(shares, target):
    few, more = (feasible(target, MONTH, dependencies=part) for part in (shares[:1], shares))
    assert {reason.code for reason in few} <= {reason.code for reason in more}
    assert [reason.blocks for reason in more] == sorted((reason.blocks for reason in more), reverse=True)


@pytest.mark.parametrize("days", sorted(WINDOWS))
def test_a_target_that_expresses_every_page_has_no_blocking_reason(days):
    assert not any(reason.blocks for reason in feasible(Fraction("0.95"), WINDOWS[days], mean_rps=Fraction(1)))
