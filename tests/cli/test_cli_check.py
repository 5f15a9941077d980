"""`archgen check` as a user meets it: every code has its page, and the real validators are asked where they are."""

import re
from pathlib import Path

import pytest

from archgen import checks
from archgen.cli.validators import asked
from make import archgen

ROOT = Path(__file__).resolve().parents[2]
RULES = "docs/backend/parley/slo/rules.yaml"


def test_every_code_has_its_place_in_the_reference():
    page = (ROOT / "docs/reference/checks.md").read_text("utf-8")
    told = " ".join(page.split())
    assert re.findall(r"^## `([a-z-]+)`", page, re.M) == [*(each.code for each in checks.checks()), "check-tools"]
    for each in checks.checks():
        assert each.says in told
        assert f"**{each.title}.** A finding is {'an' if each.level == 'error' else 'a'} {each.level}." in told


def test_a_validator_that_is_missing_is_named_and_one_that_refuses_is_quoted(tmp_path, monkeypatch):
    monkeypatch.setenv("PATH", str(tmp_path))
    [missing] = asked(tmp_path, [RULES, "docs/backend/parley/index.md"])
    assert str(missing.problem) == (
        f"{RULES}: promtool is not installed: 1 of its files were not read. Install it, and check again. [check-tools]"
    )
    assert missing.level == "note"
    program = tmp_path / "promtool"
    program.write_text('#!/bin/sh\necho "no rules: $3"\nexit 1\n')
    program.chmod(0o755)
    [refused] = asked(tmp_path, [RULES])
    assert refused.problem.what == f"promtool refuses it: no rules: {RULES}"
    assert refused.level == "error"


@pytest.fixture(scope="module")
def written(tmp_path_factory) -> Path:
    root = tmp_path_factory.mktemp("written")
    done = archgen(root, "new-design", "--brief", str(ROOT / "examples/help-desk/brief.yaml"), "--no-input")
    assert done.code == 0, done.err
    return root


def test_a_fresh_design_with_contradictions_passes_and_a_strict_team_can_let_it_fail(written):
    fresh, strict = archgen(written, "check"), archgen(written, "check", "--fail-on", "note")
    assert fresh.code == 0, fresh.out
    assert "[check-challenge]" in fresh.out
    assert strict.code == 1


def test_a_repository_with_more_deployables_than_its_design_is_found(written):
    for name in ("billing", "search"):
        (written / name).mkdir()
        (written / name / "Dockerfile").write_text("FROM python:3.13\n")
    done = archgen(written, "check", "--quiet")
    told = [line for line in done.out.splitlines() if "[check-repository]" in line]
    assert told == [
        "warning: docs/backend/parley/brief.yaml: the designs have 1 in all, and the repository has 2: "
        "billing/Dockerfile, search/Dockerfile. "
        "State what splits off in the brief, or plan how they become fewer. [check-repository]"
    ]
    assert done.code == 1


def test_a_repository_that_is_built_of_something_else_is_found(written):
    (written / "go.mod").write_text("module parley\n\nrequire github.com/jackc/pgx/v5 v5.7.1\n")
    done = archgen(written, "check", "--quiet")
    told = [line for line in done.out.splitlines() if "[check-technology]" in line]
    line = read_line(written, "  language: python")
    assert told == [
        "warning: docs/backend/parley/brief.yaml: existing.database is assumed to be 'none', and the repository shows"
        " 'postgresql' (go.mod). Say it: `archgen update --set existing.database=postgresql`. [check-technology]",
        f"warning: docs/backend/parley/brief.yaml:{line}: existing.language is 'python', and the repository shows 'go'"
        " (go.mod). Correct it, or plan the way there in the design. [check-technology]",
    ]
    (written / "main.py").write_text("print()\n")
    (written / "pyproject.toml").write_text("[project]\nname = 'parley'\n")
    assert "existing.language" not in archgen(written, "check", "--quiet").out


def read_line(root: Path, text: str) -> int:
    return (root / "docs/backend/parley/brief.yaml").read_text("utf-8").splitlines().index(text) + 1


def test_the_only_design_is_retired_and_the_shared_pages_follow(written):
    assert archgen(written, "retire", "parley").code == 0
    after = archgen(written, "update", "--all", "--no-input")
    assert after.code == 0, after.out + after.err
    assert "Parley" not in (written / "docs/backend/index.md").read_text("utf-8")
