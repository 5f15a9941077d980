"""Commands of the runbooks before real servers: PostgreSQL and Redis answer them, promtool reads what they ask."""

from __future__ import annotations

import os
import re
import shutil
import time
from pathlib import Path

import pytest
from failures_made import bound, everywhere, examples, typical

from archgen import library, tools
from archgen.artifacts.alerts import expression
from archgen.yamltext import dump
from database.mariadb import a_server
from make import a_blueprint, the_files

pytestmark = pytest.mark.conformance

HINT = "Debian: apt-get install --no-install-recommends prometheus postgresql redis-server"
TABLES = """
CREATE TABLE jobs (
  id bigserial PRIMARY KEY, code text, stock int DEFAULT 1, partner text, created_at timestamptz DEFAULT now(),
  kind text, run_after timestamptz DEFAULT now(), put_aside_at timestamptz, tries int DEFAULT 0, last_error text
);
INSERT INTO jobs (code) SELECT 'c' || n FROM generate_series(1, 50) n;
"""
SETTINGS = {
    "TABLE": "jobs", "KEY": "stock", "PROOF_TABLE": "jobs", "PID": "0", "SLOT": "gone", "RESTORE_DB": "restored",
    "JOBS": "1",
}  # fmt: skip
# What a lone server cannot answer: a promotion without a standby, and dumps that are not there.
ALONE = ("pg_promote", "pg_restore", "pg_last_wal_receive_lsn")


def commands(program):
    """Every command of the rows that calls `program`, by row: those lines of it alone."""
    found = set()
    for row in library.load().failures.rows.values():
        for stages in row.commands.values():
            for told in stages.values():
                found |= {(row.id, command["run"]) for command in told if f"{program} " in command["run"]}
    return sorted(found)


@pytest.fixture(scope="module")
def postgresql(tmp_path_factory):
    """A throwaway server with one table; yields the environment in which commands find it."""
    folder = tmp_path_factory.mktemp("pg")
    server = tools.need("initdb", HINT).parent
    outside = Path("/tmp") / f"archgen-{os.getpid()}-{folder.name}"
    outside.mkdir()
    owner = ("runuser", "-u", "postgres", "--") if os.geteuid() == 0 else ()
    if owner:
        shutil.chown(outside, "postgres")
    data = str(outside / "data")
    settings = f"-c listen_addresses= -k {outside} -c fsync=off"
    try:
        done(*owner, str(server / "initdb"), "-D", data, "-A", "trust", "-U", "postgres", "--no-sync")
        done(*owner, str(server / "pg_ctl"), "-D", data, "-o", settings, "-l", str(outside / "log"), "-w", "start")
        dsn = f"host={outside} user=postgres dbname=postgres"
        done("psql", dsn, "-v", "ON_ERROR_STOP=1", "-c", TABLES)
        names = ("PRIMARY_DSN", "REPLICA_DSN", "STANDBY_DSN", "RESTORE_DSN", "SEARCH_DSN")
        yield {**SETTINGS, **dict.fromkeys(names, dsn)}
    finally:
        tools.run(*owner, str(server / "pg_ctl"), "-D", data, "-m", "immediate", "stop")
        shutil.rmtree(outside, ignore_errors=True)


@pytest.fixture(scope="module")
def redis(tmp_path_factory):
    """A throwaway Redis on a socket."""
    folder = tmp_path_factory.mktemp("redis")
    socket = f"{folder}/s"
    server = str(tools.need("redis-server", HINT))
    done(server, "--port", "0", "--unixsocket", socket, "--daemonize", "yes", "--dir", str(folder), "--save", "")
    for _ in range(100):
        if tools.run("redis-cli", "-s", socket, "PING").out.strip() == "PONG":
            break
        time.sleep(0.05)
    tools.run("redis-cli", "-s", socket, "SET", "some-key", "value")
    yield {"CACHE_URL": socket, "KEY": "some-key", "LOG_FOLDER": str(folder)}
    tools.run("redis-cli", "-s", socket, "SHUTDOWN", "NOSAVE")


def done(*command):
    found = tools.run(*command, timeout=120)
    assert found.code == 0, (found.out + found.err).strip()
    return found.out


@pytest.mark.parametrize(("row", "run"), commands("psql"))
def test_postgresql_answers_every_command(row, run, postgresql):
    if any(word in run for word in ALONE):
        pytest.skip("needs a standby or a dump")
    for statement in re.findall(r'psql "\$\w+"[^;|&\n]*?-A?t?c "(?:[^"\\]|\\.)*"', run):
        if "POOLER_DSN" in statement:
            continue
        found = tools.run(
            "sh", "-c", f"PSQLRC=/dev/null {statement.replace('psql', 'psql -v ON_ERROR_STOP=1', 1)}", env=postgresql
        )
        assert found.code == 0, (row, statement, found.err)
        assert "ERROR" not in found.err, (row, statement, found.err)


