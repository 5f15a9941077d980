"""What a failure row may not say: each mistake is refused with its reason, all of them at once."""

from __future__ import annotations

from copy import deepcopy

import pytest

from archgen.blueprint import Names, failure_rows
from archgen.decisions import Sheet
from archgen.problems import Stop

NAMES = Names(
    roles={"api", "cache"},
    archetypes={"booking"},
    technologies={"redis"},
    numbers={"alert_share"},
    of_dependency={"dependency_slow"},
    slots={"alert_share", "system_name"},
    sources={"ext.x"},
    alerts={"redis-down"},
    verbs={"restart", "state"},
    seen={"state"},
)
ROW = {
    "failure": "cache-down",
    "title": "the cache is away",
    "role": "cache",
    "likelihood": "possible",
    "user_sees": "For {journeys}: answers slow down.",
    "detect": {"alert": "redis-down", "for": "1m", "severity": "ticket"},
    "mitigate": {"do": "start it", "side_effect": "it is empty", "undo": "nothing to undo"},
    "drill": "Stop it once.",
    "sources": ["ext.x"],
    "commands": {
        "redis": {
            "diagnose": {"run": "redis-cli PING", "good": "PONG", "bad": "no answer"},
            "mitigate": {"run": "@restart"},
            "recovered": {"run": "redis-cli PING", "is": "PONG"},
        }
    },
}


def refused(path, value):
    """The problems of the row with one thing changed; `None` takes it away."""
    row = deepcopy(ROW)
    *way, last = path.split("/")
    place = row
    for step in way:
        place = place[step]
    if value is None:
        del place[last]
    else:
        place[last] = value
    with pytest.raises(Stop) as stopped:
        failure_rows([Sheet({"failures": [row]}, "failures/house.yaml")], NAMES)
    assert all(problem.where.file == "failures/house.yaml" for problem in stopped.value.problems)
    return {problem.code for problem in stopped.value.problems}


def test_a_whole_row_is_taken():
    assert list(failure_rows([Sheet({"failures": [ROW]}, "failures/house.yaml")], NAMES)) == ["cache-down"]


@pytest.mark.parametrize(
    ("path", "value", "code"),
    [
        ("colour", "red", "failure-unknown-key"),
        ("drill", None, "failure-missing"),
        ("role", "oven", "failure-unknown-name"),
        ("archetypes", ["bakery"], "failure-unknown-name"),
        ("sources", ["ext.y"], "failure-unknown-name"),
        ("likelihood", "often", "failure-likelihood"),
        ("user_sees", "Answers slow down.", "failure-general"),
        ("user_sees", "For {journies}: answers slow down.", "failure-slot"),
        ("user_sees", "For {journeys}: 3 of 4 answers fail.", "failure-digits"),
        ("detect/threshold", "90", "failure-threshold"),
        ("detect/severity", "loud", "failure-severity"),
        ("detect/severity", "page", "failure-page"),
        ("detect/alert", "redis-gone", "failure-unknown-name"),
        ("detect/expr", "up > $threshold", "failure-expression"),
        ("detect/every", "1m", "failure-unknown-key"),
        ("mitigate/undo", None, "failure-mitigation"),
        ("mitigate/see", "cellar", "failure-mitigation"),
        ("commands/redis/mitigate/does", 2, "failure-command"),
        ("branches", [{"when": "it is empty"}], "failure-branch"),
        ("commands/redis/diagnose/bad", None, "failure-command"),
        ("commands/redis/recovered", None, "failure-command"),
        ("commands/redis/recovered/below", "nought", "failure-threshold"),
        ("commands/redis/mitigate/run", "@reboot", "failure-verb"),
        ("commands/redis/mitigate/run", "promtool query instant \"$METRICS\" 'sum(redis_up)'", "failure-job"),
        (
            "commands/redis/mitigate/run",
            'promtool query instant "$METRICS" \'sum by (le) (redis_up{db="0"}[5m])\'',
            "failure-job",
        ),
    ],
)
def test_each_mistake_is_refused_by_its_name(path, value, code):
    assert code in refused(path, value)


@pytest.mark.parametrize("query", ['redis_up{job="$job"}', 'up{container="$job",job="x"} / redis_up{job="$job"}'])
def test_a_query_of_one_job_is_taken(query):
    row = deepcopy(ROW)
    row["commands"]["redis"]["recovered"]["run"] = f"promtool query instant \"$METRICS\" '{query}'"
    assert failure_rows([Sheet({"failures": [row]}, "failures/house.yaml")], NAMES)


def test_a_diagnosis_by_a_verb_that_every_platform_reads_needs_no_samples():
    row = deepcopy(ROW)
    row["commands"]["redis"]["diagnose"] = {"run": "@state"}
    assert failure_rows([Sheet({"failures": [row]}, "failures/house.yaml")], NAMES)


def test_two_rows_of_one_name_are_refused():
    with pytest.raises(Stop) as stopped:
        failure_rows([Sheet({"failures": [ROW, ROW]}, "failures/house.yaml")], NAMES)
    assert [problem.code for problem in stopped.value.problems] == ["failure-duplicate"]
