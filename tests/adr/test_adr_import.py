"""Records of another log: new numbers, this log's format, links among them kept."""

from __future__ import annotations

from adr_logs import a_log, a_record, after

from archgen.adr import Status, bring, check

OTHER = {
    "0001-a.md": (
        "# 1. A\n\nDate: 2024-01-01\n\n## Status\n\nAccepted\n\n"
        "Superceded by [2. B](0002-b.md)\n\n## Context\n\n![p](p.png)\n"
    ),
    "0002-b.md": (
        "# 2. B\n\nDate: 2024-01-02\n\n## Status\n\nAccepted\n\n"
        "Supercedes [1. A](0001-a.md)\n\n## Context\n\nSee ADR-0001.\n"
    ),
}


def test_records_come_with_new_numbers_in_the_format_of_this_log() -> None:
    log = a_log({"0005-mine.md": a_record(5, "Mine")})
    later = after(log, bring(log, a_log(OTHER, folder="doc/adr"), attachments={"p.png": b"\x89PNG"}))
    assert [(record.file, record.status, record.dialect) for record in later.records] == [
        ("0005-mine.md", Status.ACCEPTED, "universal"),
        ("0006-a.md", Status.SUPERSEDED, "universal"),
        ("0007-b.md", Status.ACCEPTED, "universal"),
    ]
    assert "- Status: superseded by [0007-b](0007-b.md)" in later.files["0006-a.md"].text
    assert "Supersedes [6. A](0006-a.md)" in later.files["0007-b.md"].text
    assert "See ADR-0006." in later.files["0007-b.md"].text
    assert later.files["p.png"].encoded() == b"\x89PNG"
    assert {problem.code for problem in check(later)} <= {"adr-unsealed", "adr-stray-file"}


def test_importing_twice_brings_nothing_new() -> None:
    log = a_log({})
    once = after(log, bring(log, a_log(OTHER)))
    change = bring(once, a_log(OTHER))
    assert change.files == {}
    assert all("is here already" in sentence for sentence in change.says)


def test_what_cannot_be_converted_comes_as_it_is_and_is_said() -> None:
    log = a_log({"0001-mine.md": a_record(1, "Mine")})
    odd = "# X\n\n- Status: accepted\n\n## Status\n\nRejected\n"
    change = bring(log, a_log({"0001-x.md": odd, "0002-y.adoc": "= Y\n:status: accepted\n"}))
    assert change.files["docs/backend/adr/0002-x.md"] == odd.encode()
    assert change.files["docs/backend/adr/0003-y.adoc"] == b"= Y\n:status: accepted\n"
    assert change.says[-1].startswith("Left as it is")


def test_dated_names_become_numbers_where_the_log_has_numbers() -> None:
    log = a_log({"0001-mine.md": a_record(1, "Mine")})
    other = a_log({"20240101-use-x.md": "# Use X\n\n- Status: accepted\n- Date: 2024-01-01\n\n## Context\n\nWhy.\n"})
    later = after(log, bring(log, other))
    assert later.files["0002-use-x.md"].lines[0] == "# 2. Use X"
