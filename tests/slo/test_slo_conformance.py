"""The files before their real judges: promtool runs the rules and their tests, amtool routes, a parser reads PromQL."""

from __future__ import annotations

import re
from fractions import Fraction
from pathlib import Path

import pytest
from msgspec.structs import replace
from slo_examples import KINDS, indicator_of, knowledge_of, objective_of

from archgen import tools
from archgen.artifacts.alertmanager import DEFAULT, SWITCH, alertmanager
from archgen.artifacts.grafana import dashboard, expressions
from archgen.artifacts.openslo import openslo
from archgen.artifacts.prometheus import group_name, rules
from archgen.artifacts.promtool_series import series
from archgen.artifacts.promtool_tests import page_tests, ticket_tests
from archgen.artifacts.sloth import sloth
from archgen.slo import Hours, Probe, budget_minutes
from archgen.slo.promql import number, select
from archgen.slo.replay import Load, Stretch
from archgen.slo.telemetry import Component, component_alerts, rows_from
from archgen.texts import Text
from archgen.yamltext import dump

pytestmark = pytest.mark.conformance

HINT = "Debian: apt-get install --no-install-recommends prometheus prometheus-alertmanager"
TARGETS = ("99", "99.5", "99.9", "99.95", "99.99")
DAYS = (7, 28, 30, 90)
DAY = 288  # steps of five minutes
CASES = [("availability", target, days) for target in TARGETS for days in DAYS]
CASES += [(kind, "99.9", 30) for kind in sorted(KINDS) if kind not in ("availability", "latency-native")]
CASES += [("latency", "99", 28), ("freshness", "99.5", 7), ("queue-age", "99", 90), ("availability", "95", 30)]


def promtool(*arguments: str) -> None:
    found = tools.run(str(tools.need("promtool", HINT)), *arguments, timeout=400)
    assert found.code == 0, (found.out + found.err).strip()


def amtool(*arguments: str) -> str:
    found = tools.run(str(tools.need("amtool", HINT)), *arguments)
    assert found.code == 0, (found.out + found.err).strip()
    return found.out


def write(folder: Path, name: str, data) -> str:
    (folder / name).write_text(dump(data), encoding="utf-8")
    return str(folder / name)


def prove(folder: Path, objective) -> None:
    """Check the rules and run both of their test files."""
    promtool("check", "rules", write(folder, "rules.yaml", rules([objective])))
    promtool("test", "rules", write(folder, "pages.yaml", page_tests([objective], rules_file="rules.yaml")))
    promtool("test", "rules", write(folder, "tickets.yaml", ticket_tests([objective], rules_file="rules.yaml")))


@pytest.mark.parametrize(("kind", "target", "days"), CASES)
def test_the_rules_fire_at_the_minute_that_their_tests_name(tmp_path, kind, target, days):
    prove(tmp_path, objective_of(kind, target, days))


def test_little_traffic_waits_for_its_failures(tmp_path):
    prove(tmp_path, objective_of(mean_rps=Fraction(1, 100)))


def test_a_whole_bound_is_found_under_its_older_spelling(tmp_path):
    timed = replace(indicator_of("latency"), bound=Fraction(1))
    prove(tmp_path, objective_of("latency", indicator=timed))


def test_an_overdue_job_is_proved_too(tmp_path):
    probe = Probe(select("job_last_success_timestamp_seconds", job="billing"), bound=Fraction(7200))
    prove(tmp_path, objective_of("job-success", mean_rps=Fraction(1, 3600), probe=probe))


def test_hostile_words_reach_the_alert_as_they_were_typed(tmp_path):
    harm = Text('"{{ .Values }}" `x` $labels \\ : # - \N{SNOWMAN}\nsecond line')
    prove(tmp_path, objective_of(user_harm=harm, owner="o'neil: {{x}} # no", title=harm))


def test_native_histograms_are_accepted(tmp_path):
    """Their samples are read by promtool from 2.53 on; an older one reads the rules."""
    objective = objective_of("latency-native")
    promtool("check", "rules", write(tmp_path, "rules.yaml", rules([objective])))
    major, minor = map(int, tools.version("promtool").split(".")[:2])
    if (major, minor) >= (2, 53):
        prove(tmp_path, objective)


