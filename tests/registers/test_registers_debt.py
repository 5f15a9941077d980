"""The register of debt through the real command line: classes, interest, money only where somebody gave it."""

from __future__ import annotations

import json

import pytest
from test_registers_incidents import archgen

from archgen.problems import Exit
from archgen.registers import CLASSES, Debt, add_debt, debts

__all__ = ["archgen"]
PAGE = "docs/backend/debt.md"


def test_a_debt_stands_in_the_table_of_its_class_with_what_calls_it_in(archgen, tmp_path):
    archgen(
        "debt", "add", "Slow tests", "--class", "maintenance", "--interest", "50 min a change", "--effort", "3 days"
    )
    page = (tmp_path / PAGE).read_text(encoding="utf-8")
    below = page.partition("## Maintenance")[2].partition("## Feature")[0]
    row = "| slow-tests | Slow tests |  | 50 min a change | paid from the share that is kept for debt | 3 days |  |  |"
    assert f"{row} 2026-02-02 |" in below
    assert [line for line in page.splitlines() if line.startswith("## ")] == [
        f"## {sort.capitalize()}" for sort in CLASSES
    ]


def test_what_people_write_into_the_register_is_kept_byte_for_byte(archgen, tmp_path):
    archgen("debt", "add", "Slow tests", "--class", "maintenance", "--interest", "50 min")
    page = tmp_path / PAGE
    edited = page.read_text(encoding="utf-8").replace("Makes each change", "Ours: makes each change") + "\nThe end.\n"
    page.write_text(edited, encoding="utf-8")
    archgen("debt", "add", "Old library", "--class", "maintenance", "--interest", "a day a month")
    after = page.read_text(encoding="utf-8")
    (new,) = set(after.splitlines()) - set(edited.splitlines())
    assert new.startswith("| old-library | Old library |")
    assert [line for line in after.splitlines() if line != new] == edited.splitlines()


def test_the_list_adds_what_briefs_name_and_begins_with_the_critical(archgen, tmp_path):
    brief = tmp_path / "docs/backend/parley/brief.yaml"
    debt = "\ndebt: [{id: raw-sql, what: SQL by hand, class: critical, metric: 120 places, effort: 20 days}]\n"
    brief.write_text(brief.read_text(encoding="utf-8") + debt, encoding="utf-8")
    archgen("debt", "add", "Slow tests", "--class", "maintenance", "--interest", "50 min")
    found = json.loads(archgen("debt", "list", "--format", "json")[1])
    assert [(one["id"], one["class"], one["where"]) for one in found] == [
        ("raw-sql", "critical", "parley"),
        ("slow-tests", "maintenance", ""),
    ]
    assert archgen("debt", "list", "--class", "feature")[1].startswith("No debt is on record.")


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("--class", "critical"), "--owner: a critical debt is paid now, and nobody is named who does it."),
        (("--class", "feature", "--money", "a lot"), "--money: 'a lot' names no sum. Write 'EUR 900/month'"),
    ],
)
def test_a_mistake_is_told_and_nothing_is_written(archgen, tmp_path, words, said):
    code, text = archgen("debt", "add", "x", "--interest", "y", *words)
    assert code == Exit.BAD_INPUT
    assert text.startswith(said)
    assert not (tmp_path / PAGE).exists()


def test_the_last_debt_can_be_taken_back(archgen, tmp_path):
    archgen("debt", "add", "x", "--class", "feature", "--interest", "y")
    archgen("undo")
    assert not (tmp_path / PAGE).exists()


@pytest.mark.parametrize("sort", CLASSES)
@pytest.mark.parametrize("text", [None, "", "# Ours\n", "# Ours\r\n\r\n## Feature\r\n\r\nWords.\r\n"])
def test_whatever_the_register_looked_like_the_debt_is_read_back(sort, text):
    debt = Debt("x", "a | b", sort, interest="1 day", money="EUR 5", since="2026-02-02")
    after = add_debt(text, debt)
    assert debts(after) == (Debt("x", "a \\| b", sort, interest="1 day", money="EUR 5", since="2026-02-02"),)
    assert set((text or "").splitlines()) <= set(after.splitlines())


