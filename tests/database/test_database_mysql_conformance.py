"""The schema for MySQL and MariaDB: MariaDB runs it, a parser of MySQL's dialect reads it."""

from __future__ import annotations

import json
import os
import re
from pathlib import Path

import pytest
from mariadb import a_server
from random_records import random_records

from archgen import tools
from archgen.artifacts.sql import schema_sql
from archgen.database import database
from make import EXAMPLES, a_blueprint, an_example

pytestmark = pytest.mark.conformance

NAMES = sorted(folder.name for folder in EXAMPLES.iterdir() if (folder / "brief.yaml").is_file())
SEEDS = 12


@pytest.fixture(scope="module")
def server():
    with a_server() as made:
        yield made


def schema(text, engine):
    blueprint = a_blueprint(f"existing.database={engine}", text=text)
    return schema_sql(blueprint, database(blueprint))


@pytest.mark.parametrize("engine", ["mysql", "mariadb"])
def test_every_example_that_keeps_its_engine_runs_and_is_read(engine, server):
    texts = [schema(an_example(name), engine) for name in NAMES]
    for text in texts:
        server.run(text)
    read_as_mysql(texts)


def test_records_by_chance_run_and_are_read(server):
    texts = [schema(random_records(seed), "mariadb") for seed in range(SEEDS)]
    for text in texts:
        server.run(text)
    read_as_mysql(texts)


def test_a_second_open_row_is_refused_though_no_index_holds_a_part(server):
    brief = (
        "system: {name: Parley, purpose: x}\nload: {users: {monthly: 100}}\n"
        "journeys: [{id: a, wants: it, share: 100 %, steps: [{to: api}, {to: primary-store}]}]\n"
        "data:\n  entities:\n  - {id: rider, key: id}\n"
        "  - {id: ride, key: id, fields: {started_at: time, ended_at: time}, relations: [{to: rider}], "
        "integrity: [a rider has one open ride]}\n"
    )
    rider = "INSERT INTO rider (id) VALUES ('r');"
    ride = "INSERT INTO ride (id, rider_id, started_at, ended_at) VALUES ('{}', 'r', now(), {});"
    text = schema(brief, "mysql") + rider
    server.run(text + ride.format("1", "now()") + ride.format("2", "NULL"))
    twice = text + ride.format("1", "NULL") + ride.format("2", "NULL")
    assert "Duplicate entry" in server.attempt(twice).err


def test_a_row_changes_until_it_is_sealed_and_not_after(server):
    brief = (
        "system: {name: Parley, purpose: x}\nload: {users: {monthly: 100}}\n"
        "journeys: [{id: a, wants: it, share: 100 %, steps: [{to: api}, {to: primary-store}]}]\n"
        "data:\n  entities:\n  - {id: finding, key: id, fields: {words: text, released_at: time}, "
        "integrity: [a released finding never changes]}\n"
    )
    text = schema(brief, "mysql") + "INSERT INTO finding (id, words, released_at) VALUES ('1', 'draft', NULL);"
    released = text + "UPDATE finding SET words = 'signed', released_at = now();"
    server.run(released)
    assert "a sealed row of finding never changes" in server.attempt(released + "UPDATE finding SET words = 'x';").err


def read_as_mysql(texts):
    """A parser of MySQL's dialect reads them, without partitions and triggers, which it does not know."""
    python = Path(os.environ["ARCHGEN_VALIDATORS"]) / "venv" / "bin" / "python"
    tables = [re.sub(r"^DELIMITER //\n.*?^DELIMITER ;\n", "", text, flags=re.M | re.S) for text in texts]
    plain = [re.sub(r"\n  PARTITION BY .*;", ";", text) for text in tables]
    found = tools.run(str(python), "-c", READ, stdin=json.dumps(plain), timeout=300)
    assert found.code == 0, found.err[-2000:]


READ = """
import json, sys, sqlglot
for text in json.load(sys.stdin):
    assert any(sqlglot.parse(text, dialect="mysql"))
"""
