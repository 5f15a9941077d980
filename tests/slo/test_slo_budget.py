"""Budget, thresholds and detection: the table that the workbook's readers know, and what must hold for any target."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st
from slo_examples import WINDOWS

from archgen.slo import (
    budget_events,
    budget_minutes,
    detection,
    detection_table,
    events_for,
    lowest_target,
    reset,
    threshold,
    traffic_for_budget,
)

TARGETS = st.integers(9310, 99_999).map(lambda n: Fraction(n, 100_000 if n > 9999 else 10_000))
SHARES = st.integers(1, 1000).map(lambda n: Fraction(n, 1000))
PERIODS = st.sampled_from(sorted(WINDOWS))
TIERS = st.integers(0, 3)


@pytest.mark.parametrize(
    ("target", "minutes_30d", "minutes_28d", "page", "slow", "outage_seconds", "one", "ten", "budget_of_ten"),
    [
        ("99", "432", "403.2", "0.144", "0.06", "518.4", 7, 70, 1_000),
        ("99.5", "216", "201.6", "0.072", "0.03", "259.2", 14, 139, 2_000),
        ("99.9", "43.2", "40.32", "0.0144", "0.006", "51.84", 70, 695, 10_000),
        ("99.95", "21.6", "20.16", "0.0072", "0.003", "25.92", 139, 1_389, 20_000),
        ("99.99", "4.32", "4.032", "0.00144", "0.0006", "5.184", 695, 6_945, 100_000),
    ],
)
def test_the_known_table(target, minutes_30d, minutes_28d, page, slow, outage_seconds, one, ten, budget_of_ten):
    share, month = Fraction(target) / 100, WINDOWS[30]
    fast, second = month.tiers[:2]
    assert budget_minutes(share, month) == Fraction(minutes_30d)
    assert budget_minutes(share, WINDOWS[28]) == Fraction(minutes_28d)
    assert threshold(share, month, fast) == Fraction(page)
    assert threshold(share, month, second) == Fraction(slow)
    assert detection(share, month, fast, Fraction(1)) * 60 == Fraction(outage_seconds)
    assert events_for(1, share, month, fast) == one
    assert events_for(10, share, month, fast) == ten
    assert traffic_for_budget(10, share) == budget_of_ten


def test_ten_percent_of_errors_at_three_nines_pages_after_eight_minutes_and_two_thirds():
    month, errors = WINDOWS[30], Fraction(1, 10)
    found = [detection(Fraction("0.999"), month, tier, errors) for tier in month.tiers]
    assert found == [Fraction("8.64"), Fraction("21.6"), Fraction("43.2"), Fraction("43.2")]


def test_below_about_93_percent_the_fast_page_cannot_fire():
    month = WINDOWS[30]
    fast = month.tiers[0]
    assert lowest_target(month, fast) == 1 - 1 / Fraction("14.4")
    assert detection(Fraction("0.93"), month, fast, Fraction(1)) is None


def test_with_little_traffic_the_minimum_of_errors_decides():
    month = WINDOWS[30]
    found = detection(
        Fraction("0.999"), month, month.tiers[0], Fraction(1, 10), per_minute=Fraction(5), minimum_errors=10
    )
    assert found == 20


def test_a_minimum_that_a_full_window_does_not_hold_is_never_met():
    month = WINDOWS[30]
    found = detection(
        Fraction("0.999"), month, month.tiers[0], Fraction(1, 10), per_minute=Fraction(1), minimum_errors=10
    )
    assert found is None


def test_the_table_shows_what_a_partial_failure_spends_before_it_is_noticed():
    fast = detection_table(Fraction("0.999"), WINDOWS[30], errors=Fraction(1, 10))[0]
    assert fast.spent == Fraction("0.02")


@given(TARGETS, PERIODS, TIERS, SHARES)
def test_a_tier_fires_when_it_has_seen_its_share_of_the_budget_spent(target, days, place, errors):
    window = WINDOWS[days]
    tier = window.tiers[place]
    found = detection(target, window, tier, errors)
    if found is not None:
        assert errors * found == tier.share * budget_minutes(target, window)
        assert found < tier.long


@given(TARGETS, PERIODS, TIERS, SHARES, SHARES)
def test_a_worse_failure_is_never_noticed_later(target, days, place, one, other):
    window = WINDOWS[days]
    mild, bad = sorted((one, other))
    late, soon = (detection(target, window, window.tiers[place], share) for share in (mild, bad))
    assert late is None or (soon is not None and soon <= late)


@given(TARGETS, TARGETS, PERIODS, TIERS, SHARES)
def test_a_stricter_target_is_never_noticed_later(one, other, days, place, errors):
    window = WINDOWS[days]
    loose, strict = sorted((one, other))
    late, soon = (detection(target, window, window.tiers[place], errors) for target in (loose, strict))
    assert late is None or (soon is not None and soon <= late)


@given(TARGETS, PERIODS, TIERS, SHARES)
def test_after_a_mended_failure_a_tier_is_silent_within_its_short_window(target, days, place, errors):
    window = WINDOWS[days]
    tier = window.tiers[place]
    found = reset(target, window, tier, errors)
    assert (found is None) == (errors <= threshold(target, window, tier))
    assert found is None or 0 < found < tier.short


@given(TARGETS, PERIODS, st.integers(1, 10_000))
def test_budget_in_events_is_budget_in_minutes_of_traffic(target, days, rps):
    window = WINDOWS[days]
    assert budget_events(target, window, Fraction(rps)) == budget_minutes(target, window) * 60 * rps
