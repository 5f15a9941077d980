"""A failure minute by minute: it agrees with the closed form, and the budget goes as arithmetic says."""

from __future__ import annotations

from fractions import Fraction
from math import floor

from hypothesis import given, settings
from hypothesis import strategies as st
from slo_examples import WINDOWS

from archgen.slo import Failure, detection, simulate
from archgen.slo.replay import Load, Stretch, burn, watch

MONTH = WINDOWS[30]
TARGETS = st.sampled_from([Fraction(t) / 100 for t in ("95", "99", "99.5", "99.9", "99.95", "99.99")])
SHARES = st.sampled_from([Fraction(n, 100) for n in (1, 3, 10, 37, 100)])


def simulated(errors, minutes, *, rps=50, minimum=10, target="0.999"):
    failure = Failure(Fraction(errors), minutes, Fraction(rps))
    return simulate(Fraction(target), MONTH, failure, minimum_errors=minimum)


def test_ten_percent_for_twenty_minutes_pages_at_nine_and_clears_at_twenty_five():
    played = simulated("0.1", 20)
    fast, slow, daily, drift = played.firings
    assert (fast.fired, fast.cleared) == (9, 25)
    assert [firing.fired for firing in (slow, daily, drift)] == [None, None, None]
    assert played.spent == Fraction(20, 432)
    assert (played.bad_events, played.budget_events) == (6_000, 129_600)


def test_a_total_outage_pages_at_the_first_minute():
    assert simulated(1, 5).firings[0].fired == 1


def test_a_blip_of_three_minutes_is_silent():
    assert all(firing.fired is None for firing in simulated("0.1", 3).firings)


def test_with_little_traffic_the_page_waits_for_its_ten_failures():
    assert simulated("0.1", 60, rps=Fraction(1, 12)).firings[0].fired == 20


def test_the_last_point_holds_all_that_was_spent():
    played = simulated("0.1", 20)
    assert played.points[-1].spent == played.spent
    assert [point.minute for point in played.points] == list(range(26))


@given(TARGETS, SHARES, st.integers(1, 120), st.sampled_from(sorted(WINDOWS)))
@settings(max_examples=40)
def test_a_tier_fires_at_the_evaluation_after_its_detection_time_or_never(target, errors, minutes, days):
    window = WINDOWS[days]
    played = simulate(target, window, Failure(errors, minutes, Fraction(1000)), minimum_errors=0)
    for firing in played.firings:
        found = detection(target, window, firing.tier, errors)
        due = None if found is None else floor(found) + 1
        assert firing.fired == (due if due is not None and due <= minutes else None)


@given(TARGETS, SHARES, st.integers(1, 60))
@settings(max_examples=30)
def test_the_replay_of_samples_agrees_with_the_simulation(target, errors, minutes):
    """Prometheus 2 measures aligned windows exactly, so both must fire at the same minute."""
    failure = Failure(errors, minutes, Fraction(100))
    played = simulate(target, MONTH, failure, minimum_errors=10)
    load = Load((Stretch(400, 6000, 0), Stretch(minutes, 6000, int(6000 * errors))))
    for firing in played.firings[:2]:
        expected = {minute for minute in range(1, minutes + 1) if firing.fired is not None and minute >= firing.fired}
        surely = {
            verdict.step - 400
            for verdict in watch(
                load, target=target, window=MONTH, tier=firing.tier, minimum_errors=10, steps=range(401, 401 + minutes)
            )
            if verdict.firing
        }
        assert surely <= expected


@given(st.integers(1, 400), st.integers(1, 300), st.booleans())
def test_history_that_is_missing_counts_as_free_of_errors(history, failing, closed):
    """So that a rule fires at the same minute, however long it has been measured."""
    short = Load((Stretch(history, 10, 0), Stretch(failing, 10, 5)))
    long = Load((Stretch(2000, 10, 0), Stretch(failing, 10, 5)))
    young, old = (
        burn(load, target=Fraction("0.999"), span=360, step=step, closed=closed)
        for load, step in ((short, history + failing), (long, 2000 + failing))
    )
    assert young == old or abs(young / old - 1) < Fraction(1, 20)
