"""The first page of a design says where the record of each decision stands."""

from __future__ import annotations

from pathlib import Path

from typer.testing import CliRunner

from archgen.cli.app import app

BRIEF = Path(__file__).parents[2] / "examples" / "help-desk" / "brief.yaml"
RECORD = "../adr/0003-primary-store-of-parley-postgresql.md"


def run(*words: str) -> str:
    result = CliRunner().invoke(app, words, catch_exceptions=False)
    return result.output


def test_a_new_record_is_proposed_and_once_accepted_the_page_follows(tmp_path):
    at = ("--output", str(tmp_path))
    first = tmp_path / "docs/backend/parley/index.md"
    run("new-design", "--brief", str(BRIEF), *at, "--no-input", "--quiet")
    assert f"[proposed]({RECORD})" in first.read_text()
    assert "**Decided**: 8 proposed in" in first.read_text()
    run("adr", "accept", "3", *at)
    assert "parley/index.md: it is out of date" in run("check", *at)
    run("update", *at, "--no-input", "--quiet")
    assert f"[accepted]({RECORD})" in first.read_text()
    assert "**Decided**: 1 accepted, 7 proposed in" in first.read_text()
    assert "Nothing to do" in run("update", *at, "--no-input")