def test_a_debt_that_is_paid_moves_below_with_the_day_and_the_way(archgen, tmp_path):
    for what in ("Slow tests", "Old library"):
        archgen("debt", "add", what, "--class", "maintenance", "--interest", "50 min")
    before = (tmp_path / PAGE).read_text(encoding="utf-8")
    assert archgen("debt", "close", "slow", "--how", "split in two | run side by side") == (
        0,
        f"slow-tests stands under what is paid in {PAGE}.\n",
    )
    after = (tmp_path / PAGE).read_text(encoding="utf-8")
    assert [debt.id for debt in debts(after)] == ["old-library"]
    paid = r"| slow-tests | Slow tests | maintenance | 2026-02-02 | 2026-02-02 | split in two \| run side by side |"
    assert after.partition("## Paid")[2].splitlines()[-1] == paid
    kept = [line for line in before.splitlines() if not line.startswith("| slow-tests")]
    assert after.splitlines()[: len(kept)] == kept
    archgen("debt", "close", "old-library")
    assert (tmp_path / PAGE).read_text(encoding="utf-8").count("## Paid") == 1


def test_only_what_stands_in_the_register_can_be_closed(archgen, tmp_path):
    brief = tmp_path / "docs/backend/parley/brief.yaml"
    debt = "\ndebt: [{id: raw-sql, what: SQL by hand, class: critical}]\n"
    brief.write_text(brief.read_text(encoding="utf-8") + debt, encoding="utf-8")
    assert "`archgen debt add` adds one." in archgen("debt", "close", "slow-tests")[1]
    assert "'raw-sql' stands in a brief, not in the register." in archgen("debt", "close", "raw-sql")[1]


def test_registers_that_are_begun_stand_in_the_navigation_and_on_the_first_page(archgen, tmp_path):
    archgen("debt", "add", "Slow tests", "--class", "maintenance", "--interest", "50 min")
    archgen("incident", "new", "Agents cannot answer", "--journey", "send-reply")
    (tmp_path / "mkdocs.yml").write_text("site_name: x\nnav:\n  - Home: index.md\n", encoding="utf-8")
    assert archgen("update", "--no-input")[0] == 0
    assert "[incidents](incidents/index.md)" in (tmp_path / "docs/backend/index.md").read_text(encoding="utf-8")
    site = (tmp_path / "mkdocs.yml").read_text(encoding="utf-8")
    assert "backend/debt.md" in site
    assert "backend/incidents/index.md" in site


def test_the_same_debt_is_not_written_twice(archgen):
    adding = ("debt", "add", "Slow tests", "--class", "maintenance", "--interest", "50 min")
    archgen(*adding)
    code, said = archgen(*adding)
    assert code == Exit.BAD_INPUT
    assert "stands there already, as slow-tests" in said


def test_the_effort_of_a_debt_in_a_brief_keeps_its_unit(archgen, tmp_path):
    brief = tmp_path / "docs/backend/parley/brief.yaml"
    debt = "debt:\n- {id: triggers, what: rules in triggers, class: maintenance, effort: 90 days}\n"
    brief.write_text(brief.read_text("utf-8") + debt, encoding="utf-8")
    assert "90 days" in archgen("debt", "list")[1]


def test_a_register_that_is_no_text_is_named_and_stays_as_it_is(archgen, tmp_path):
    page = tmp_path / PAGE
    page.write_bytes(b"\xff\xfe")
    told = (
        f"{PAGE}: is no text in UTF-8, or too large to be read. Save it as UTF-8, or put it back from version control."
    )
    for words in (("list",), ("add", "Slow tests", "--class", "maintenance", "--interest", "50 min")):
        assert archgen("debt", *words) == (2, f"{told} [file-not-text]")
    assert page.read_bytes() == b"\xff\xfe"
