"""Commands of the runbooks before the tools of their field: each is read, or answered, by the real program.

The cloud's and the cluster's command lines are asked without a network: what they understand ends at a closed door,
what they do not with a word about its usage. No registry of packages carries `gcloud`, which is asked where it is
installed, nor Kafka's scripts and the plugin of `docker compose`: their commands are not tried here.
"""

from __future__ import annotations

import json
import os
import re
import shutil
import time

import pytest

from archgen import library, tools
from archgen.blueprint.failures import spelled
from database.mariadb import a_server

pytestmark = pytest.mark.conformance

HINT = "Debian: apt-get install --no-install-recommends rabbitmq-server haproxy nginx-light kubernetes-client"
NOBODY = "http://127.0.0.1:9"
GIVEN = {
    "MEMORY": "2Gi",
    "PROCESSORS": "2",
    "RESTORE_TIME": "2026-01-31T12:00:00Z",
    "NEW_SIZE": "200",
    "REPLICAS": "3",
    "PID": "1",
    "KEY": "1",
    "TABLE": "jobs",
    "NAMESPACE": "shop-queues",
    "RELEASE": "example.org/shop:2",
}
IDLE = ("systemctl", "gcloud", "az", "curl", "docker", "promtool", "psql", "jq", "socat", "kafka-consumer-groups.sh")
MISUSED = re.compile(
    r"usage:|Unknown options|Bad value|validation failed|Invalid |unknown (?:shorthand )?flag|unknown command"
    r"|error: You must|required"
)
QUEUES = ("mail", "mail.dead")
# The registry carries the first major version of the cloud's command line; this came with the second.
LATER = "aws logs tail"
# Commands of Front Door come with an extension that `az` fetches by itself when it is first asked.
EXTENSION = "az afd"
# What a server without a binary log, or that session, says to a command that it understood.
UNDERSTOOD = ("Unknown thread id", "not using binary logging")


def commands(program):
    """Every line of a row, of a platform and of a procedure that calls a program."""
    known = library.load().failures
    told = [
        spelled(command["run"], verbs)
        for verbs in known.commands["platforms"].values()
        for row in known.rows.values()
        for stages in row.commands.values()
        for found in stages.values()
        for command in found
    ]
    told += [run for verbs in known.commands["platforms"].values() for run in verbs.values()]
    for page in (library.templates_folder() / "runbook").glob("*.md"):
        told += [line for line in page.read_text(encoding="utf-8").split("\n") if "{" not in line]
    return sorted({run for run in told if re.search(rf"(?:^|[;&|(] ?){program} ", run, re.MULTILINE)})


def tried(folder, program, run, environment):
    """What a program says to each of its calls in a command; whatever else it calls does nothing and succeeds."""
    log = folder / "log"
    real = tools.need(program, HINT)
    scripts = dict.fromkeys(IDLE, "echo 1\n")
    answer = "" if program == "mysql" else "echo 1"
    scripts[program] = f'{{ echo "== $*"; "{real}" "$@"; }} >>"{log}" 2>&1 || echo failed >>"{log}"\n{answer}\n'
    for name, body in scripts.items():
        (folder / name).write_text(f"#!/bin/sh\n{body}")
        (folder / name).chmod(0o755)
    names = dict.fromkeys(library.load().failures.variables, "x")
    told = {**os.environ, **names, **GIVEN, **environment, "PATH": f"{folder}:{os.environ['PATH']}"}
    tools.run("sh", "-c", run, env=told, cwd=folder, timeout=120)
    return log.read_text(encoding="utf-8").split("== ")[1:]


@pytest.mark.parametrize("run", [run for run in commands("aws") if LATER not in run])
def test_the_clouds_command_line_understands_every_command(run, tmp_path):
    about = {
        "AWS_ENDPOINT_URL": NOBODY, "AWS_ACCESS_KEY_ID": "x", "AWS_SECRET_ACCESS_KEY": "x", "AWS_MAX_ATTEMPTS": "1",
        "AWS_DEFAULT_REGION": "eu-central-1",
    }  # fmt: skip
    for call in tried(tmp_path, "aws", run, about):
        assert not MISUSED.search(call), call
        assert "Could not connect to the endpoint" in call, call


