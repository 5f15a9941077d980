"""The load test: rates and limits of the ledger, requests of the interface, and locust itself, run and judging."""

from __future__ import annotations

import ast
import json
import os
import re
import subprocess
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from fractions import Fraction
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from time import sleep
from urllib.parse import unquote, urlsplit

import pytest
from jsonschema import Draft202012Validator

from archgen.artifacts.loadtest import plan
from archgen.artifacts.openapi import openapi
from make import a_blueprint, an_example, the_files

NAMES = ("courses", "help-desk", "hostile", "scooters")


@pytest.mark.parametrize("name", NAMES)
def test_rates_and_limits_are_those_of_the_ledger(name):
    blueprint = a_blueprint(text=an_example(name))
    told, design = plan(blueprint), blueprint.design
    journeys = {journey.id: journey for journey in blueprint.journeys}
    assert set(told["journeys"]) | set(told["not_sent"]) == set(journeys)
    for peak, fact in (("test", "load_test_rate"), ("today", "rps_peak"), ("mean", "rps_mean")):
        for journey, rate in told["peaks"][peak]["req_per_s"].items():
            assert rate == pytest.approx(float(design[fact][journey].value_in("req/s")))
    for name_, sent in told["journeys"].items():
        journey = journeys[name_]
        assert sent["limits"] == {
            "latency_ms": journey.latency.value_in("ms"),
            "percentile": journey.percentile.value_in("%"),
            "good_percent": pytest.approx(float(journey.used.value_in("%"))),
        }
    if not told["not_sent"]:
        sent_at_once = sum(map(Fraction, map(str, told["peaks"]["test"]["req_per_s"].values())))
        assert float(sent_at_once) == pytest.approx(float(design["load_test_peak"].value_in("req/s")))


@pytest.mark.parametrize("name", NAMES)
def test_every_request_is_one_that_the_interface_describes(name):
    blueprint = a_blueprint(text=an_example(name))
    document = json.loads(json.dumps(openapi(blueprint), default=float))
    for request in requests_of(plan(blueprint)):
        path, node = described(document, request["method"], request["path"])
        assert "{" not in request["path"], path
        named = [*document["paths"][path].get("parameters", ()), *node.get("parameters", ())]
        known = {
            p.get("name") or document["components"]["parameters"][p["$ref"].rpartition("/")[2]]["name"] for p in named
        }
        assert {*request["query"], *request["headers"]} <= known
        assert request["idempotency_key"] == ("Idempotency-Key" in known)
        if request["media"]:
            schema = node["requestBody"]["content"][request["media"]]["schema"]
            Draft202012Validator({**schema, "components": document["components"]}).validate(request["body"])


def test_the_program_is_the_same_for_every_design_and_holds_nothing_that_people_wrote():
    programs = {the_files(a_blueprint(text=an_example(name)))["artifacts/loadtest.py"] for name in NAMES}
    assert len(programs) == 1
    ast.parse(programs.pop())


def test_a_journey_that_nobody_calls_is_named_and_not_sent():
    told = plan(a_blueprint("journeys[work-queue].by=clock", text=an_example("help-desk")))
    assert told["not_sent"] == {"work-queue": "begins by itself: nobody calls it"}
    assert "work-queue" not in told["peaks"]["test"]["req_per_s"]


@pytest.mark.conformance
@pytest.mark.parametrize(("delay", "code"), [(0.0, 0), (0.45, 1)])
def test_locust_sends_the_mix_and_judges_it(delay, code, tmp_path):
    files = the_files(a_blueprint(text=an_example("help-desk")))
    for name in ("loadtest.py", "loadtest.json"):
        (tmp_path / name).write_text(files[f"artifacts/{name}"], encoding="utf-8")
    told = json.loads(files["artifacts/loadtest.json"])
    with a_server(told, delay=delay) as (address, seen):
        done = locust(tmp_path, "--host", address, "--part", "20", "--ramp", "1s", "--hold", "5s")
    assert done.returncode == code, done.stdout + done.stderr
    assert 0 not in seen.values(), seen
    if code:
        assert re.search(r"^work-queue: 95 % took up to \d+ ms, 200 ms are allowed\.$", done.stdout, re.MULTILINE)
        assert "find-ticket" not in re.findall(r"^(\S+): 95 %", done.stdout, re.MULTILINE)
    else:
        assert "Every journey kept its limits." in done.stdout
        counts = {
            journey: sum(seen[each["method"], each["path"]] for each in sent["requests"])
            for journey, sent in told["journeys"].items()
        }
        assert counts["work-queue"] > counts["find-ticket"] > counts["sign-in"]


@pytest.mark.conformance
def test_locust_fails_where_answers_are_refused(tmp_path):
    files = the_files(a_blueprint(text=an_example("help-desk")))
    for name in ("loadtest.py", "loadtest.json"):
        (tmp_path / name).write_text(files[f"artifacts/{name}"], encoding="utf-8")
    with a_server({"journeys": {}}, delay=0) as (address, _):
        done = locust(tmp_path, "--host", address, "--part", "5", "--ramp", "1s", "--hold", "2s", "--peak", "today")
    assert done.returncode == 1
    assert "send-reply: 0 % were good, 99.95 % are promised." in done.stdout


@contextmanager
def a_server(told, *, delay: float) -> Iterator[tuple[str, Counter]]:
    """A server that answers the requests of the plan, after a while, and says 404 to all others."""
    known = {(request["method"], request["path"]) for request in requests_of(told)}
    known |= {("GET", request["etag_from"]) for request in requests_of(told)}
    seen: Counter = Counter()

    class Answers(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def answer(self) -> None:
            self.rfile.read(int(self.headers.get("Content-Length") or 0))
            key = (self.command, urlsplit(self.path).path)
            seen[key] += key in known
            sleep(delay)
            self.send_response(200 if key in known else 404)
            self.send_header("Content-Length", "2")
            self.end_headers()
            self.wfile.write(b"{}")

        do_GET = do_POST = do_PUT = do_PATCH = do_DELETE = answer  # noqa: N815 (as the library calls them)

        def log_message(self, *_) -> None:
            pass

    class Server(ThreadingHTTPServer):
        request_queue_size = 128  # a whole peak connects at once

        def handle_error(self, *_) -> None:
            """A client that ended its run hung up."""

    server = Server(("127.0.0.1", 0), Answers)
    Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}", seen
    finally:
        server.shutdown()
        server.server_close()


def locust(folder: Path, *words: str) -> subprocess.CompletedProcess[str]:
    program = Path(os.environ["ARCHGEN_VALIDATORS"]) / "venv" / "bin" / "locust"
    command = [program, "-f", "loadtest.py", "--headless", "--only-summary", *words]
    return subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False, timeout=120)


def requests_of(told) -> list[dict]:
    return [request for sent in told["journeys"].values() for request in sent["requests"]]


def described(document, method: str, path: str):
    """The path of the document that a request goes to, and the operation."""
    below = path.removeprefix(document["servers"][0]["url"].rstrip("/"))
    for template, item in document["paths"].items():
        pattern = re.sub(r"\\\{[^}]*\\\}", "[^/]+", re.escape(template))
        if re.fullmatch(pattern, unquote(below)) and method.lower() in item:
            return template, item[method.lower()]
    raise AssertionError(f"{method} {path} is not described")
