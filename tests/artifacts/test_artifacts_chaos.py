"""Experiments of the level that was decided: their failure rows, their commands, and Chaos Toolkit that runs one."""

from __future__ import annotations

import json
import os
import re
import shlex
import subprocess
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from urllib.parse import parse_qs

import pytest
from promql_parser import parse

from archgen import library
from archgen.artifacts.chaos import experiments
from archgen.yamltext import parse as parse_yaml
from make import a_blueprint, an_example, the_files

NAMES = ("courses", "scooters")


def test_a_design_without_experiments_owes_none():
    assert experiments(a_blueprint(text=an_example("help-desk"))) == {}
    assert not [path for path in the_files(a_blueprint(text=an_example("help-desk"))) if "chaos" in path]


def test_a_level_holds_those_of_the_levels_before_it_each_in_its_environment():
    drills = experiments(a_blueprint(text=an_example("courses")))
    assert {each["tags"][3] for each in drills.values()} == {"staging"}
    assert not {each["tags"][1] for each in drills.values()} & {"dependency", "exhaustion"}
    further = experiments(a_blueprint(text=an_example("scooters")))
    assert {each["tags"][1] for each in further.values()} == {
        "instance",
        "latency",
        "connections",
        "dependency",
        "exhaustion",
    }
    assert {each["tags"][3] for each in further.values() if each["tags"][2] == "dependencies"} == {"production"}


@pytest.mark.parametrize("name", NAMES)
def test_each_causes_a_failure_of_the_design_and_names_its_runbook_and_alert(name):
    blueprint = a_blueprint(text=an_example(name))
    failures = {failure.id: failure for failure in blueprint.failures}
    for failure, experiment in experiments(blueprint).items():
        [told] = [each for each in experiment["extensions"] if each["name"] == "archgen"]
        assert told["failure"] == failure
        assert told["runbook"] == f"../../runbooks/{failures[failure].page}.md#{failure}"
        assert told["alert"] in ("", blueprint.alert_name(failures[failure]))
        assert experiment["steady-state-hypothesis"]["probes"]


@pytest.mark.parametrize("name", NAMES)
def test_a_list_names_every_experiment_by_its_file(name):
    files = the_files(a_blueprint(text=an_example(name)))
    listed = parse_yaml(files["artifacts/chaos.yaml"], file="chaos.yaml").data["experiments"]
    assert [f"artifacts/{each['file']}" for each in listed] == [path for path in files if "/chaos/" in path]


def test_sessions_and_seconds_come_from_the_threshold_and_the_time_of_the_alert():
    blueprint = a_blueprint(text=an_example("scooters"))
    experiment = experiments(blueprint)["pool-exhausted-primary-store"]
    sessions = int(blueprint.design["connections_alert"].value) + 1
    assert experiment["method"][0]["provider"]["arguments"][1] == (
        f'for session in $(seq {sessions}); do psql "$PRIMARY_DSN" -c "SELECT pg_sleep(1200)" & done; wait'
    )
    assert experiment["method"][0]["pauses"] == {"after": 1200}


@pytest.mark.parametrize("name", NAMES)
def test_every_variable_of_a_command_is_asked_for_and_explained(name):
    blueprint = a_blueprint(text=an_example(name))
    explained = {*blueprint.variables, *blueprint.formats["chaos"]["variables"]}
    for experiment in experiments(blueprint).values():
        commands = json.dumps([experiment["method"], experiment["rollbacks"]])
        asked = {each["key"] for each in experiment["configuration"].values()}
        assert set(re.findall(r"\$\{?([A-Z][A-Z_]+)", commands)) <= asked <= explained


@pytest.mark.parametrize("name", NAMES)
def test_targets_are_queries_that_a_parser_reads(name):
    for experiment in experiments(a_blueprint(text=an_example(name))).values():
        for probe in experiment["steady-state-hypothesis"]["probes"]:
            program, *words, query = shlex.split(probe["provider"]["arguments"][1])
            assert [program, *words] == ["promtool", "query", "instant", "$METRICS"]
            assert parse(query)


