"""Accept, reject, deprecate, supersede, amend, link: every file that is concerned, in its dialect, or none."""

from __future__ import annotations

import pytest
from adr_logs import a_log, a_record, after, the_text

from archgen.adr import Kind, Status, accept, amend, check, deprecate, link, reject, supersede
from archgen.problems import Stop

OLD = {
    "universal": ("0001-a.md", a_record(1, "A")),
    "nygard": ("0001-a.md", "# 1. A\n\nDate: 2024-01-02\n\n## Status\n\nAccepted\n\n## Context\n\nWhy.\n"),
    "madr2": ("0001-a.md", "# A\n\n* Status: accepted\n* Date: 2024-01-02\n\n## Context\n\nWhy.\n"),
    "madr4": (
        "0001-a.md",
        ('---\nstatus: "accepted" # since then\ndate: 2024-01-02\n---\n# A\n\n## Context\n\nWhy.\n'),
    ),
    "bold": ("0001-a.md", "# A\r\n\r\n**Status:** ACCEPTED\r\n\r\n## Context\r\n\r\nWhy.\r\n"),
    "table": ("0001-a.md", ("# A\n\n| Status | Accepted |\n|---|---|\n| Date | 2024-01-02 |\n\n## Context\n\nWhy.\n")),
    "german": ("0001-a.md", "# 1. A\n\n## Status\n\nAngenommen\n\n## Kontext\n\nWarum.\n"),
    "asciidoc": ("0001-a.adoc", "= 1. A\n:status: accepted\n\n== Context\n\nWhy.\n"),
    "rst": ("0001-a.rst", "1. A\n====\n\n:Status: Accepted\n\nContext\n-------\n\nWhy.\n"),
}


@pytest.mark.parametrize("dialect", OLD)
def test_superseding_writes_both_sides_in_every_dialect(dialect: str) -> None:
    file, text = OLD[dialect]
    log = a_log({file: text, "0002-b.md": a_record(2, "B"), "0003-c.md": a_record(3, "C")})
    change = supersede(log, [log.record(file)], by=[log.record("0002-b.md"), log.record("0003-c.md")])
    later = after(log, change)
    assert later.record(file).status is Status.SUPERSEDED
    assert sorted(relation.target for relation in later.record(file).successors) == ["0002-b.md", "0003-c.md"]
    for successor in ("0002-b.md", "0003-c.md"):
        assert [(link.kind, link.target) for link in later.record(successor).relations] == [(Kind.SUPERSEDES, file)]
    assert [problem.code for problem in check(later) if problem.code not in ("adr-unsealed", "adr-stray-file")] == []


@pytest.mark.parametrize("dialect", OLD)
def test_a_change_of_status_leaves_every_other_line_as_it_was(dialect: str) -> None:
    file, text = OLD[dialect]
    log = a_log({file: text})
    new = the_text(log, deprecate(log, log.records, today="2026-02-01"), file)
    old_lines, new_lines = text.split("\n"), new.split("\n")
    assert len(old_lines) == len(new_lines)
    changed = [(old, new) for old, new in zip(old_lines, new_lines, strict=True) if old != new]
    assert changed
    assert all("ccepted" in old or "ACCEPTED" in old or "Angenommen" in old for old, _ in changed)


def test_a_status_is_written_in_the_language_and_the_case_that_it_had() -> None:
    for dialect, line in (
        ("german", "Veraltet"),
        ("bold", "**Status:** DEPRECATED\r"),
        ("table", "| Status | Deprecated |"),
    ):
        file, text = OLD[dialect]
        log = a_log({file: text})
        assert line in the_text(log, deprecate(log, log.records, today="2026-02-01"), file).split("\n")


def test_superseding_in_the_universal_layout_says_it_twice_and_log4brains_finds_the_slug() -> None:
    log = a_log({"0001-a.md": a_record(1, "A"), "0002-b.md": a_record(2, "B")})
    text = the_text(log, supersede(log, log.records[:1], by=log.records[1:]), "0001-a.md")
    assert "- Status: superseded by [0002-b](0002-b.md)\n" in text
    assert "\n## Status\n\nSuperseded by [2. B](0002-b.md)\n" in text


def test_accepting_dates_and_seals_and_completes_what_is_superseded_and_amended() -> None:
    relations = "Supersedes [1. A](0001-a.md)\n\nAmends [2. B](0002-b.md)"
    files = {
        "0001-a.md": a_record(1, "A"),
        "0002-b.md": a_record(2, "B"),
        "0003-c.md": a_record(3, "C", "proposed", relations),
    }
    log = a_log(files)
    later = after(log, accept(log, [log.record("0003-c.md")], today="2026-02-01"))
    assert [(record.status, record.date) for record in later.records] == [
        (Status.SUPERSEDED, "2026-01-03"),
        (Status.ACCEPTED, "2026-01-03"),
        (Status.ACCEPTED, "2026-02-01"),
    ]
    assert [(link.kind, link.target) for link in later.record("0002-b.md").relations] == [
        (Kind.AMENDED_BY, "0003-c.md")
    ]
    assert [*later.state.sealed] == ["docs/backend/adr/0003-c.md"]


