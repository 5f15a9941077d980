"""Burn windows: the known table of burns, and no tier that alerts although the budget lasts."""

from __future__ import annotations

from fractions import Fraction

import pytest
from slo_examples import WINDOWS

from archgen.slo import read_minutes, spell_minutes, windows_from


@pytest.mark.parametrize(
    ("days", "burns"),
    [
        (7, ("13.44", "5.6", "2.8", "1.05")),
        (28, ("13.44", "5.6", "2.8", "1.008")),
        (30, ("14.4", "6", "3", "1")),
        (90, ("14.4", "6", "3", "1")),
    ],
)
def test_each_period_has_its_burns(days, burns):
    window = WINDOWS[days]
    assert tuple(window.burn(tier) for tier in window.tiers) == tuple(map(Fraction, burns))


def test_the_fast_page_of_each_period_is_expressible_from_about_the_same_target():
    lowest = [1 - 1 / window.burn(window.tiers[0]) for window in WINDOWS.values()]
    assert all(Fraction("0.92") < target < Fraction("0.931") for target in lowest)


def test_tiers_go_from_fast_to_slow_and_pages_come_first():
    for window in WINDOWS.values():
        burns = [window.burn(tier) for tier in window.tiers]
        assert burns == sorted(burns, reverse=True)
        assert [tier.severity for tier in window.tiers] == ["page", "page", "ticket", "ticket"]
        assert all(tier.short * 2 < tier.long for tier in window.tiers)


def test_a_tier_that_would_alert_inside_the_budget_is_refused():
    entry = {"tier": "drift", "severity": "ticket", "spends": "10 %", "long": "3d", "short": "6h"}
    with pytest.raises(ValueError, match="although the budget lasts"):
        windows_from({"periods": [{"days": 28, "tiers": [entry]}]})


@pytest.mark.parametrize(("text", "minutes"), [("5m", 5), ("6h", 360), ("30d", 43_200), (" 90m ", 90)])
def test_durations_are_read(text, minutes):
    assert read_minutes(text) == minutes


@pytest.mark.parametrize("text", ["", "0m", "5", "1h30m", "5 m", "-5m", "1.5h"])
def test_what_is_no_duration_is_said_to_be_none(text):
    with pytest.raises(ValueError, match="is no duration such as 5m, 6h or 30d"):
        read_minutes(text)


@pytest.mark.parametrize(("minutes", "text"), [(5, "5m"), (90, "90m"), (360, "6h"), (4320, "3d"), (12_960, "9d")])
def test_durations_are_spelled_in_the_largest_whole_unit(minutes, text):
    assert spell_minutes(minutes) == text
    assert read_minutes(text) == minutes
