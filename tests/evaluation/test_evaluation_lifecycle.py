"""The phases of adoption as dates."""

from datetime import date

from archgen.evaluation import plan
from archgen.evaluation.wait import later, whole_years


def test_research_takes_two_to_four_weeks_and_the_rest_follows(rules):
    stages = plan(rules, start=date(2026, 1, 5), first="research")
    assert [stage.phase.id for stage in stages] == ["research", "pilot", "adopt", "standard"]
    assert [stage.ends for stage in stages] == [
        (date(2026, 1, 19), date(2026, 2, 2)),
        (date(2026, 2, 19), date(2026, 5, 2)),
        (date(2026, 5, 19), date(2026, 11, 2)),
        (date(2026, 11, 19), date(2027, 11, 2)),
    ]


def test_a_plan_may_begin_with_the_pilot(rules):
    stages = plan(rules, start=date(2026, 1, 31), first="pilot")
    assert stages[0].ends == (date(2026, 2, 28), date(2026, 4, 30))


def test_production_does_not_begin_before_the_wait_is_over(rules):
    stages = plan(rules, start=date(2026, 1, 5), first="pilot", not_before=date(2026, 6, 1))
    assert stages[0].ends == (date(2026, 2, 5), date(2026, 4, 5))
    assert stages[1].begins == (date(2026, 6, 1), date(2026, 6, 1))


def test_whole_years_and_later_months_keep_to_the_calendar():
    assert whole_years(date(2024, 2, 29), date(2026, 2, 28)) == 1
    assert whole_years(date(2024, 2, 29), date(2026, 3, 1)) == 2
    assert later(date(2024, 2, 29), months=12) == date(2025, 2, 28)
    assert later(date(2026, 11, 30), months=3) == date(2027, 2, 28)