def test_the_procedures_run_on_postgresql_step_by_step(postgresql, tmp_path):
    store = library.load().failures.commands["stores"]["postgresql"]
    done("psql", postgresql["PRIMARY_DSN"], "-c", "CREATE ROLE app; CREATE ROLE app_previous LOGIN IN ROLE app")
    step = follow(postgresql, tmp_path, "CREATE TABLE later (id int);")
    step(store["new_key"]["run"].partition(" && ")[0])  # the second half asks a person for the password
    assert "app_next" not in step(store["keys_used"]["run"])
    step(store["end_key"]["run"])
    done("psql", postgresql["PRIMARY_DSN"], "-c", store["end_key"]["undo"])
    step(store["change"]["run"])
    assert step(store["writer"]["run"]).strip() == store["writer"]["is"]


def test_the_procedures_run_on_mariadb_step_by_step(tmp_path):
    store = library.load().failures.commands["stores"]["mysql"]
    with a_server() as server:
        server.run(
            "CREATE USER 'app_previous'@'%' IDENTIFIED BY 'old'; GRANT SELECT, INSERT ON d2.* TO 'app_previous'@'%';"
        )
        (tmp_path / ".my.cnf").write_text(f"[client]\nsocket={server.socket}\nuser=root\n")
        told = {**os.environ, "HOME": str(tmp_path), "PRIMARY_DB": "mysql", "NEW_KEY": "a new key"}
        step = follow(told, tmp_path, "CREATE TABLE later (id int);")
        assert step(store["new_key"]["run"]) == ""
        grants = step('mysql "$PRIMARY_DB" -NBe "SHOW GRANTS FOR app_next"')
        assert "GRANT SELECT, INSERT ON" in grants
        assert "root" in step(store["keys_used"]["run"])
        step(store["end_key"]["run"])
        step(f'mysql "$PRIMARY_DB" -e "{store["end_key"]["undo"]}"')
        step(store["change"]["run"])
        assert step(store["writer"]["run"]).strip() == store["writer"]["is"]


def follow(environment, folder, migration):
    """A function that runs a step of a procedure in a folder with a migration, and returns what it prints."""
    (folder / "migration.sql").write_text(migration)

    def step(run):
        found = tools.run("sh", "-ec", run, cwd=folder, env=environment)
        assert found.code == 0, (run, found.err)
        assert "ERROR" not in found.err, (run, found.err)
        return found.out

    return step


@pytest.mark.parametrize(("row", "run"), commands("redis-cli"))
def test_redis_answers_every_command(row, run, redis):
    if "sleep 60" in run:
        run = run.replace("sleep 60", "sleep 0")
    found = tools.run("sh", "-c", run.replace('-u "$CACHE_URL"', '-s "$CACHE_URL"'), env=redis)
    assert not re.search(r"ERR |WRONGTYPE|NOAUTH|unknown", found.out + found.err), (row, run, found.out + found.err)


def promtool(*arguments):
    return done(str(tools.need("promtool", HINT)), *arguments)


@pytest.mark.parametrize("name", sorted(examples()))
def test_the_rules_of_every_example_are_accepted(name, tmp_path):
    made = the_files(a_blueprint(text=examples()[name])).get("slo/rules.yaml")
    if made:
        (tmp_path / "rules.yaml").write_text(made, encoding="utf-8")
        promtool("check", "rules", str(tmp_path / "rules.yaml"))


def test_the_alerts_of_every_archetype_are_accepted(tmp_path):
    rules = {}
    for failures in everywhere().values():
        for failure in failures:
            if failure.expr:
                rules[expression(failure, "parley")] = {"alert": "A", "expr": expression(failure, "parley")}
    (tmp_path / "rules.yaml").write_text(dump({"groups": [{"name": "all", "rules": list(rules.values())}]}), "utf-8")
    promtool("check", "rules", str(tmp_path / "rules.yaml"))


def test_what_runbooks_ask_prometheus_is_promql(tmp_path):
    asked = sorted({query for _, run in commands("promtool") for query in re.findall(r"'([^']+)'", run)})
    for page in Path(library.templates_folder() / "runbook").glob("*.md"):
        asked += re.findall(r"promtool query instant \"\$METRICS\" '([^']+)'", page.read_text(encoding="utf-8"))
    rules = [{"record": f"asked:{place}", "expr": query} for place, query in enumerate(dict.fromkeys(asked))]
    (tmp_path / "asked.yaml").write_text(dump({"groups": [{"name": "asked", "rules": rules}]}), "utf-8")
    promtool("check", "rules", str(tmp_path / "asked.yaml"))


def test_every_command_is_a_shell_line_that_sh_can_read():
    for failure in bound(typical("business-saas")):
        for told in failure.commands.values():
            for command in told:
                found = tools.run("sh", "-n", "-c", command["run"])
                assert found.code == 0, (failure.id, command["run"], found.err)
