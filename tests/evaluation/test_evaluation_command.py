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


BRIEF = """\
system: {name: Parley}
team: {engineers: 5, skills: {redis: production, valkey: none}}
constraints: {cloud: gcp}
existing: {database: postgresql}
"""


def test_the_brief_of_a_design_says_what_the_team_knows(tmp_path):
    brief = tmp_path / "docs/backend/parley/brief.yaml"
    brief.parent.mkdir(parents=True)
    brief.write_text(BRIEF, encoding="utf-8")
    output = _run(*ASKED, "--design", "parley", "--output", str(tmp_path))
    assert "The team's skill in Redis: run in production." in output
    assert "Managed as Memorystore for Redis on gcp" in output


def test_the_only_design_is_read_without_being_named_and_of_several_none(tmp_path):
    for name, known in (("parley", True), ("second", False)):
        brief = tmp_path / f"docs/backend/{name}/brief.yaml"
        brief.parent.mkdir(parents=True)
        brief.write_text(BRIEF, encoding="utf-8")
        assert ("Managed as Memorystore for Redis on gcp" in _run(*ASKED, "--output", str(tmp_path))) is known


def test_a_design_without_a_brief_is_refused(tmp_path):
    with pytest.raises(Stop, match="no brief of a design 'parlay'"):
        _run(*ASKED, "--design", "parlay", "--output", str(tmp_path))


def test_the_choice_is_written_as_a_proposed_record(tmp_path):
    output = _run(*ASKED, "--skill", "redis=production", "--record", "--output", str(tmp_path))
    assert output.endswith("Wrote docs/backend/adr/0001-use-redis-for-a-cache.md.\n")
    text = (tmp_path / "docs/backend/adr/0001-use-redis-for-a-cache.md").read_text("utf-8")
    assert text.startswith("# 1. Use Redis for a cache\n\n- Status: proposed\n- Date: 2025-11-24\n")
    assert "Valkey was forked from Redis, where the team's skill is: run in production." in text
    assert "The candidates are judged by what was known on 2026-08-22." in text


def test_a_record_can_be_tried_without_writing(tmp_path):
    output = _run(*ASKED, "--record", "--dry-run", "--output", str(tmp_path))
    assert "would write docs/backend/adr/0001-" in output
    assert list(tmp_path.iterdir()) == []
