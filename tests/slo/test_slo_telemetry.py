"""Component alerts, exporters, the metrics contract and its snippets."""

from __future__ import annotations

import ast
import re
from fractions import Fraction

import pytest
from slo_examples import indicator_of, knowledge_of, objective_of

from archgen.library import KNOWLEDGE
from archgen.slo.telemetry import (
    Component,
    Metric,
    component_alerts,
    contract,
    exporters_from,
    instrument,
    metric_names,
    rows_from,
    snippets_from,
    terms_from,
    with_bounds,
)

ROWS = rows_from(knowledge_of("component_alerts"))
EXPORTERS = exporters_from(knowledge_of("exporters"))
TERMS = terms_from(knowledge_of("contract"))
SNIPPETS = snippets_from(knowledge_of("instrumentation"))
STORE = Component("primary-store", "parley-primary-store", ("postgresql", "exporter"), "support-team")
API = Component("api", "parley-api", ("http", "process", "public", "container"), "support-team")


def emitted(*components):
    return component_alerts(
        ROWS, components, runbook=lambda component, row: f"https://docs.example.org/{row.id}-{component.name}/"
    )


def contract_of(*objectives, **over):
    return contract("parley", objectives, **{"terms": TERMS, "instances": 4, **over})


def unknown_metrics(expr: str) -> list[str]:
    """The words of an expression that look like metrics of an exporter and are none of its pinned names."""
    known = metric_names(EXPORTERS)
    prefixes = {name.split("_", 1)[0] for name in known if "_" in name}
    words = dict.fromkeys(re.findall(r"[a-zA-Z_:][a-zA-Z0-9_:]*", re.sub(r'"[^"]*"', "", expr)))
    return [word for word in words if word.split("_", 1)[0] in prefixes and "_" in word and word not in known]


def test_there_are_the_51_known_conditions_and_more_and_no_name_comes_twice():
    assert len(ROWS) >= 51
    assert len({row.id for row in ROWS}) == len({row.alert for row in ROWS}) == len(ROWS)


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row.id)
def test_a_condition_reads_only_metrics_that_a_pinned_exporter_exposes(row):
    assert unknown_metrics(row.expr) == []
    named = {name for name in metric_names(EXPORTERS) if re.search(rf"\b{name}\b", row.expr)}
    assert named or row.signal == "watchdog"


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row.id)
def test_a_condition_is_scoped_to_its_component_and_says_where_it_comes_from(row):
    assert "$job" in row.expr or row.signal == "watchdog"
    assert ("$threshold" in row.expr) == (row.threshold is not None) == bool(row.unit)
    assert row.source.startswith(("ours", "https://"))
    assert not re.search(r"\d", row.title + row.symptom)


def test_every_metric_of_an_exporter_is_read_by_a_condition_or_a_failure_row():
    failures = (file.read_text("utf-8") for file in sorted((KNOWLEDGE / "failures").glob("*.yaml")))
    verbs = (KNOWLEDGE / "commands.yaml").read_text("utf-8")
    read = " ".join([*(row.expr for row in ROWS), *failures, verbs])
    assert [name for name in sorted(metric_names(EXPORTERS)) if not re.search(rf"\b{name}\b", read)] == []


def test_every_kind_of_component_with_conditions_has_an_exporter():
    asked = {kind for row in ROWS for kind in row.on}
    assert asked <= {kind for exporter in EXPORTERS for kind in exporter.on}


def test_a_misspelled_metric_is_found():
    assert unknown_metrics('pg_stat_activity_cuont{job="x"} > 5') == ["pg_stat_activity_cuont"]


def test_causes_are_tickets_and_symptoms_page():
    severities = {rule["alert"]: rule["labels"]["severity"] for rule in emitted(STORE, API)}
    assert severities["ParleyPrimaryStorePostgresDown"] == "ticket"
    assert severities["ParleyApiProbeFailed"] == "page"
    assert severities["ParleyApiErrorRatioHigh"] == "ticket"


def test_a_component_that_may_not_page_gets_tickets_only():
    quiet = Component("api", "parley-api", ("http", "public"), "support-team", pages=False)
    assert {rule["labels"]["severity"] for rule in emitted(quiet)} == {"ticket"}


