"""Runbooks and alerts of whole designs: each leads to the other, and every page says its commands and its end."""

from __future__ import annotations

import re
from functools import cache
from urllib.parse import urlsplit

import pytest
from failures_made import examples, typical

from archgen import library
from archgen.blueprint.failure_rows import ASKED
from archgen.blueprint.failures import metrics_of
from archgen.documents import Renderer, compose
from archgen.outline import outline
from archgen.pipeline import described
from archgen.slo.telemetry import metric_names
from archgen.yamltext import parse
from make import a_blueprint, a_brief, the_files

SITE = "https://docs.example.org/parley/"
PROCEDURES = {"deploy", "rollback", "restore", "failover", "load-shedding", "keys", "objectives", "index"}


@cache
def written(text):
    """The pages of a brief by path, and its rules."""
    known, brief = library.load(), a_brief(text=text)
    blueprint = described(brief, known.resolve(brief), known, slug="parley", site=SITE)
    owed = outline(blueprint, library.document_rows())
    pages, _ = compose(blueprint, owed, Renderer(library.templates_folder()), (), {})
    made = the_files(blueprint).get("slo/rules.yaml", "groups: []\n")
    return {page.path: page.text for page in pages}, parse(made, file="rules.yaml").data


def runbooks(text):
    return {path: page for path, page in written(text)[0].items() if path.startswith("runbooks/")}


def rules(text):
    return [rule for group in written(text)[1]["groups"] for rule in group["rules"] if "alert" in rule]


HELP_DESK = examples()["help-desk"]
ON_OTHER = HELP_DESK.replace("existing:", "existing:\n  database: {ENGINE}", 1)


def test_every_alert_opens_a_section_of_a_runbook():
    for rule in rules(HELP_DESK):
        url = urlsplit(rule["annotations"]["runbook_url"])
        page = url.path.removeprefix("/parley/").rstrip("/") + ".md"
        assert f'<a id="{url.fragment}">' in written(HELP_DESK)[0][page], rule["alert"]


def test_every_alert_that_a_runbook_names_is_there():
    known = {rule["alert"] for rule in rules(HELP_DESK)}
    named = {name for page in runbooks(HELP_DESK).values() for name in re.findall(r"^\| Alert \| `(\w+)`", page, re.M)}
    assert named
    assert named <= known


SIDEWAYS = """\
- id: report-place
  wants: a device reports where it is
  by: device
  kind: write
  criticality: critical
  share: 1 %
  steps:
  - {to: ingest, does: checks the device}
- id: close-day
  wants: the day is closed
  by: clock
  kind: write
  criticality: critical
  share: 1 %
  steps:
  - {to: worker, does: sums the day up}
"""


def test_a_journey_is_measured_where_the_teams_code_first_takes_it_up():
    told = HELP_DESK.replace("journeys:\n", f"journeys:\n{SIDEWAYS}", 1).replace("share: 60 %", "share: 58 %")
    blueprint = a_blueprint(text=told)
    measured = {journey.id: journey.measured_at for journey in blueprint.journeys}
    assert (measured["report-place"], measured["close-day"], measured["send-reply"]) == ("ingest", "worker", "api")
    jobs = {
        objective.journey: re.search(r'job="parley-(\w+)"', str(objective.indicator.total))[1]
        for objective in blueprint.objectives
        if objective.name.endswith("-availability")
    }
    assert jobs == {journey: measured[journey] for journey in jobs}
    assert jobs["close-day"] == "worker"
    pages, _ = written(told)
    assert "Measured at worker, label" in pages["slo/index.md"]
    assert "The worker counts each piece of work of `close-day` as one request" in pages["slo/metrics.md"]


def test_objectives_and_alerts_ask_the_same_probe():
    told = "".join(rule["expr"] for rule in rules(HELP_DESK))
    assert len(set(re.findall(r'probe_success\{job="([^"]+)"', told))) == 1


def test_a_runbook_without_an_alert_says_so_or_is_a_procedure():
    for path, page in runbooks(HELP_DESK).items():
        if path.removeprefix("runbooks/").removesuffix(".md") in PROCEDURES:
            continue
        for section in page.split("\n## ")[1:]:
            if "### First five minutes" in section:
                assert "| Alert |" in section or "No alert tells it" in section, (path, section[:60])


def test_every_section_has_a_command_its_samples_its_undo_and_its_end():
    for path, page in runbooks(HELP_DESK).items():
        for section in page.split("\n## ")[1:]:
            if "### First five minutes" not in section:
                continue
            assert "```sh" in section or "To do:" in section, (path, section[:60])
            assert section.count("- Well: ") == section.count("- Not well: "), (path, section[:60])
            assert "To undo it: " in section, (path, section[:60])
            assert "Over when " in section, (path, section[:60])
            assert "Last tested: " in section, (path, section[:60])


@pytest.mark.parametrize("name", sorted(examples()))
def test_every_job_that_a_rule_or_a_page_names_is_in_the_contract(name):
    telemetry = a_blueprint(text=examples()[name]).telemetry
    told = "".join([*runbooks(examples()[name]).values(), *(rule["expr"] for rule in rules(examples()[name]))])
    named = set(re.findall(r'\bjob="([^"$]+)"', told)) - {"prometheus"}
    assert sorted(named - {job.name for job in telemetry.jobs}) == []


