"""Designing through the command line: what is written, what is refused and how, what another run changes."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from make import EXAMPLES, WORKED

CLOCK = {"SOURCE_DATE_EPOCH": "1798761600"}
MISTAKES = """\
system: {name: Bad}
team: {enginers: 5, on_call_people: -3}
load: {users: {monthly: 10e40}, daily_share: 140 %}
journeys:
- {id: pay, wants: x, criticality: vital, share: 10 %}
targets: {rto: 5 kg}
"""
TOLD = """\
BRIEF:2: 'enginers' is not a known key in team. Did you mean 'engineers'? [brief-unknown-key]
BRIEF:2: team.on_call_people: -3 people is below the least that is read, 0 people. People who take turns at being called. [brief-out-of-bounds]
BRIEF:3: load.daily_share: 140 % is above the most that is read, 100 %. The part of the monthly users who come on a working day. [brief-out-of-bounds]
BRIEF:3: load.users.monthly: 1e41 users is above the most that is read, 10,000,000,000 users. People who use it at least once a month. [brief-out-of-bounds]
BRIEF:5: journeys[pay].criticality: 'vital' is none of its values. Did you mean 'critical'? Write one of: critical, important, deferrable. [brief-unknown-choice]
BRIEF:6: targets.rto: 'kg' in '5 kg' is not a known unit. Write 12 h. [brief-wrong-unit]
"""  # noqa: E501 (the messages as people read them)


def archgen(*words: str, cwd: Path | None = None, code: int = 0):
    command = [sys.executable, "-m", "archgen", *words]
    done = subprocess.run(command, cwd=cwd, env={**os.environ, **CLOCK}, capture_output=True, text=True, check=False)
    assert done.returncode == code, done.stdout + done.stderr
    return done


@pytest.fixture
def worked(tmp_path):
    """A repository with the worked example's design."""
    brief = tmp_path / "worked.yaml"
    brief.write_text(WORKED, encoding="utf-8")
    root = tmp_path / "repository"
    root.mkdir()
    archgen("new-design", "Parley", "--brief", str(brief), "--output", str(root), "--no-input")
    return root


def texts(root: Path) -> dict[str, str]:
    return {str(file): file.read_text("utf-8") for file in sorted(root.rglob("*")) if file.is_file()}


def test_the_brief_is_copied_byte_for_byte(worked):
    assert (worked / "docs/backend/parley/brief.yaml").read_text("utf-8") == WORKED


def test_six_mistakes_get_six_messages_with_lines_and_nothing_is_written(tmp_path):
    brief, root = tmp_path / "bad.yaml", tmp_path / "root"
    brief.write_text(MISTAKES, encoding="utf-8")
    root.mkdir()
    done = archgen("new-design", "--brief", str(brief), "--output", str(root), "--no-input", code=2)
    assert done.stderr.replace(str(brief), "BRIEF") == TOLD
    assert list(root.iterdir()) == []


def test_a_name_that_is_not_the_briefs_is_refused(tmp_path):
    brief = EXAMPLES / "habits" / "brief.yaml"
    done = archgen("new-design", "Other", "--brief", str(brief), "--output", str(tmp_path), "--no-input", code=2)
    assert "the brief is about 'Tagwerk', and the command names 'Other'." in done.stderr
    assert list(tmp_path.iterdir()) == []


def test_a_design_without_a_name_or_a_brief_is_asked_for_one(tmp_path):
    done = archgen("new-design", "--output", str(tmp_path), "--no-input", code=2)
    assert "the system has no name." in done.stderr


def test_a_name_and_defaults_are_enough(tmp_path):
    archgen("new-design", "Zettel", "--defaults", "--output", str(tmp_path))
    assert (tmp_path / "docs/backend/zettel/index.md").read_text("utf-8").startswith("# Zettel\n")


def test_a_dry_run_shows_the_plan_and_writes_nothing(tmp_path):
    done = archgen("new-design", "Zettel", "--defaults", "--dry-run", "--output", str(tmp_path))
    assert "create        docs/backend/zettel/index.md" in done.stdout
    assert list(tmp_path.iterdir()) == []


def test_a_second_run_writes_nothing(worked):
    mark = worked / ".archgen/run/settled.json"
    mark.unlink()  # so that the run is made
    before = texts(worked)
    done = archgen("update", "--output", str(worked), "--no-input")
    assert "unchanged" in done.stdout
    mark.unlink()
    assert texts(worked) == before


def test_a_run_is_not_made_at_all_where_nothing_changed_since_the_last(worked):
    before = texts(worked)
    for words in ((), ("parley",), ("--all",)):
        done = archgen("update", *words, "--output", str(worked), "--no-input")
        assert done.stdout == "Nothing to do: neither answers, pages nor archgen changed since the last run.\n"
    assert texts(worked) == before
    archgen("update", "parly", "--output", str(worked), "--no-input", code=2)


def test_other_house_rules_are_decided_again_and_the_difference_is_told(worked):
    house = worked / ".archgen/house"
    shutil.copytree(EXAMPLES / "house-packs" / "mysql-go-gcp", house)
    done = archgen("update", "--output", str(worked), "--no-input")
    assert "decisions: Primary store: PostgreSQL -> MySQL" in done.stdout


