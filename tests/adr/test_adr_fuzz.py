"""Hostile folders: no traceback, no hang, nothing changed on an error, no byte lost that was not meant."""

from __future__ import annotations

import os
from contextlib import suppress
from pathlib import Path

import pytest
from adr_logs import SLOW, a_log, a_record, derive
from hypothesis import given
from hypothesis import strategies as st

from archgen.adr import accept, agents, check, convert, deprecate, due_moves, index, renumber
from archgen.adr.views.graph import mermaid
from archgen.adr.views.listing import data, table
from archgen.cli.app import run
from archgen.problems import Exit, Stop

NAMES = st.sampled_from(
    (
        "0001-a.md",
        "0001-b.md",
        "0002-c.adoc",
        "0003-d.rst",
        "20240101-e.md",
        "f.md",
        "README.md",
        "drafts/g.md",
        "x/0001-h.md",
        "ADR-7.md",
    )
)
LINES = st.sampled_from(
    (
        "# 1. A",
        "## Status",
        "Accepted",
        "- Status: accepted",
        "* Status: [x](",
        "**Status:** Superseded by [a](0001-a.md)",
        "",
        "Superseded by [b](0001-b.md)",
        "Supersedes ADR-1",
        "---",
        "status: accepted",
        "status: [",
        "date: 2026-01-01",
        "```",
        "<!--",
        "-->",
        "| Status | Accepted |",
        "|---|---|",
        "= A",
        ":status: accepted",
        "====",
        "Date: x",
        "## Links",
        "- Amends [](f.md)",
        "## Amendments",
        "- x",
        "\x00\x07",
        "\u2028",
        "é中🙂",
        "  - nested: y",
        "# 2. B",
        "Decision-Id: x",
        "[" * 50,
        "(" * 50,
        "*" * 80,
    )
)
TEXTS = st.one_of(
    st.lists(LINES, max_size=12).map("\n".join).map(str.encode),
    st.lists(LINES, max_size=12).map("\r\n".join).map(lambda text: ("\ufeff" + text).encode("utf-16")),
    st.binary(max_size=200),
)


@SLOW
@given(st.dictionaries(NAMES, TEXTS, max_size=5))
def test_no_log_breaks_a_view_a_check_or_a_change(files: dict[str, bytes]) -> None:
    log = a_log(files)
    assert {file: source.encoded() for file, source in log.files.items()} == files
    for view in (
        lambda: [*table(log, log.records)],
        lambda: data(log, log.records),
        lambda: mermaid(log),
        lambda: agents(log),
    ):
        view()
    index(log, "decisions.md", by="tag")
    check(log)
    for change in (
        lambda: accept(log, log.records, today="2026-01-01"),
        lambda: deprecate(log, log.records, today="2026-01-01", because="x"),
        lambda: convert(log, log.records, to="madr4"),
        lambda: convert(log, log.records, to="universal", skip=True),
        lambda: renumber(log, due_moves(log), {}),
        lambda: derive(log, [], today="2026-01-01"),
    ):
        with suppress(Stop):
            change()


HUGE = {
    "deep brackets": "[" * 100_000,
    "deep links": "[a](" * 10_000,
    "long line": "Status: " + "a" * 1_000_000,
    "many headings": "# x\n## Status\n" * 10_000,
    "many fences": "```\n" * 20_001,
    "many tables": "| a | b |\n" * 10_000,
    "many comments": "<!-- x\n" * 10_000,
    "many list items": "- Status: accepted\n" * 10_000,
    "many stars": "*" * 200_000,
    "dashes": "a\n---\n" * 10_000,
    "front matter that never ends": "---\n" + "a: b\n" * 10_000,
    "spaces": " " * 500_000 + "x",
    "backticks": "`" * 200_000,
    "relations": "## Status\n\n" + "Supersedes [a](0001-a.md), " * 5_000,
}


@pytest.mark.parametrize("case", HUGE)
def test_a_huge_record_is_read_and_checked_in_the_end(case: str) -> None:
    log = a_log(
        {
            "0001-a.md": f"# 1. A\n\n{HUGE[case]}\n",
            "0002-b.md": HUGE[case],
            "0003-c.adoc": HUGE[case],
            "0004-d.rst": HUGE[case],
        }
    )
    assert len(log.records) == 4
    check(log)


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "docs/backend/adr").mkdir(parents=True)
    return tmp_path / "docs/backend/adr"


def test_odd_entries_of_a_folder_are_passed_over(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (folder / "0001-a.md").write_text(a_record(1, "A"))
    (folder / "0002-dir.md").mkdir()
    os.mkfifo(folder / "0003-fifo.md")
    (folder / "0004-gone.md").symlink_to(folder / "nowhere.md")
    (folder / "0005-loop.md").symlink_to(folder / "0005-loop.md")
    (folder / "loop").symlink_to(folder)
    with (folder / "0006-huge.md").open("wb") as huge:
        huge.truncate(20_000_000)
    (folder / os.fsdecode(b"0007-\xff.md")).write_text(a_record(7, "Bytes"))
    (folder / "0008-\x1b[31m.md").write_text(a_record(8, "Escape"))
    assert run(["adr", "list"]) == Exit.FINE
    assert capsys.readouterr().out == "1  accepted    2026-01-03  A\n"
    assert run(["adr", "check", "--no-branches"]) == Exit.FINDINGS
    assert "0006-huge.md: is not read" in capsys.readouterr().out
    assert run(["adr", "new", "B", "--no-input"]) == Exit.FINE


def test_titles_cannot_speak_to_the_terminal(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (folder / "0001-a.md").write_text("# 1. A \x1b]0;x\x07\u202e\n\n- Status: accepted\n")
    for words in (["list"], ["show", "1"], ["check", "--no-branches"]):
        run(["adr", *words])
        said = capsys.readouterr().out
        assert "\x1b" not in said
        assert "\u202e" not in said


def test_a_folder_that_may_not_be_written_is_told_and_left(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (folder / "0001-a.md").write_text(a_record(1, "A", "proposed"))
    (folder / "0002-b.md").symlink_to("/etc/hostname")
    before = (folder / "0001-a.md").read_text()
    with pytest.raises(Stop):
        run(["adr", "accept", "1", "2"])
    assert (folder / "0001-a.md").read_text() == before


def test_five_hundred_records_are_listed_checked_indexed_and_drawn() -> None:
    files = {f"{number:04}-x{number}.md": a_record(number, f"X {number}") for number in range(1, 501)}
    log = a_log(files)
    assert len([*table(log, log.records)]) == 500
    assert {problem.code for problem in check(log)} == {"adr-unsealed"}
    assert index(log, "decisions.md").count("\n") == 502
    assert mermaid(log).count(":::accepted") == 500
