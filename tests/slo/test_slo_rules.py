"""The rule file: one ordered group an objective, guarded counts, alerts that say what they stand for."""

from __future__ import annotations

import re
from fractions import Fraction
from pathlib import Path

import pytest
from slo_examples import KINDS, objective_of

from archgen.artifacts.alertmanager import alertmanager
from archgen.artifacts.prometheus import group, prometheus_rule, rules
from archgen.artifacts.promtool_tests import page_tests, ticket_tests
from archgen.slo import Hours, Probe, laid_out
from archgen.slo.promql import select
from archgen.texts import Text
from archgen.yamltext import parse
from make import a_design


def alerts(objective):
    return [rule for rule in group(objective)["rules"] if "alert" in rule]


def recorded(objective):
    return {rule["record"]: rule["expr"] for rule in group(objective)["rules"] if "record" in rule}


@pytest.mark.parametrize("kind", sorted(KINDS))
def test_every_recording_stands_before_the_rules_that_read_it(kind):
    seen = set()
    for rule in group(objective_of(kind, calendar_report=True))["rules"]:
        read = set(re.findall(r"slo:[a-z0-9_]+:[a-z0-9_]+", rule["expr"])) - {rule.get("record")}
        assert read <= seen
        seen.add(rule.get("record"))


@pytest.mark.parametrize("kind", sorted(KINDS))
def test_no_ratio_falls_back_to_nought(kind):
    for rule in group(objective_of(kind))["rules"]:
        assert "vector(0)" not in rule["expr"]


def test_every_ratio_has_a_guarded_denominator():
    for name, expr in recorded(objective_of(calendar_report=True)).items():
        if name.startswith(("slo:burn_rate:", "slo:error_budget:", "slo:error_ratio:")):
            assert re.search(r"/ \((sum_over_time\()?.*> 0\)", expr)


def test_the_budget_is_summed_from_counts_and_divided_once():
    expr = recorded(objective_of())["slo:error_budget:remaining"]
    assert expr.count("sum_over_time(slo:events_") == 2
    assert "avg_over_time" not in expr


def test_a_burn_alert_asks_for_both_windows_and_the_minimum_of_failures():
    fast = alerts(objective_of())[0]
    scope = '{service="parley",slo="send-reply-availability"}'
    assert fast["expr"].split("\nand\n") == [
        f"slo:burn_rate:1h{scope} > 14.4",
        f"slo:burn_rate:5m{scope} > 14.4",
        f"slo:events_bad:increase1h{scope} >= 10",
    ]
    assert fast["annotations"]["threshold"] == (
        "2 % of 30d within 1h is 14.4 x (1 - 99.9 %) = 1.44 % bad events over 1h and 5m, at least 10 of them"
    )


@pytest.mark.parametrize("kind", sorted(KINDS))
def test_every_alert_has_severity_tier_owner_harm_and_a_runbook(kind):
    found = alerts(objective_of(kind))
    assert [alert["labels"]["tier"] for alert in found] == ["fast", "slow", "daily", "drift", "absent", "probe"]
    for alert in found:
        assert alert["labels"]["owner"] == "support-team"
        assert alert["labels"]["severity"] in ("page", "ticket")
        assert alert["annotations"]["description"] == "Agents cannot answer customers."
        assert alert["annotations"]["runbook_url"].startswith("https://")


def test_counters_that_vanish_alert_by_themselves():
    absent = alerts(objective_of())[4]
    assert absent["alert"] == "ParleySendReplyAvailabilityMetricsAbsent"
    assert absent["expr"] == 'absent(http_requests_total{job="parley-api",journey="send-reply"})'
    assert absent["labels"]["severity"] == "page"


def test_a_journey_watches_what_each_step_needs():
    absent = alerts(objective_of("journey"))[4]
    assert absent["expr"].count("absent(") == 2


def test_a_job_that_never_began_is_told_by_the_age_of_its_last_success():
    probe = Probe(select("job_last_success_timestamp_seconds", job="billing"), bound=7200)
    overdue = alerts(objective_of("job-success", probe=probe))[5]
    assert overdue["alert"] == "ParleySendReplyJobSuccessOverdue"
    assert overdue["expr"].startswith(
        'time() - max(job_last_success_timestamp_seconds{job="billing"}) > 7200\nor\nabsent('
    )


def test_a_prototype_wakes_nobody():
    assert {alert["labels"]["severity"] for alert in alerts(objective_of(pages=False, provisional=True))} == {"ticket"}


def test_what_people_typed_is_not_expanded_as_a_template():
    fast = alerts(objective_of(user_harm=Text("{{ .Secret }} gone"), owner="{{x}}"))[0]
    assert fast["annotations"]["description"] == '{{ "{{" }} .Secret }} gone'
    assert fast["labels"]["owner"] == '{{ "{{" }}x}}'


