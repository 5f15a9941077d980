"""The whole design as data: held against its schema, complete, traceable, silent about money where strangers read."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from functools import cache
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator

from archgen import library
from archgen.artifacts.exported import Telling, exported
from archgen.discretion import ANSWERS, is_private
from make import EXAMPLES, WORKED, a_blueprint, an_example

NAMES = ("courses", "habits", "help-desk", "hostile", "scooters")
PAGE = (Path(__file__).parents[2] / "docs" / "reference" / "export.md").read_text("utf-8")
MONEY = re.compile(r"(?:EUR|USD|GBP|CHF)\W*\d|\d\W*(?:EUR|USD|GBP|CHF)|(?:EUR|USD)/")


@cache
def a_design_of(name: str):
    return a_blueprint(text=an_example(name))


@cache
def export_of(name: str, *, public: bool = False):
    telling = Telling(is_private, ANSWERS) if public else Telling()
    return json.loads(json.dumps(exported(a_design_of(name), telling)))


def schema():
    return library.knowledge("blueprint")["blueprint"]


def test_the_schema_is_one():
    Draft202012Validator.check_schema(schema())


@pytest.mark.parametrize("public", [False, True])
@pytest.mark.parametrize("name", NAMES)
def test_every_example_follows_the_schema(name, public):
    found = [f"{error.json_path}: {error.message}" for error in validator().iter_errors(export_of(name, public=public))]
    assert found == []


def test_the_schema_refuses_what_it_does_not_describe():
    assert not validator().is_valid({**export_of("help-desk"), "more": 1})
    assert not validator().is_valid({**export_of("help-desk"), "version": 2})


def test_the_reference_page_describes_every_part_of_the_schema():
    assert [part for part in schema()["properties"] if f"\n| `{part}` |" not in PAGE] == []


@pytest.mark.parametrize("name", NAMES)
def test_every_number_of_it_stands_in_the_ledger_with_the_same_value(name):
    design = export_of(name)
    ledger = {entry["id"]: entry for entry in design["ledger"]}
    named = [number for number in numbers(design) if "@" not in number.get("id", "@")]
    assert len(named) > 100
    wrong = [number for number in named if number["value"] != ledger.get(number["id"], {}).get("value")]
    assert [number["id"] for number in wrong if not number["id"].startswith("flip.")] == []


@pytest.mark.parametrize("name", NAMES)
def test_what_a_number_reads_stands_in_the_ledger(name):
    ledger = {entry["id"]: entry for entry in export_of(name)["ledger"]}
    assert {read for entry in ledger.values() for read in entry.get("reads", ()) if read not in ledger} == set()


@pytest.mark.parametrize("name", NAMES)
def test_paths_and_failures_go_through_parts_that_are_there(name):
    design = export_of(name)
    parts = {part["id"] for part in (*design["components"], *design["neighbours"])}
    actors = {journey["by"] for journey in design["journeys"]}
    assert {step["to"] for journey in design["journeys"] for step in journey["path"]} <= parts
    assert {step["from"] for journey in design["journeys"] for step in journey["path"]} <= parts | actors
    assert {failure["component"] for failure in design["failures"]} <= parts
    ends = {flow[end] for flow in design["flows"] for end in ("from", "to")}
    assert {part["id"] for part in design["components"]} <= ends <= parts | actors


@pytest.mark.parametrize("name", NAMES)
def test_a_public_export_names_no_money_and_no_threat(name):
    design = export_of(name, public=True)
    assert MONEY.findall(json.dumps(design, ensure_ascii=False)) == []
    assert design["threats"] == []
    assert "business." not in json.dumps([entry["source"] for entry in design["ledger"]])


def test_an_internal_export_names_both():
    design = export_of("help-desk")
    assert MONEY.search(json.dumps(design))
    assert design["threats"]


def test_the_command_prints_it_as_the_configuration_says(tmp_path):
    folder = tmp_path / "docs" / "backend" / "parley"
    folder.mkdir(parents=True)
    (folder / "brief.yaml").write_text(WORKED, encoding="utf-8")
    internal = json.loads(archgen("export", cwd=tmp_path))
    assert internal["slug"] == "parley"
    assert internal["threats"]
    (tmp_path / ".archgen").mkdir()
    (tmp_path / ".archgen" / "config.yaml").write_text("publish: public\n", encoding="utf-8")
    assert json.loads(archgen("export", "parley", cwd=tmp_path))["threats"] == []
    assert json.loads(archgen("export", "--publish", "internal", cwd=tmp_path)) == internal
    assert list(folder.iterdir()) == [folder / "brief.yaml"]


def test_a_design_that_is_not_there_is_refused(tmp_path):
    folder = tmp_path / "docs" / "backend" / "parley"
    folder.mkdir(parents=True)
    (folder / "brief.yaml").write_text(WORKED, encoding="utf-8")
    told = archgen("export", "purley", cwd=tmp_path, code=2)
    assert told == "docs/backend: there is no design 'purley'. Name one of: parley. [design-unknown]\n"


def test_the_schema_command_prints_the_schema_that_ships():
    assert json.loads(archgen("schema", "blueprint", cwd=EXAMPLES)) == schema()


def validator() -> Draft202012Validator:
    return Draft202012Validator(schema())


def numbers(data):
    """Every number with its unit, wherever it stands."""
    if isinstance(data, dict):
        if {"value", "unit", "printed"} <= data.keys():
            yield data
        for part in data.values():
            yield from numbers(part)
    elif isinstance(data, list):
        for part in data:
            yield from numbers(part)


def archgen(*words: str, cwd: Path, code: int = 0) -> str:
    command = [sys.executable, "-m", "archgen", *words]
    done = subprocess.run(command, cwd=cwd, env=os.environ, capture_output=True, text=True, check=False)
    assert done.returncode == code, done.stdout + done.stderr
    return done.stderr if code else done.stdout
