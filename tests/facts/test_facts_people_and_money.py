"""On call and business: what people can promise, and what money means in the team's own figures or not at all."""

import pytest

from archgen.quantities import print_quantity
from make import a_design


def test_each_person_is_called_for_a_share_of_the_time_and_the_missing_are_counted():
    design = a_design("team.on_call_people=5", "team.reachable_hours=60 h/week")
    printed = {name: print_quantity(design[name]) for name in ("oncall_share", "oncall_missing", "reachable_share")}
    assert printed == {"oncall_share": "20 %", "oncall_missing": "3 people", "reachable_share": "35.71 %"}


def test_a_rota_that_nobody_stands_in_is_no_division_by_nought():
    design = a_design("team.on_call_people=0")
    assert print_quantity(design["oncall_share"]) == "100 %"
    assert design["on_call"] == "nobody"


def test_a_budget_costs_what_the_team_says_an_hour_costs():
    design = a_design("business.downtime_cost=EUR 600/h", "business.orders_per_hour=30")
    minutes = design["budget_time"]["send-reply"].value
    assert design["downtime_at_stake"]["send-reply"].base == 10 * minutes
    assert design["orders_at_stake"]["send-reply"].value == minutes / 2


def test_without_the_teams_figures_money_stays_unknown():
    design = a_design()
    assert set(design["downtime_at_stake"].values()) | set(design["revenue_at_stake"].values()) == {None}
    assert design["restore_at_stake"] is None


@pytest.mark.parametrize(
    ("hours", "people", "decided"),
    [("60 h/week", 5, "support-hours"), ("168 h/week", 5, "costly"), ("60 h/week", 12, "support-hours")],
)
def test_nobody_is_called_outside_the_hours_that_were_answered(hours, people, decided):
    design = a_design(f"team.reachable_hours={hours}", f"team.on_call_people={people}")
    assert design["on_call"] == decided
    assert ("page" in design["alert_route"].values()) is (decided != "support-hours")
