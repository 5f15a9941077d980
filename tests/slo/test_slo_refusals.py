"""What is refused, and in which words."""

from __future__ import annotations

from fractions import Fraction

import pytest
from msgspec.structs import replace
from slo_examples import KINDS, indicator_of, objective_of

from archgen.problems import Where
from archgen.slo import refusals
from archgen.slo.indicators import indicator
from archgen.slo.promql import Matcher, Selector

BRIEF = Where("brief.yaml", 12)


def said(*objectives, **given):
    return [str(problem) for problem in refusals(objectives, where=BRIEF, **given)]


def test_a_sound_set_is_refused_nothing():
    assert said(*(objective_of(kind) for kind in KINDS), retention_days=90) == []


def test_a_hundred_percent_is_refused():
    assert said(objective_of(target="100")) == [
        "brief.yaml:12: send-reply-availability: A target of 100 % leaves no budget: one failure breaks it for the "
        "whole period. State the share that users need, such as 99.9 %. [slo-target-total]"
    ]


def test_a_target_that_no_page_can_express_is_refused():
    assert said(objective_of(target="93")) == [
        "brief.yaml:12: send-reply-availability: At 93 % over 30 days the fast page cannot fire: a total outage "
        "spends the budget 14.3 times too fast, and the page waits for more than 14.4 times. Use a target above "
        "93.06 %, or watch this with a plain alert on the error share. [slo-target-inexpressible]"
    ]


def test_a_window_longer_than_the_memory_of_prometheus_is_refused():
    (problem,) = said(objective_of(), retention_days=15)
    assert "A window of 30 days needs samples of 30 days, and Prometheus keeps 15." in problem
    assert problem.endswith("[slo-window-beyond-retention]")


def test_a_calendar_report_needs_the_days_of_two_months():
    assert said(objective_of(), retention_days=45) == []
    (problem,) = said(objective_of(calendar_report=True), retention_days=45)
    assert "samples of 62 days" in problem


def test_a_bound_that_is_no_bucket_is_refused():
    timed = replace(indicator_of("latency"), bound=Fraction("0.35"))
    (problem,) = said(objective_of("latency", indicator=timed))
    assert "The bound of 0.35 s is no bucket of the histogram; its buckets are 0.1, 0.3, 1, 2.5." in problem
    assert (
        said(objective_of("latency-native", indicator=replace(indicator_of("latency-native"), bound=Fraction(2)))) == []
    )


def test_two_objectives_of_one_name_are_refused():
    (problem,) = said(objective_of(), objective_of(target="99"))
    assert "2 objectives of 'parley' are named 'send-reply-availability': their recorded series would mix." in problem


def test_two_names_that_make_one_alert_are_refused():
    (problem,) = said(objective_of(name="send-reply"), objective_of(name="send--reply"))
    assert "would both alert as 'ParleySendReplyBudgetBurn'" in problem


@pytest.mark.parametrize("label", ["__name__", "2nd", "le", "a-b", "quantile"])
def test_labels_that_prometheus_forbids_are_refused(label):
    counted = indicator(KINDS["availability"], labels={"job": "api", label: "x"})
    (problem,) = said(objective_of(indicator=counted))
    assert problem.endswith("[slo-label-forbidden]")
    assert f"The label '{label}' is forbidden" in problem


def test_a_label_of_ours_cannot_be_given_to_an_alert():
    (problem,) = said(objective_of(labels=(("severity", "high"),)))
    assert problem.endswith("[slo-label-forbidden]")


@pytest.mark.parametrize("name", ["Send-Reply", "send reply", "-x", "x" * 64, ""])
def test_names_that_kubernetes_would_refuse_are_refused(name):
    assert said(objective_of(name=name))[0].endswith("[slo-name]")


def test_every_problem_is_found_at_once():
    bad = replace(indicator_of("availability"), total=Selector("2xx total", (Matcher("__x", "y"),)))
    found = said(objective_of(name="A", target="100", indicator=bad), retention_days=1)
    assert [line.rsplit("[")[-1] for line in found] == [
        "slo-name]",
        "slo-target-total]",
        "slo-window-beyond-retention]",
        "slo-metric-name]",
        "slo-label-forbidden]",
    ]
