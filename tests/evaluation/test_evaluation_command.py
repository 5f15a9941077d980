"""`archgen evaluate` as people run it."""

import json

import pytest
from typer.testing import CliRunner

from archgen.cli.evaluate import app
from archgen.problems import Stop

ASKED = (
    "a cache",
    "--candidate",
    "valkey",
    "--candidate",
    "redis",
    "--fit",
    "redis=4",
    "--fit",
    "valkey=5: the same protocol",
)


def _run(*arguments):
    result = CliRunner().invoke(app, list(arguments), env={"SOURCE_DATE_EPOCH": "1764000000"})
    if result.exception and not isinstance(result.exception, SystemExit):
        raise result.exception
    return result.output


def test_candidates_are_compared_with_reasons_and_a_plan_from_today():
    output = _run(*ASKED, "--skill", "redis=production", "--cloud", "aws")
    assert output.splitlines()[0] == "Need: a cache (not critical). Data as of 2026-08-22."
    assert "  fit: the same protocol" in output
    assert "First: Redis, adopt." in output
    assert "  Adoption: ends between 2026-02-24 and 2026-05-24: train more widely," in output


def test_the_same_as_data():
    data = json.loads(_run(*ASKED, "--format", "json", "--critical"))
    assert data["critical"] is True
    assert [row["id"] for row in data["candidates"]] == ["redis", "valkey"]
    assert data["candidates"][1]["scores"]["fit"] == {"score": 5, "reason": "the same protocol", "given": True}


def test_the_same_question_gives_the_same_bytes():
    assert _run(*ASKED) == _run(*ASKED)


def test_mistakes_are_told_all_at_once():
    with pytest.raises(Stop) as stop:
        _run("a cache", "--candidate", "rediss", "--fit", "valkey=9")
    assert len(stop.value.problems) == 2
