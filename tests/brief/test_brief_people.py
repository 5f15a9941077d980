"""People told in several ways: a day lies within a month, and two numbers settle the share between them."""

from __future__ import annotations

import pytest

from archgen.problems import Stop
from archgen.quantities import print_quantity
from make import a_design


def told(brief, people: str, more: str = ""):
    return brief(f"system: {{name: X}}\nload: {{users: {{{people}}}{more}}}\n")


def test_people_of_a_day_beside_those_of_a_month_settle_the_daily_share(brief):
    read = told(brief, "monthly: 12k, daily: 9k")
    share = read.get("load.daily_share")
    assert (share.value, share.layer, share.spelling) == (75, "given", "9k of 12k")


def test_a_share_that_agrees_with_the_numbers_but_for_rounding_may_stand_beside_them(brief):
    assert told(brief, "monthly: 9k, daily: 3k", ", daily_share: 33 %").get("load.daily_share").spelling == "3k of 9k"
    with pytest.raises(Stop, match=r"and load\.daily_share is 40 %"):
        told(brief, "monthly: 9k, daily: 3k", ", daily_share: 40 %")


@pytest.mark.parametrize("people", ["monthly: 12k, daily: 12k", "daily: 5k, concurrent: 5k", "daily: 12k"])
def test_as_many_in_a_shorter_time_as_in_a_longer_one_is_possible(brief, people):
    assert told(brief, people)


def test_the_load_follows_the_people_of_a_day_who_were_counted():
    counted = a_design("load.users.daily=9k")
    assert print_quantity(counted["daily_users"]) == "9,000 users"
    assert print_quantity(counted["users"]) == "12,000 users"
    assert counted["load_peak"].base > a_design()["load_peak"].base
