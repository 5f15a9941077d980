"""The JSON Schema of a brief: what the reader accepts it accepts, and the mistakes of the reader's tests it refuses."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from archgen.brief.json_schema import DIALECT, json_schema
from archgen.yamltext import parse

MISTAKES = Path(__file__).parent / "mistakes"


def as_editors_read(text: str) -> Any:
    """Plain data with decimals as numbers: what an editor's YAML server checks against the schema."""
    return _numbers(parse(text, file="brief.yaml").data)


def _numbers(data: Any) -> Any:
    if isinstance(data, dict):
        return {key: _numbers(value) for key, value in data.items()}
    if isinstance(data, list):
        return [_numbers(value) for value in data]
    return float(data) if isinstance(data, str) and re.fullmatch(r"\d+\.\d+", data) else data


@pytest.fixture(scope="module")
def validator(schema, archetypes):
    made = json_schema(schema, archetypes=archetypes)
    jsonschema.Draft202012Validator.check_schema(made)
    return jsonschema.Draft202012Validator(made)


def test_it_names_its_dialect_and_describes_every_field(schema, validator):
    assert validator.schema["$schema"] == DIALECT
    share = validator.schema["properties"]["journeys"]["items"]["properties"]["share"]
    assert share["description"].startswith("Its part of all requests")
    assert validator.schema["properties"]["system"]["required"] == ["name"]


def test_it_accepts_the_worked_example(validator, parley):
    assert list(validator.iter_errors(as_editors_read(parley))) == []


def test_it_accepts_every_archetype(validator, archetypes):
    for data in archetypes.values():
        found = data["brief"] | {"system": {"name": "X"} | data["brief"].get("system", {})}
        assert [error.message for error in validator.iter_errors(_numbers(found))] == []


@pytest.mark.parametrize("name", ["keys", "numbers", "types", "names", "nameless"])
def test_it_refuses_the_mistakes_that_a_schema_can_see(validator, name):
    assert list(validator.iter_errors(as_editors_read((MISTAKES / f"{name}.yaml").read_text("utf-8"))))


@pytest.mark.parametrize(
    ("text", "refused"),
    [
        ("load: {users: {monthly: 12k}}", False),
        ("load: {users: {monthly: 1.2 M users}}", False),
        ("load: {users: {monthly: 12 parsecs}}", True),
        ("load: {users: {monthly: -3}}", True),
        ("load: {senders: {interval: 1/30s}}", False),
        ("load: {senders: {bytes: 120 KB}}", False),
        ("load: {senders: {bytes: 3 h}}", True),
        ("load: {peak_rps: 3 req/s}", False),
        ("load: {peak_rps: 3 rps}", False),
        ("load: {daily_share: 40}", False),
        ("load: {daily_share: 0.4}", True),
        ("targets: {rto: 1 h 30 min, availability: 99.95 %}", False),
        ("targets: {availability: 110}", True),
        ("constraints: {budget: EUR 600/month}", False),
        ("constraints: {budget: 600 EUR per month}", False),
        ("constraints: {budget: 600}", True),
        ("constraints: {deadline: 2030-01-31}", False),
        ("interfaces: {streaming: yes}", False),
        ("interfaces: {streaming: maybe}", True),
        ("capacity: {api: 90 req/s}", False),
        ("capacity: {apo: 90 req/s}", True),
        ("archetype: {prototype: 70 %, business-saas: 30 %}", False),
        ("archetype: protype", True),
        ("journeys: [{id: a, steps: [api, {to: primary-store, calls: 2}]}]", False),
        ("journeys: [{id: A b}]", True),
        ("team: {skills: {node.js: some}}", False),
        ("detected: [{path: team.engineers, value: 5, file: git log}]", False),
    ],
)
def test_editors_see_at_once_what_is_wrong(validator, text, refused):
    assert bool(list(validator.iter_errors(as_editors_read(f"system: {{name: X}}\n{text}\n")))) == refused