def test_setting_an_answer_edits_the_copy_and_keeps_its_comments(worked):
    archgen("update", "--set", "team.engineers=9", "--output", str(worked), "--no-input")
    brief = (worked / "docs/backend/parley/brief.yaml").read_text("utf-8")
    assert "team: {engineers: 9}" in brief
    assert "# no second set of instances during a release" in brief


def test_what_a_person_wrote_survives_another_answer(worked):
    page = worked / "docs/backend/parley/index.md"
    page.write_text(page.read_text("utf-8") + "\n## Notes\n\nAsk Ann before Friday.\n", encoding="utf-8")
    archgen("update", "--set", "load.users.monthly=150k", "--output", str(worked), "--no-input")
    text = page.read_text("utf-8")
    assert "Ask Ann before Friday." in text
    assert "150,000 users" in text or "PgBouncer" in text


def test_a_file_that_archgen_did_not_write_is_never_overwritten(tmp_path):
    theirs = tmp_path / "docs/backend/zettel/index.md"
    theirs.parent.mkdir(parents=True)
    theirs.write_text("ours\n", encoding="utf-8")
    done = archgen("new-design", "Zettel", "--defaults", "--output", str(tmp_path), code=1)
    assert "not ours      docs/backend/zettel/index.md" in done.stdout
    assert [file for file in tmp_path.rglob("*") if file.is_file()] == [theirs]


def test_undo_takes_the_last_run_back(worked):
    before = texts(worked / "docs")
    archgen("update", "--set", "team.engineers=9", "--output", str(worked), "--no-input")
    archgen("undo", "--output", str(worked))
    assert texts(worked / "docs") == before


def test_explain_answers_for_a_decision_and_for_a_number(worked):
    told = archgen("explain", "connection_pooler", "--output", str(worked)).stdout
    assert "connection_pooler = in-app   row fits (simplicity), built-in" in told
    assert "flips at load.users.monthly 21,001 users" in told
    chain = archgen("explain", "connections_peak", "--output", str(worked)).stdout
    assert chain.startswith("connections_peak = 75 connections   (units[api] + surge_units) x pool_size")
    assert "answer load.users.monthly (docs/backend/parley/brief.yaml:3)" in chain


def test_explain_of_what_is_not_there_names_what_is_near(worked):
    done = archgen("explain", "conection_pooler", "--output", str(worked), code=2)
    assert "Did you mean connection_pooler" in done.stderr


def test_what_if_shows_the_decisions_that_turn_and_writes_nothing(worked):
    before = texts(worked)
    told = archgen("what-if", "--set", "load.users.monthly=21001", "--output", str(worked)).stdout
    assert "Connection pooling: Pool inside the API -> PgBouncer" in told
    assert texts(worked) == before


def test_the_ledger_is_data_as_well(worked):
    rows = json.loads(archgen("ledger", "--format", "json", "--output", str(worked)).stdout)
    (held,) = [row for row in rows if row["id"] == "connections_peak"]
    assert (held["value"], held["unit"], held["printed"]) == ("75", "connection", "75 connections")


def test_check_finds_a_number_that_somebody_changed_on_a_page_and_a_dead_link(worked):
    page = worked / "docs/backend/parley/capacity.md"
    page.write_text(
        page.read_text("utf-8").replace("75 connections", "76 connections") + "\n[x](nowhere.md)\n", "utf-8"
    )
    told = archgen("check", "--output", str(worked), code=1).stdout
    assert "connections_peak is 75 connections in the ledger, and the page does not say so." in told
    assert "the link to 'nowhere.md' leads to no file." in told


def test_removing_a_row_from_a_table_makes_the_check_of_the_knowledge_print_the_gap(worked):
    house = worked / ".archgen/house/decisions"
    house.mkdir(parents=True)
    (house / "phase.yaml").write_text("extends: phase\nremove: [scaling]\n", encoding="utf-8")
    done = archgen("knowledge", "check", "--output", str(worked), code=2)
    assert "users 100000..999999" in done.stderr


def test_a_deadline_counts_from_the_day_of_the_answers_whenever_it_is_designed_again(tmp_path):
    text = WORKED.replace("{double_capacity: false}", "{deadline: 2027-01-20}")
    (tmp_path / "parley.yaml").write_text(text, "utf-8")
    first = archgen("new-design", "--brief", "parley.yaml", cwd=tmp_path)
    assert "Parley is to be there by 2027-01-20, 19 days after these answers" in first.stdout
    assert "created: 2027-01-01" in (tmp_path / "docs/backend/parley/brief.yaml").read_text("utf-8")
    later = {**os.environ, "SOURCE_DATE_EPOCH": "1800000000"}
    command = [sys.executable, "-m", "archgen", "update", "--no-input", "--set", "team.engineers=6"]
    again = subprocess.run(command, cwd=tmp_path, env=later, capture_output=True, text=True, check=True)
    assert "19 days after these answers" in again.stdout