def test_component_alerts_of_every_kind_are_accepted(tmp_path):
    rows = rows_from(knowledge_of("component_alerts"))
    everything = Component("all", "all", tuple(sorted({kind for row in rows for kind in row.on})), "team")
    alerts = component_alerts(rows, [everything], runbook=lambda _, row: f"https://docs.example.org/{row.id}/")
    assert len(alerts) == len(rows)
    promtool("check", "rules", write(tmp_path, "rules.yaml", rules([objective_of()], components=alerts)))


def test_budget_left_and_calendar_month_are_what_was_spent(tmp_path):
    """An hour of outage early on the third of January, looked at an hour into the fourth."""
    objective = objective_of(calendar_report=True)
    write(tmp_path, "rules.yaml", rules([objective]))
    scope = "{" + ",".join(map(str, objective.scope)) + "}"
    load = Load((Stretch(2 * DAY + 12, 300, 0), Stretch(12, 300, 300), Stretch(2 * DAY, 300, 0)), step=5)
    of_month, of_budget = Fraction(12, 3 * DAY), Fraction(60) / budget_minutes(objective.target, objective.window)
    checks = {
        f"abs(slo:error_ratio:month_to_date{scope} / {number(of_month)} - 1) < bool 0.01": 1,
        f"abs(slo:error_budget:remaining{scope} - {number(1 - of_budget)}) < bool 0.1": 1,
    }
    case = {
        "interval": "5m",
        "input_series": series(objective, load),
        "promql_expr_test": [
            {"expr": expr, "eval_time": f"{(3 * DAY + 12) * 5}m", "exp_samples": [{"labels": scope, "value": value}]}
            for expr, value in checks.items()
        ],
    }
    head = {"rule_files": ["rules.yaml"], "evaluation_interval": "5m", "group_eval_order": [group_name(objective)]}
    promtool("test", "rules", write(tmp_path, "month.yaml", {**head, "tests": [case]}))


@pytest.mark.parametrize(
    "hours", [None, Hours("monday:friday", "09:00", "18:00", "Europe/Berlin")], ids=["always", "office"]
)
def test_alertmanager_accepts_the_routes_and_sends_each_alert_to_its_owner(tmp_path, hours):
    objectives = [objective_of(), objective_of("latency", owner="platform")]
    config = write(tmp_path, "alertmanager.yaml", alertmanager(objectives, hours=hours, dependents={"store": ("api",)}))
    amtool("check-config", config)
    routes = [({"alertname": "Watchdog"}, SWITCH), ({"severity": "page", "owner": "nobody-we-know"}, DEFAULT)]
    for objective in objectives:
        labels = {"alertname": objective.alert, "owner": objective.owner, "slo": objective.name}
        routes.append(({**labels, "severity": "page"}, f"pager-{objective.owner}"))
        routes.append(({**labels, "severity": "ticket"}, f"tickets-{objective.owner}"))
    for labels, receiver in routes:
        pairs = [f"{label}={value}" for label, value in labels.items()]
        reached = amtool("config", "routes", "test", f"--config.file={config}", *pairs).strip().split(",")
        assert reached[0] == receiver


@pytest.mark.parametrize("kind", sorted(KINDS))
def test_every_expression_of_dashboards_and_exports_is_promql(kind):
    from promql_parser import parse  # only this suite has it

    objective = objective_of(kind, calendar_report=True)
    exported = [openslo(objective), sloth("parley", [objective])]
    found = expressions(dashboard("parley", [objective])) + [text for data in exported for text in queries(data)]
    assert len(found) > 10
    for expr in found:
        parse(expr.replace("{{.window}}", "5m"))


def queries(data) -> list[str]:
    """Every PromQL text of an exported document, by the names of its fields."""
    if isinstance(data, dict):
        here = [
            value for key, value in data.items() if isinstance(value, str) and re.fullmatch(r"(.*_)?query|metric", key)
        ]
        return here + [text for value in data.values() for text in queries(value)]
    if isinstance(data, (list, tuple)):
        return [text for value in data for text in queries(value)]
    return []