@pytest.mark.parametrize("status", ["rejected", "deprecated", "superseded"])
def test_what_is_closed_cannot_be_accepted(status: str) -> None:
    log = a_log({"0001-a.md": a_record(1, "A", status), "0002-b.md": a_record(2, "B", "proposed")})
    with pytest.raises(Stop, match="cannot become accepted"):
        accept(log, log.records, today="2026-02-01")


def test_a_draft_cannot_be_accepted_before_it_has_a_number() -> None:
    log = a_log({"drafts/a.md": "# A\n\n- Status: draft\n"})
    with pytest.raises(Stop, match="has no number yet"):
        accept(log, log.records, today="2026-02-01")


def test_an_accepted_record_cannot_be_rejected_and_a_proposed_one_not_deprecated() -> None:
    log = a_log({"0001-a.md": a_record(1, "A"), "0002-b.md": a_record(2, "B", "proposed")})
    with pytest.raises(Stop, match="is accepted and cannot become rejected"):
        reject(log, log.records[:1], today="2026-02-01")
    with pytest.raises(Stop, match="is proposed and cannot become deprecated"):
        deprecate(log, log.records[1:], today="2026-02-01")


def test_a_reason_is_written_into_the_record() -> None:
    log = a_log({"0001-a.md": a_record(1, "A", "proposed")})
    text = the_text(log, reject(log, log.records, today="2026-02-01", because="too dear", by="Ann"), "0001-a.md")
    assert "- Date: 2026-02-01\n" in text
    assert text.endswith("## Amendments\n\n- 2026-02-01, Ann: Rejected: too dear\n")


def test_circles_and_records_that_do_not_hold_are_no_successors() -> None:
    log = a_log(
        {"0001-a.md": a_record(1, "A"), "0002-b.md": a_record(2, "B"), "0003-c.md": a_record(3, "C", "rejected")}
    )
    one, two, three = log.records
    with pytest.raises(Stop, match="stands in that one's place itself"):
        supersede(log, [one], by=[one])
    with pytest.raises(Stop, match="is rejected and cannot take another one's place"):
        supersede(log, [one], by=[three])
    with pytest.raises(Stop, match="nothing to supersede"):
        supersede(log, [three], by=[one])
    later = after(log, supersede(log, [one], by=[two]))
    with pytest.raises(Stop, match="is superseded and cannot take"):
        supersede(later, [later.record("0002-b.md")], by=[later.record("0001-a.md")])


def test_superseding_by_a_proposal_says_that_nothing_stands_in_its_place_yet() -> None:
    log = a_log({"0001-a.md": a_record(1, "A"), "0002-b.md": a_record(2, "B", "proposed")})
    change = supersede(log, log.records[:1], by=log.records[1:])
    assert "only proposed" in change.says[-1]


def test_amendments_are_added_dated_and_do_not_break_the_seal() -> None:
    log = a_log({"0001-a.md": a_record(1, "A", "proposed")})
    sealed = after(log, accept(log, log.records, today="2026-02-01"))
    once = after(sealed, amend(sealed, sealed.records[0], text="Also for\nsessions.", today="2026-02-02", by="Ann"))
    twice = after(once, amend(once, once.records[0], text="And mails.", today="2026-02-03"))
    assert twice.files["0001-a.md"].text.endswith(
        "## Amendments\n\n- 2026-02-02, Ann: Also for sessions.\n- 2026-02-03: And mails.\n"
    )
    assert check(twice) == ()


def test_an_amendment_stands_before_the_links_that_madr_has_at_its_end() -> None:
    text = (
        "---\nstatus: accepted\ndate: 2026-01-03\n---\n# A\n\n## Context\n\nWhy.\n\n"
        "## Links\n\n- Amends [2. B](0002-b.md)\n"
    )
    log = a_log({"0001-a.md": text, "0002-b.md": a_record(2, "B")})
    new = the_text(log, amend(log, log.records[0], text="More.", today="2026-02-02"), "0001-a.md")
    assert new.endswith("Why.\n\n## Amendments\n\n- 2026-02-02: More.\n\n## Links\n\n- Amends [2. B](0002-b.md)\n")


def test_a_proposed_record_is_edited_and_not_amended() -> None:
    log = a_log({"0001-a.md": a_record(1, "A", "proposed")})
    with pytest.raises(Stop, match="its text is still free"):
        amend(log, log.records[0], text="More.", today="2026-02-02")


def test_a_link_is_written_on_both_sides_once() -> None:
    log = a_log({"0001-a.md": a_record(1, "A"), "0002-b.md": OLD["madr4"][1].replace("# A", "# B")})
    one, two = log.records
    later = after(log, link(log, one, Kind.DEPENDS_ON, [two]))
    assert "\nDepends on [2. B](0002-b.md)\n" in later.files["0001-a.md"].text
    assert later.files["0002-b.md"].text.endswith("\n## Links\n\n- Required by [1. A](0001-a.md)\n")
    assert link(later, later.records[0], Kind.DEPENDS_ON, [later.records[1]]).files == {}


def test_a_record_that_says_no_status_gets_a_section_for_it() -> None:
    log = a_log({"0001-a.md": "# A\n\nWords.\n\n## Context\n\nWhy.\n"})
    text = the_text(log, accept(log, log.records, today="2026-02-01"), "0001-a.md")
    assert text == "# A\n\nWords.\n\n## Status\n\nAccepted\n\n## Context\n\nWhy.\n"
