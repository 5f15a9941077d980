"""Findings of a log: each has a log that has it, and one that has it not."""

from __future__ import annotations

import pytest
from adr_logs import a_log, a_record, after, edited

from archgen.adr import Log, accept, amend, check, settings
from archgen.adr.findings import CODES, level


def the_codes(log: Log) -> list[str]:
    return sorted({problem.code for problem in check(log)} - {"adr-unsealed"})


FINDINGS = {
    "adr-duplicate-number": {"0001-a.md": a_record(1, "A"), "0001-b.md": a_record(1, "B")},
    "adr-status-unknown": {"0001-a.md": "# 1. A\n\n## Status\n\nOn the shelf\n\n## Context\n"},
    "adr-status-missing": {"0001-a.md": "# 1. A\n\n## Context\n"},
    "adr-status-differs": {"0001-a.md": a_record(1, "A").replace("Status: accepted", "Status: rejected")},
    "adr-date-differs": {"0001-a.md": a_record(1, "A").replace("\nDate: 2026-01-03", "\nDate: 2026-01-04")},
    "adr-no-title": {"0001-a.md": "Words.\n\n## Status\n\nAccepted\n"},
    "adr-title-number": {"0001-a.md": a_record(2, "A")},
    "adr-dangling-link": {"0001-a.md": a_record(1, "A", body="## Context\n\nSee [x](0009-x.md).\n")},
    "adr-one-sided": {
        "0001-a.md": a_record(1, "A", relations="Amends [2. B](0002-b.md)"),
        "0002-b.md": a_record(2, "B"),
    },
    "adr-no-successor": {"0001-a.md": a_record(1, "A", "superseded")},
    "adr-stray-file": {"0001-a.md": a_record(1, "A"), "README.md": "# Our decisions\n"},
    "adr-layout": {"0001-a.md": "Words first.\n\n" + a_record(1, "A")},
    "adr-unreadable": {"0001-a.md": "# 1. A\0\n\n## Status\n\nAccepted\n"},
    "adr-amendment-undated": {"0001-a.md": a_record(1, "A", "proposed") + "\n## Amendments\n\n- Some day\n"},
}


@pytest.mark.parametrize("code", FINDINGS)
def test_a_log_that_has_it_is_told(code: str) -> None:
    log = a_log(FINDINGS[code])
    if code == "adr-amendment-undated":
        log = after(log, accept(log, log.records, today="2026-02-01"))
    assert the_codes(log) == [code]


def test_an_index_is_only_noted_where_the_readers_of_the_dialect_expect_one() -> None:
    log = a_log({"20240101-a.md": "# A\n\n- Status: accepted\n- Date: 2024-01-01\n", "index.md": "# Decisions\n"})
    assert the_codes(log) == ["adr-other-file"]
    assert level("adr-other-file") == "note"


def test_a_clean_log_has_no_findings() -> None:
    log = a_log(
        {"0001-a.md": a_record(1, "A"), "0002-b.md": a_record(2, "B", "proposed", "Supersedes [1. A](0001-a.md)")}
    )
    assert the_codes(log) == []


def test_records_that_supersede_each_other_are_a_circle() -> None:
    def one(number: int, title: str, by: int) -> str:
        return a_record(number, title, "superseded", f"Superseded by [x]({by:04}-x.md)")

    files = {f"{number:04}-x.md": one(number, "X", number % 3 + 1) for number in (1, 2, 3)}
    found = [problem for problem in check(a_log(files)) if problem.code == "adr-cycle"]
    assert [problem.what for problem in found] == [
        "these records supersede each other: 0001-x.md, 0002-x.md, 0003-x.md."
    ]


def test_a_successor_that_is_only_proposed_is_a_weak_one() -> None:
    files = {
        "0001-a.md": a_record(1, "A", "superseded", "Superseded by [2. B](0002-b.md)"),
        "0002-b.md": a_record(2, "B", "proposed", "Supersedes [1. A](0001-a.md)"),
    }
    assert the_codes(a_log(files)) == ["adr-weak-successor"]