def test_every_fault_is_cited_and_names_rows_of_the_knowledge_base():
    known = library.load()
    for fault in known.formats["chaos"]["faults"]:
        assert set(fault["sources"]) <= library.source_ids()
        assert set(fault["rows"]) <= set(known.failures.rows)
        assert fault["level"] in {level["id"] for level in known.formats["chaos"]["levels"]}


@pytest.mark.conformance
def test_chaos_toolkit_accepts_every_experiment(tmp_path):
    for name in NAMES:
        for path, text in the_files(a_blueprint(text=an_example(name))).items():
            if path.startswith("artifacts/chaos/"):
                file = tmp_path / f"{name}-{Path(path).name}"
                file.write_text(text, encoding="utf-8")
    files = sorted(tmp_path.glob("*.yaml"))
    assert len(files) > 8
    command = [*chaos("python"), "-c", VALIDATED, *map(str, files)]
    told = (parse_yaml(file.read_text("utf-8"), file=file.name).data["configuration"].values() for file in files)
    environment = {**os.environ, **{each["key"]: "set" for keys in told for each in keys}}
    said = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
    assert (said.returncode, said.stdout) == (0, ""), said.stdout + said.stderr


@pytest.mark.conformance
@pytest.mark.parametrize(("value", "met"), [("1", True), ("0", False)])
def test_chaos_toolkit_runs_one_while_targets_hold_and_takes_it_back(value, met, tmp_path):
    experiment = experiments(a_blueprint(text=an_example("scooters")))["dependency-out-payments"]
    experiment["method"][0]["pauses"] = {"after": 1}
    (tmp_path / "experiment.json").write_text(json.dumps(experiment), encoding="utf-8")
    tool = tmp_path / "refuse"
    tool.write_text(f'#!/bin/sh\necho "$@" >> {tmp_path}/done\n')
    tool.chmod(0o755)
    with prometheus(value) as (address, asked):
        environment = {**os.environ, "METRICS": address, "REFUSE_TOOL": str(tool)}
        command = [*chaos("chaos"), "--no-version-check", "run", "experiment.json"]
        subprocess.run(command, cwd=tmp_path, env=environment, capture_output=True, text=True, check=False, timeout=60)
    journal = json.loads((tmp_path / "journal.json").read_text("utf-8"))
    assert journal["steady_states"]["before"]["steady_state_met"] is met
    assert asked[0] == shlex.split(experiment["steady-state-hypothesis"]["probes"][0]["provider"]["arguments"][1])[-1]
    done = (tmp_path / "done").read_text().splitlines()
    assert done == (["start payments", "stop payments"] if met else ["stop payments"])


VALIDATED = """
import sys, yaml
from chaoslib.experiment import ensure_experiment_is_valid
for file in sys.argv[1:]:
    with open(file) as stream:
        ensure_experiment_is_valid(yaml.safe_load(stream))
"""


def chaos(program: str) -> list[str]:
    return [str(Path(os.environ["ARCHGEN_VALIDATORS"]) / "venv" / "bin" / program)]


class prometheus:  # noqa: N801 (a context manager)
    """Answers every query with one value, as Prometheus does, and remembers what was asked."""

    def __init__(self, value: str) -> None:
        asked = self.asked = []

        class Answers(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                body = self.rfile.read(int(self.headers["Content-Length"])).decode()
                asked.append(parse_qs(body)["query"][0])
                result = [{"metric": {}, "value": [0, value]}]
                body = json.dumps({"status": "success", "data": {"resultType": "vector", "result": result}}).encode()
                self.send_response(200)
                self.send_header("Content-Type", "application/json")
                self.send_header("Content-Length", str(len(body)))
                self.end_headers()
                self.wfile.write(body)

            def log_message(self, *_) -> None:
                pass

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Answers)

    def __enter__(self):
        Thread(target=self.server.serve_forever, daemon=True).start()
        return f"http://127.0.0.1:{self.server.server_port}", self.asked

    def __exit__(self, *_) -> None:
        self.server.shutdown()
        self.server.server_close()