def test_the_operator_gets_the_same_groups():
    file = rules([objective_of()])
    operator = prometheus_rule("parley", file, labels={"release": "prometheus"})
    assert operator["spec"]["groups"] == file["groups"]
    assert operator["metadata"]["labels"] == {"release": "prometheus"}


def test_rule_tests_set_the_order_of_groups():
    both = [objective_of(), objective_of("latency")]
    for file in (page_tests(both, rules_file="rules.yaml"), ticket_tests(both, rules_file="rules.yaml")):
        assert file["group_eval_order"] == ["slo-parley-send-reply-availability", "slo-parley-send-reply-latency"]
        assert file["rule_files"] == ["rules.yaml"]


def minutes(objective, case, tier):
    found = next(c for c in page_tests([objective], rules_file="r")["tests"] if c["name"].endswith(case))
    return [
        (check["eval_time"], bool(check["exp_samples"]))
        for check in found["promql_expr_test"]
        if f'tier="{tier}"' in check["expr"]
    ]


def test_a_burst_at_three_nines_is_silent_at_eight_pages_at_nine_and_clears():
    assert minutes(objective_of(), "burst of 10 %", "fast") == [("368m", False), ("369m", True), ("389m", False)]


def test_a_total_outage_at_three_nines_pages_at_the_first_minute():
    assert minutes(objective_of(), "total outage", "fast") == [("60m", False), ("61m", True)]


def test_a_cold_start_keeps_the_minute_and_fools_no_slow_tier():
    objective = objective_of()
    assert minutes(objective, "cold start", "fast") == [("38m", False), ("39m", True)]
    assert minutes(objective, "cold start", "drift") == [("39m", False)]


@pytest.mark.parametrize("kind", sorted(KINDS))
def test_every_kind_is_tested_for_an_outage_a_cold_start_and_lost_metrics(kind):
    names = [case["name"].split(": ")[1] for case in page_tests([objective_of(kind)], rules_file="r")["tests"]]
    assert {"total outage", "blip of 3 minutes", "cold start", "metrics vanish"} <= set(names)


def test_pages_and_tickets_of_an_owner_have_a_route_each():
    config = alertmanager([objective_of(), objective_of("latency", owner="platform")])
    assert [route["receiver"] for route in config["route"]["routes"]] == [
        "dead-mans-switch",
        "pager-platform",
        "tickets-platform",
        "pager-support-team",
        "tickets-support-team",
    ]
    assert {receiver["name"] for receiver in config["receivers"]} >= {"unowned", "pager-platform"}


def test_outside_of_its_hours_a_team_gets_tickets_for_pages():
    config = alertmanager([objective_of()], hours=Hours("monday:friday", "09:00", "18:00", "Europe/Berlin"))
    page, night, _ticket = config["route"]["routes"][1:]
    assert page["active_time_intervals"] == night["mute_time_intervals"] == ["reachable-hours"]
    assert (page["receiver"], night["receiver"]) == ("pager-support-team", "tickets-support-team")


@pytest.mark.parametrize(
    "folder", ["docs/backend/parley", "tests/golden/scooters/rollo", "tests/golden/courses/lernwerk"]
)
def test_every_alert_of_a_design_has_an_owner_to_whom_it_is_routed(folder):
    slo = Path(__file__).parents[2] / folder / "slo"
    groups = parse((slo / "rules.yaml").read_text("utf-8"), file="rules.yaml").data["groups"]
    labels = [rule["labels"] for group in groups for rule in group["rules"] if "alert" in rule]
    routes = (slo / "alertmanager.yaml").read_text("utf-8")
    assert len(labels) > 50
    assert {label.get("owner") for label in labels} == {Path(folder).name}
    assert f'owner="{Path(folder).name}"' in routes


@pytest.mark.parametrize(
    ("hours", "expected"),
    [
        (40, Hours("monday:friday", "08:00", "16:00")),
        (60, Hours("monday:friday", "08:00", "20:00")),
        (80, Hours("monday:friday", "08:00", "24:00")),
        (84, Hours("monday:sunday", "08:00", "20:00")),
        (140, Hours("monday:sunday", "04:00", "24:00")),
        (168, None),
    ],
)
def test_hours_a_week_are_laid_out_over_working_days_as_long_as_those_hold_them(hours, expected):
    days = a_design(f"team.reachable_hours={hours} h/week")["reached_days"]
    assert laid_out(Fraction(hours), int(days.value)) == expected


def test_a_page_silences_the_tickets_of_its_objective_and_a_lost_store_those_of_what_needs_it():
    config = alertmanager([objective_of()], dependents={"primary-store": ("api", "worker")})
    first, *_, last = config["inhibit_rules"]
    assert first == {
        "source_matchers": ['severity="page"'],
        "target_matchers": ['severity="ticket"'],
        "equal": ["service", "slo", "component"],
    }
    assert last["target_matchers"] == ['component=~"api|worker"', 'severity="ticket"']