def the_failover(cloud):
    """The commands of the procedure that fails over, with each engine that the cloud runs filled in."""
    page = (library.templates_folder() / "runbook/failover.md").read_text(encoding="utf-8")
    found = {line for line in page.split("\n") if line.startswith(f"{cloud} ")}
    told = set()
    for store in library.load().failures.commands["stores"].values():
        named = {f"{{{{ b.store_runs.{name} }}}}": word for name, word in store.items() if isinstance(word, str)}
        told |= {
            re.sub("|".join(map(re.escape, named)), lambda slot, named=named: named[slot[0]], line) for line in found
        }
    return told


@pytest.mark.parametrize("run", sorted({run for run in commands("az") if EXTENSION not in run} | the_failover("az")))
def test_the_command_line_of_azure_understands_every_command(run, tmp_path):
    known = {"id": "1", "tenantId": "2", "user": {"name": "3", "type": "servicePrincipal"}, "isDefault": True}
    place = {"name": "x", "state": "Enabled", "environmentName": "AzureCloud", **known}
    (tmp_path / "azureProfile.json").write_text(json.dumps({"subscriptions": [place]}))
    (tmp_path / "service_principal_entries.json").write_text(
        '[{"client_id": "3", "tenant": "2", "client_secret": "x"}]'
    )
    (tmp_path / "config").write_text("[core]\nencrypt_token_cache = false\ncollect_telemetry = false\n")
    for call in tried(tmp_path, "az", f"{run} </dev/null", {"AZURE_CONFIG_DIR": str(tmp_path), "HTTPS_PROXY": NOBODY}):
        assert re.search(r"Unable to connect to proxy|Operation cancelled", call), call


@pytest.mark.skipif(not shutil.which("gcloud"), reason="gcloud comes from no registry of packages")
@pytest.mark.parametrize("run", sorted({*commands("gcloud"), *the_failover("gcloud")}))
def test_the_command_line_of_google_understands_every_command(run, tmp_path):
    about = {
        "CLOUDSDK_CONFIG": str(tmp_path / "config"), "CLOUDSDK_CORE_PROJECT": "shop", "HTTPS_PROXY": NOBODY,
        "CLOUDSDK_CORE_DISABLE_PROMPTS": "1", "CLOUDSDK_CORE_DISABLE_USAGE_REPORTING": "1",
    }  # fmt: skip
    (tmp_path / "x").write_text("name: x\n")
    for call in tried(tmp_path, "gcloud", run, about):
        assert "do not currently have an active account" in call, call


@pytest.mark.parametrize("run", commands("kubectl"))
def test_the_clusters_command_line_understands_every_command(run, tmp_path):
    (tmp_path / "config").write_text(
        f"apiVersion: v1\nkind: Config\ncurrent-context: c\nclusters: [{{name: c, cluster: {{server: '{NOBODY}'}}}}]\n"
        "contexts: [{name: c, context: {cluster: c, user: c}}]\nusers: [{name: c, user: {}}]\n"
    )
    for call in tried(tmp_path, "kubectl", run, {"KUBECONFIG": str(tmp_path / "config")}):
        assert not MISUSED.search(call), call
        assert re.search(r"refused|connect", call), call


@pytest.mark.parametrize("run", [run for run in commands("mysql") if "BACKUP_FILE" not in run])
def test_mariadb_answers_every_command(run, tmp_path, mariadb):
    for call in tried(tmp_path, "mysql", re.sub(r'--host "\$(STANDBY|RESTORE)_HOST"', "", run), mariadb):
        assert "ERROR" not in call or any(said in call for said in UNDERSTOOD), call


