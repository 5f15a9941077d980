"""Resilience by library: what a language offers, set to the traffic of one design; what nobody looked up is a to-do."""

from __future__ import annotations

import json
import os
import subprocess
from pathlib import Path

import pytest

from archgen import library
from archgen.artifacts.words import sentence
from archgen.sentences import slots_of
from make import a_blueprint, an_example

LANGUAGES = next(field.choices for field in library.load().schema.fields.values() if field.path == "existing.language")
SETTINGS = ("rate", "count", "retry")


def told(pairs):
    return {name: sentence(value) for name, value in pairs}


def test_a_breaker_of_failures_in_a_row_is_set_where_calls_are_few():
    owned = a_blueprint(text=an_example("help-desk")).libraries
    mail = next(guard for guard in owned.guards if guard.neighbour == "mail")
    assert [(package.duty, package.name) for package in owned.packages] == [
        ("breaker", "pybreaker"),
        ("retry", "stamina"),
        ("outbox", "procrastinate"),
    ]
    assert told(mail.breaker) == {"fail_max": "5 errors", "reset_timeout": "60 s"}
    assert told(mail.retry) == {"attempts": "3 calls", "timeout": "1,200 ms"}


def test_a_breaker_of_a_share_gets_a_window_that_follows_the_traffic():
    payments = a_blueprint(text=an_example("scooters")).libraries.guards[0]
    assert told(payments.breaker)["Interval"] == "4.44 s"  # 100 calls at 22.5 a second
    assert told(payments.breaker)["TotalFailures in ReadyToTrip"] == "50 % of them"


@pytest.mark.parametrize(
    ("language", "missing"), [("elixir", ("breaker", "retry", "outbox")), ("ruby", ("retry", "outbox"))]
)
def test_what_nobody_looked_up_is_a_to_do(language, missing):
    blueprint = a_blueprint(f"existing.language={language}", text=an_example("help-desk"))
    assert blueprint.libraries.missing == missing
    assert [todo.id for todo in blueprint.todos if todo.id.startswith("todo-library")] == [
        f"todo-library-{duty}" for duty in missing
    ]


def test_an_outbox_that_keeps_its_rows_in_another_store_is_not_taken():
    blueprint = a_blueprint("existing.database=mysql", text=an_example("help-desk"))
    assert blueprint.component("primary-store").technology.id == "mysql"
    assert "procrastinate" not in [package.name for package in blueprint.libraries.packages]
    assert "outbox" in blueprint.libraries.missing


def test_a_design_that_calls_nobody_and_hands_nothing_on_needs_none():
    text = an_example("habits")
    blueprint = a_blueprint(text=text)
    assert [guard.neighbour for guard in blueprint.libraries.guards] == [
        other.id for other in blueprint.neighbours if blueprint.design["dependency_called"][other.id]
    ]


def test_every_library_is_known_and_every_setting_has_a_number():
    catalogue, known = library.load().resilience, library.load()
    packages = {package["id"]: package for package in catalogue["packages"]}
    names = {*known.graph.owner, *known.figures}
    for entry in catalogue["libraries"]:
        assert entry["language"] in LANGUAGES
        assert {entry["breaker"], entry["retry"], entry["outbox"]} - {None} <= set(packages)
    for package in packages.values():
        assert package["source"] in library.source_ids()
        said = [value for kind in SETTINGS for value in package.get(kind, {}).values()]
        assert all(slots_of(value) and set(slots_of(value)) <= names for value in said), package["id"]
    assert set(packages) == {
        entry[duty] for entry in catalogue["libraries"] for duty in ("breaker", "retry", "outbox")
    } - {None}


@pytest.mark.conformance
def test_the_python_libraries_know_their_settings_and_open_as_set():
    known = {package["id"]: package for package in library.load().resilience["packages"]}
    python = Path(os.environ["ARCHGEN_VALIDATORS"]) / "venv" / "bin" / "python"
    asked = {"fail_max": list(known["pybreaker"]["count"]), "attempts": list(known["stamina"]["retry"])}
    done = subprocess.run([python, "-c", PROOF, json.dumps(asked)], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout) == {"pybreaker": "1.4.1", "stamina": "26.1.0", "procrastinate": "3.10.0", "calls": 5}
    assert {name: known[name]["version"] for name in ("pybreaker", "stamina", "procrastinate")}.items() <= json.loads(
        done.stdout
    ).items()


PROOF = """
import inspect, json, sys
from importlib.metadata import version
import procrastinate, pybreaker, stamina
asked = json.loads(sys.argv[1])
assert set(asked["fail_max"]) <= set(inspect.signature(pybreaker.CircuitBreaker).parameters)
assert set(asked["attempts"]) <= set(inspect.signature(stamina.retry).parameters)
assert "connection" in procrastinate.tasks.ConfigureTaskOptions.__annotations__
breaker, calls = pybreaker.CircuitBreaker(fail_max=5, reset_timeout=60), 0
def fails():
    global calls
    calls += 1
    raise OSError
for _ in range(20):
    try:
        breaker.call(fails)
    except (OSError, pybreaker.CircuitBreakerError):
        pass
print(json.dumps({name: version(name) for name in ("pybreaker", "stamina", "procrastinate")} | {"calls": calls}))
"""