def test_a_design_puts_its_own_number_for_a_threshold():
    own = Component(
        "primary-store",
        "parley-primary-store",
        ("postgresql",),
        "t",
        thresholds=(("postgresql-connections", Fraction(3, 4)),),
    )
    rule = next(rule for rule in emitted(own) if rule["alert"].endswith("ConnectionsHigh"))
    assert '> 0.75 * (min by (instance) (pg_settings_max_connections{job="parley-primary-store"})' in rule["expr"]
    assert rule["annotations"]["threshold"] == "0.75 share"
    assert rule["annotations"]["runbook_url"] == "https://docs.example.org/postgresql-connections-primary-store/"


def test_components_get_only_what_they_are():
    assert {rule["labels"]["component"] for rule in emitted(STORE)} == {"primary-store"}
    assert not any("redis" in rule["expr"] for rule in emitted(STORE, API))
    assert emitted(Component("x", "x", ("cobol",), "t")) == ()


def test_a_job_with_a_quote_stays_inside_its_quotes():
    odd = Component("x", 'a"b', ("redis",), "t")
    assert 'redis_up{job="a\\"b"} == 0' in {rule["expr"] for rule in emitted(odd)}


def test_the_contract_names_labels_values_and_buckets_that_objectives_read():
    found = contract_of(objective_of(), objective_of("latency"))
    duration, requests = found.metrics
    assert (duration.name, duration.type) == ("http_request_duration_seconds", "histogram")
    assert Fraction("0.3") in duration.buckets
    assert set(TERMS.buckets) <= set(duration.buckets)
    assert {label.name: label.named for label in requests.labels} == {
        "journey": ("send-reply",),
        "code": ("200", "500"),
    }


def test_two_objectives_on_one_metric_make_one_line_of_the_contract():
    other = indicator_of("availability")
    second = objective_of(name="queue-availability", indicator=other, journey="queue")
    assert len(contract_of(objective_of(), second).metrics) == 1


def test_the_estimate_of_series_multiplies_labels_buckets_and_instances():
    found = contract_of(objective_of("latency"), expected={"journey": 3, "code": 5})
    (duration,) = found.metrics
    assert duration.series == 3 * 5 * (len(duration.buckets) + 3)
    assert found.series == 4 * duration.series
    assert found.samples_a_day == found.series * 86_400 // 30


def test_a_contract_asks_for_the_exporters_of_its_components():
    found = contract_of(objective_of(), exporters=EXPORTERS, kinds=("postgresql", "public"))
    assert [exporter.name for exporter in found.exporters] == ["blackbox_exporter", "postgres_exporter"]
    assert "stat_archiver" in found.exporters[1].needs


def test_domain_metrics_come_last_and_as_they_are():
    sent = Metric("parley_replies_sent_total", "counter", says="replies sent")
    assert contract_of(objective_of(), domain=(sent,)).metrics[-1] is sent


def test_bounds_join_the_usual_buckets_in_order():
    buckets = with_bounds(TERMS, [Fraction("0.3"), Fraction("0.25")])
    assert buckets == tuple(sorted(buckets))
    assert len(buckets) == len(TERMS.buckets) + 1


@pytest.mark.parametrize("language", sorted(SNIPPETS))
def test_a_snippet_holds_the_buckets_the_journeys_and_the_domain_and_no_slot(language):
    sent = Metric("parley_replies_sent_total", "counter", says='replies "sent"')
    found = contract_of(objective_of("latency"), objective_of(), domain=(sent,))
    code = instrument(SNIPPETS[language], found, journeys=["work-queue", "send-reply"])
    assert "@" not in code.replace("@param", "")
    assert "0.25, 0.3, 0.5" in code
    assert '"send-reply", "work-queue"' in code
    for name in ("http_requests_total", "http_request_duration_seconds", "parley_replies_sent_total"):
        assert name in code
    assert SNIPPETS[language].version in SNIPPETS[language].install


def test_the_python_snippet_is_python_with_one_journey_and_without_domain():
    code = instrument(SNIPPETS["python"], contract_of(objective_of("latency")), journeys=["send-reply"])
    ast.parse(code)
    assert 'JOURNEYS = ("send-reply",)' in code