@pytest.fixture(scope="module")
def mariadb(tmp_path_factory):
    """A throwaway MariaDB with a table of jobs; yields the environment in which commands find it."""
    home = tmp_path_factory.mktemp("home")
    with a_server() as server:
        server.run(
            "CREATE DATABASE shop; CREATE TABLE shop.jobs (id int PRIMARY KEY, code text, stock int, partner text,"
            " created_at timestamp NULL, kind text, run_after timestamp NULL, put_aside_at timestamp NULL, tries int,"
            " last_error text)"
        )
        (home / ".my.cnf").write_text(f"[client]\nsocket={server.socket}\nuser=root\n")
        yield {"HOME": str(home), "PRIMARY_DB": "shop", "RESTORE_DB": "shop", "PROOF_TABLE": "jobs"}


@pytest.fixture(scope="module")
def rabbitmq(tmp_path_factory):
    """A throwaway RabbitMQ with a queue and one for what nobody could do."""
    folder = tmp_path_factory.mktemp("rabbitmq")
    (folder / "plugins").write_text("[rabbitmq_shovel].\n")
    node = {
        **os.environ, "HOME": str(folder), "ERL_CRASH_DUMP_SECONDS": "0",
        "RABBITMQ_NODENAME": f"archgen-{os.getpid()}@localhost",
        "RABBITMQ_MNESIA_BASE": str(folder), "RABBITMQ_LOG_BASE": str(folder), "RABBITMQ_PID_FILE": str(folder / "pid"),
        "RABBITMQ_ENABLED_PLUGINS_FILE": str(folder / "plugins"),
        "RABBITMQ_NODE_PORT": str(20000 + os.getpid() % 10000),
    }  # fmt: skip
    place = "/usr/lib/rabbitmq/bin"
    tools.run("sh", "-c", f"setsid {place}/rabbitmq-server >{folder}/out 2>&1 </dev/null &", env=node, timeout=60)
    ready = [f"{place}/rabbitmqctl", "await_startup", "--timeout", "60"]
    for _ in range(20):
        if tools.run(*ready, env=node, timeout=90).code == 0:
            break
        time.sleep(1)
    for name in QUEUES:
        declare = (
            f'rabbit_amqqueue:declare({{resource, <<"/">>, queue, <<"{name}">>}}, true, false, [], none, <<"x">>).'
        )
        found = tools.run(f"{place}/rabbitmqctl", "eval", declare, env=node, timeout=60)
        assert found.code == 0, found.err
    yield {**node, "PATH": f"{place}:{os.environ['PATH']}", "QUEUE": "mail"}
    tools.run(f"{place}/rabbitmqctl", "stop", str(folder / "pid"), env=node, timeout=60)


@pytest.mark.parametrize("run", sorted({*commands("rabbitmqctl"), *commands("rabbitmq-diagnostics")}))
def test_rabbitmq_answers_every_command(run, rabbitmq):
    alone = re.sub(r"rabbitmqadmin [^;|]*|df [^;|]*", "true", run)
    found = tools.run(
        "bash", "-o", "pipefail", "-c", alone.replace("| grep -i dead", "| cat"), env=rabbitmq, timeout=60
    )
    assert found.code == 0, (run, found.out + found.err)
    assert not re.search(r"usage|could not recognise|Error", found.out + found.err, re.IGNORECASE), (run, found.out)


def test_nginx_and_haproxy_know_the_settings_check_of_the_runbooks(tmp_path):
    (tmp_path / "haproxy.cfg").write_text(
        "defaults\n  timeout connect 1s\n  timeout client 1s\n  timeout server 1s\nlisten a\n  bind 127.0.0.1:8999\n"
    )
    (tmp_path / "nginx.conf").write_text(f"pid {tmp_path}/pid;\nerror_log {tmp_path}/log;\nevents {{}}\n")
    checks = {run.partition(" &&")[0] for name in ("haproxy", "nginx") for run in commands(name) if " && " in run}
    assert checks == {"haproxy -c -f /etc/haproxy/haproxy.cfg", "nginx -t"}
    for program, settings in (
        ("haproxy", ("-c", "-f", "haproxy.cfg")),
        ("nginx", ("-t", "-c", f"{tmp_path}/nginx.conf")),
    ):
        found = tools.run(str(tools.need(program, HINT)), *settings, cwd=tmp_path)
        assert found.code == 0, found.err