@pytest.mark.parametrize("name", sorted(examples()))
def test_every_metric_that_a_page_asks_for_is_in_the_contract_and_of_a_job_of_this_system(name):
    blueprint = a_blueprint(text=examples()[name])
    exporters = [each for each in blueprint.telemetry.contract.exporters if each.name != "application"]
    known = {*(metric.name for metric in blueprint.telemetry.contract.metrics), *metric_names(exporters)}
    for path, page in runbooks(examples()[name]).items():
        for query in ASKED.findall(page):
            for metric in metrics_of(query):
                assert re.sub(r"_(bucket|sum|count)$", "", metric) in known, (path, query)
            if "ALERTS" not in query and "prometheus_" not in query:
                assert re.search(r'(?:job|container)=~?"parley-', query), (path, query)


def test_a_command_stands_below_the_step_that_it_does():
    page = runbooks(HELP_DESK)["runbooks/primary-store.md"]
    down = page.partition("## The store does not answer")[2].partition("### Is it over?")[0]
    first, second = re.split(r"^2\. ", down.partition("### What to do")[2], maxsplit=1, flags=re.M)
    assert "reboot-db-instance" in first
    assert "--force-failover" not in first
    assert "--force-failover" in second
    assert "[Step by step](failover.md)" in second


def test_procedures_are_there_with_their_drill_and_their_end():
    found = {path.removeprefix("runbooks/").removesuffix(".md") for path in runbooks(HELP_DESK)}
    assert found >= PROCEDURES - {"failover"}
    for name in ("deploy", "load-shedding", "keys"):
        page = runbooks(HELP_DESK)[f"runbooks/{name}.md"]
        assert "```sh" in page
        assert "Last tested: " in page
        assert "Not well: " in page


def test_the_restore_takes_what_the_ledger_says_and_is_proved_by_the_largest_entity():
    page = runbooks(HELP_DESK)["runbooks/restore.md"]
    assert "rows of `reply`" in page
    assert "(../ledger.md#restore-time)" in page


@pytest.mark.parametrize("name", sorted(examples()))
def test_every_name_in_a_command_is_explained_once_and_no_other(name):
    pages = "".join(runbooks(examples()[name]).values())
    listed = re.findall(r"^\| `\$(\w+)` \|", pages, re.M)
    used = {
        name
        for block in re.findall(r"```sh\n(.*?)```", pages, re.S)
        for name in re.findall(r"\$([A-Z][A-Z_]+)\b", block)
    }
    assert sorted(listed) == sorted(used)


@pytest.mark.parametrize("name", sorted(examples()))
def test_no_page_of_an_example_prints_an_empty_cell_where_words_are_owed(name):
    for path, page in runbooks(examples()[name]).items():
        assert "** **" not in page, path
        assert "None" not in page, path


def test_a_prototype_gets_deploy_rollback_restore_and_what_its_kind_fears():
    found = {path.removeprefix("runbooks/").removesuffix(".md") for path in runbooks(typical("prototype"))}
    assert {"deploy", "rollback", "restore"} <= found
    assert len(found) <= 4


def test_a_prototype_pages_nobody_and_says_that_its_objectives_are_provisional():
    assert {rule["labels"]["severity"] for rule in rules(typical("prototype"))} <= {"ticket", "none"}
    assert "Provisional: " in written(typical("prototype"))[0]["slo/index.md"]


def test_the_metrics_contract_lists_what_alerts_read_and_a_snippet_of_the_language():
    page = written(HELP_DESK)[0]["slo/metrics.md"]
    assert "`dependency_requests_total`" in page
    assert "```python" in page
    assert "postgres_exporter" in page


def test_everything_that_an_alert_reads_has_somebody_who_exposes_it():
    blueprint = a_blueprint(text=HELP_DESK)
    exposed = {metric.name for metric in blueprint.telemetry.contract.metrics}
    exposed |= {name for exporter in blueprint.telemetry.contract.exporters for name in exporter.metrics}
    exposed |= {name for exporter in blueprint.telemetry.contract.exporters for name, _ in exporter.until}
    for failure in blueprint.failures:
        for name in failure.metrics:
            plain = re.sub(r"_(bucket|sum|count)$", "", name)
            assert name in exposed or plain in exposed or name.startswith("node_"), (failure.id, name)


def test_every_objective_opens_the_section_of_its_journey():
    blueprint = a_blueprint(text=HELP_DESK)
    for objective in blueprint.objectives:
        path, _, anchor = objective.runbook_url.partition("/#")
        assert f'<a id="{anchor}">' in runbooks(HELP_DESK)[f"{path}.md"], objective.name


@pytest.mark.parametrize(
    ("engine", "speaks", "foreign"),
    [
        ("mysql", 'mysql "$PRIMARY_DB"', ("psql", "pg_", "PRIMARY_DSN")),
        ("sqlserver", "To do: no command is known for", ("psql", "pg_", "mysql")),
    ],
)
def test_procedures_speak_the_language_of_the_store_or_say_that_nobody_wrote_them(engine, speaks, foreign):
    pages = runbooks(ON_OTHER.replace("{ENGINE}", engine))
    for name in ("deploy", "keys"):
        page = pages[f"runbooks/{name}.md"]
        assert speaks in page
        assert not [word for word in foreign if word in page]