def test_a_number_that_another_branch_uses_is_told_to_the_newer_record() -> None:
    files = {"0001-a.md": a_record(1, "A"), "0002-b.md": a_record(2, "B")}
    elsewhere = {"refs/heads/main": ("0001-a.md",), "refs/remotes/origin/x": ("0001-z.md", "0002-y.md")}
    found = [problem for problem in check(a_log(files, elsewhere=elsewhere)) if "taken" in problem.code]
    assert [(problem.code, problem.where.file) for problem in found] == [
        ("adr-number-taken", "docs/backend/adr/0002-b.md")
    ]
    assert "0002-y.md on remotes/origin/x" in found[0].what


def test_on_the_trunk_itself_another_branch_is_only_noted() -> None:
    log = a_log({"0002-b.md": a_record(2, "B")}, elsewhere={"refs/heads/x": ("0002-y.md",)}, branch="main")
    assert the_codes(log) == ["adr-number-taken-here"]
    assert level("adr-number-taken-here") == "note"


def sealed_log() -> Log:
    log = a_log(
        {
            "0001-a.md": a_record(
                1, "A", "proposed", body="## Context\n\nWhy [x](0002-b.md).\n\n## Decision\n\nWhat.\n"
            ),
            "0002-b.md": a_record(2, "B"),
        }
    )
    return after(log, accept(log, log.records[:1], today="2026-02-01"))


@pytest.mark.parametrize(
    ("old", "new", "part"),
    [
        ("What.", "Something else.", "'Decision'"),
        ("# 1. A", "# 1. Another", "the head"),
        ("- Deciders: Ann", "- Deciders: Bob", "the head"),
        ("## Decision\n\nWhat.\n", "", "'Decision'"),
        ("## Decision", "## New\n\nWords.\n\n## Decision", "'New'"),
    ],
)
def test_a_change_of_an_accepted_record_is_found_and_the_part_is_named(old: str, new: str, part: str) -> None:
    found = [problem for problem in check(edited(sealed_log(), old, new)) if problem.code == "adr-changed"]
    assert len(found) == 1
    assert part in found[0].what


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("(0002-b.md)", "(./0002-b.md)"),
        ("What.\n", "What.  \n\n\n"),
        ("- Deciders: Ann\n", "- Deciders: Ann\n- Tags: cache\n"),
        ("## Decision", "## Amendments\n\n- 2026-03-01: More.\n\n## Decision"),
    ],
)
def test_mended_links_blanks_tags_and_dated_amendments_are_no_change(old: str, new: str) -> None:
    assert "adr-changed" not in the_codes(edited(sealed_log(), old, new))


def test_an_amendment_that_was_recorded_must_stay() -> None:
    log = sealed_log()
    log = after(log, amend(log, log.records[0], text="More.", today="2026-02-02"))
    assert the_codes(edited(log, "More.", "Less.")) == ["adr-amendment-changed"]


def test_an_accepted_record_must_not_become_proposed_again_or_go() -> None:
    log = sealed_log()
    back = edited(edited(log, "- Status: accepted", "- Status: proposed"), "\nAccepted\n", "\nProposed\n")
    assert the_codes(back) == ["adr-changed"]
    gone = Log(log.folder, {"0002-b.md": log.files["0002-b.md"]}, state_text=log.state_text)
    assert the_codes(gone) == ["adr-gone"]


def test_what_is_due_to_be_revisited_is_told() -> None:
    found = check(a_log({"0001-a.md": a_record(1, "A")}), due=[("0001-a.md", "engineers is now 9.")])
    assert [str(problem) for problem in found if problem.code == "adr-revisit"] == [
        "docs/backend/adr/0001-a.md: should be revisited: engineers is now 9. [adr-revisit]"
    ]


def test_wrong_settings_are_findings() -> None:
    log = a_log({}, settings=settings("log: {format: x}\n"))
    assert the_codes(a_log({}, settings=settings("log:\n  format: nygard\n  colour: red\n"))) == ["adr-config"]
    assert log.settings.folder == ""


def test_every_code_that_is_found_has_a_level_and_a_title() -> None:
    assert FINDINGS.keys() <= CODES.keys()
    assert all(about.title for about in CODES.values())
