"""The commands of the log, through the real command line, in real repositories."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from archgen.cli.app import run
from archgen.problems import Exit, Stop

Adr = Callable[..., tuple[int, str]]


@pytest.fixture
def adr(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Adr:
    """Run `archgen adr ...` in an empty folder; its exit code and what it prints."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1769990400")  # 2026-02-02

    def command(*words: str) -> tuple[int, str]:
        try:
            code = run(["adr", *words])
        except Stop as stop:
            capsys.readouterr()
            return stop.code, str(stop)
        said = capsys.readouterr()
        return code, said.out + said.err

    return command


def git(folder: Path, *words: str) -> None:
    who = ("-c", "user.name=n", "-c", "user.email=e@x", "-c", "init.defaultBranch=main", "-c", "commit.gpgsign=false")
    subprocess.run(["git", *who, *words], cwd=folder, check=True, capture_output=True)


def files(folder: Path) -> dict[str, bytes]:
    found = (file for file in sorted(folder.rglob("*")) if file.is_file() and ".archgen" not in file.parts)
    return {file.relative_to(folder).as_posix(): file.read_bytes() for file in found}


def test_the_life_of_a_decision(adr: Adr, tmp_path: Path) -> None:
    assert adr("new", "Use", "Redis", "--decision", "Redis.", "--tag", "cache") == (
        0,
        "Wrote docs/backend/adr/0001-use-redis.md.\n",
    )
    assert adr("accept", "1", "--agents")[0] == 0
    assert "- [1. Use Redis](docs/backend/adr/0001-use-redis.md): Redis." in (tmp_path / "AGENTS.md").read_text()
    assert adr("new", "Use Valkey", "--supersedes", "1", "--quiet") == (0, "docs/backend/adr/0002-use-valkey.md\n")
    assert adr("list", "--status", "proposed")[1] == "2  proposed    2026-02-02  Use Valkey\n"
    assert adr("accept", "use-valkey")[1] == "Accepted '2. Use Valkey'.\n'1. Use Redis' is superseded by it.\n"
    assert adr("check") == (0, "2 records in docs/backend/adr: nothing is wrong.\n")
    found = json.loads(adr("list", "--format", "json", "--tag", "cache")[1])
    assert [record["status"] for record in found["records"]] == ["superseded"]
    assert "sealed, read as universal" in adr("show", "1")[1]
    assert adr("index")[1] == "Wrote docs/backend/decisions.md.\n"
    assert adr("index")[1] == "Nothing to do.\n"
    assert 'r1 ==>|"supersedes"| r0' in adr("graph")[1]


def test_undo_takes_the_last_change_back_and_nothing_else(adr: Adr, tmp_path: Path) -> None:
    adr("new", "A")
    before = files(tmp_path)
    adr("new", "B")
    adr("supersede", "1", "--by", "2")
    assert adr("undo")[1].startswith("Took back 'adr supersede'")
    assert adr("undo")[0] == 0
    assert files(tmp_path) == before


def test_nothing_to_undo_is_said(adr: Adr) -> None:
    code, said = adr("undo")
    assert code == Exit.BAD_INPUT
    assert "no change is remembered" in said


def test_a_dry_run_writes_nothing(adr: Adr, tmp_path: Path) -> None:
    adr("new", "A")
    before = files(tmp_path)
    for words in (
        ("new", "B"),
        ("accept", "1"),
        ("convert", "--to", "madr4"),
        ("index",),
        ("renumber", "1", "--to", "9"),
    ):
        code, said = adr(*words, "--dry-run")
        assert code == 0
        assert "would " in said
    assert files(tmp_path) == before


def test_a_changed_accepted_record_fails_the_check(adr: Adr, tmp_path: Path) -> None:
    adr("new", "A", "--decision", "Yes.")
    adr("accept", "1")
    file = tmp_path / "docs/backend/adr/0001-a.md"
    file.write_text(file.read_text().replace("Yes.", "No."))
    code, said = adr("check")
    assert code == Exit.FINDINGS
    assert "error: docs/backend/adr/0001-a.md:20: was changed after it was accepted: 'Decision'." in said
    assert adr("check", "--format", "github")[1].startswith(
        "::error file=docs/backend/adr/0001-a.md,line=20,title=adr-changed::"
    )
    sarif = json.loads(adr("check", "--format", "sarif")[1])
    assert [result["ruleId"] for result in sarif["runs"][0]["results"]] == ["adr-changed"]
    assert json.loads(adr("check", "--format", "json")[1])["findings"][0]["level"] == "error"


def test_an_existing_log_keeps_its_place_format_and_width(adr: Adr, tmp_path: Path) -> None:
    folder = tmp_path / "doc/adr"
    folder.mkdir(parents=True)
    (folder / "003-x.md").write_text(
        "# 3. X\n\nDate: 2024-01-01\n\n## Status\n\nAccepted\n\n## Context\n\n## Decision\n\n## Consequences\n"
    )
    assert adr("new", "Y")[1] == "Wrote doc/adr/004-y.md.\n"
    assert (
        (folder / "004-y.md")
        .read_text()
        .startswith("# 4. Y\n\nDate: 2026-02-02\n\n## Status\n\nProposed\n\n## Context\n")
    )


def test_the_files_of_other_tools_name_the_log_and_log_overrides_them(adr: Adr, tmp_path: Path) -> None:
    (tmp_path / ".adr-dir").write_text("decisions/here\n")
    assert "decisions/here/0001-a.md" in adr("new", "A")[1]
    (tmp_path / ".archgen").mkdir(exist_ok=True)
    (tmp_path / ".archgen/config.yaml").write_text("log: there\n")
    assert "there/0001-a.md" in adr("new", "A")[1]
    assert "elsewhere/0001-a.md" in adr("new", "A", "--log", "elsewhere")[1]


def test_a_log_may_be_the_root_itself(adr: Adr, tmp_path: Path) -> None:
    assert adr("new", "A", "--log", ".")[1] == "Wrote 0001-a.md.\n"
    assert adr("accept", "1", "--log", ".")[0] == 0
    assert adr("check", "--log", ".")[0] == 0
    assert adr("index", "--log", ".")[0] == Exit.BAD_INPUT
    assert adr("index", "--log", ".", "--page", "docs/decisions.md")[0] == 0
    assert "[A](../0001-a.md)" in (tmp_path / "docs/decisions.md").read_text()


def test_a_log_outside_the_repository_is_refused(adr: Adr) -> None:
    code, said = adr("list", "--log", "../x")
    assert code == Exit.BAD_INPUT
    assert "lies outside the repository" in said


def test_numbers_are_free_on_every_branch_and_doubles_are_parted(adr: Adr, tmp_path: Path) -> None:
    git(tmp_path, "init")
    adr("new", "A")
    (tmp_path / "notes.md").write_text("See ADR-0002 and backend/adr/0002-c.md.\n")
    git(tmp_path, "add", ".")
    git(tmp_path, "commit", "-m", "a")
    git(tmp_path, "checkout", "-b", "x")
    adr("new", "B")
    git(tmp_path, "add", ".")
    git(tmp_path, "commit", "-m", "b")
    git(tmp_path, "checkout", "main")
    assert adr("new", "C")[1] == "Wrote docs/backend/adr/0003-c.md.\n"
    git(tmp_path, "checkout", "-b", "y")
    (tmp_path / "docs/backend/adr/0003-c.md").rename(tmp_path / "docs/backend/adr/0002-c.md")
    code, said = adr("check")
    assert code == Exit.FINDINGS
    assert "number 2 is used by 0002-b.md on heads/x." in said
    assert adr("check", "--no-branches", "--no-notes")[1].count("[adr-number-taken]") == 0
    code, said = adr("renumber")
    assert (code, "docs/backend/adr/0002-c.md -> docs/backend/adr/0003-c.md" in said) == (1, True)
    assert adr("renumber", "--yes")[0] == 0
    assert (tmp_path / "notes.md").read_text() == "See ADR-0003 and backend/adr/0003-c.md.\n"
    assert adr("check", "--no-notes")[0] == 0


def test_drafts_are_numbered_at_merge(adr: Adr, tmp_path: Path) -> None:
    (tmp_path / ".archgen").mkdir()
    (tmp_path / ".archgen/config.yaml").write_text("log:\n  numbers: at-merge\n")
    assert adr("new", "A")[1] == "Wrote docs/backend/adr/drafts/a.md.\n"
    assert adr("list")[1] == "-  draft       2026-02-02  A\n"
    assert adr("renumber", "--yes")[0] == 0
    assert [*files(tmp_path)] == ["docs/backend/adr/0001-a.md"]
    assert adr("list")[1] == "1  proposed    2026-02-02  A\n"


def test_records_of_another_repository_are_imported(adr: Adr, tmp_path: Path) -> None:
    other = tmp_path / "other/docs/decisions"
    other.mkdir(parents=True)
    (other / "0001-x.md").write_text(
        "---\nstatus: accepted\ndate: 2024-01-01\n---\n# X\n\n## Context\n\n![p](img/p.png)\n"
    )
    (other / "img").mkdir()
    (other / "img/p.png").write_bytes(b"\x89PNG\r\n\x1a\n\x00")
    adr("new", "A")
    code, said = adr("import", "other")
    assert (code, said) == (0, "docs/decisions/0001-x.md -> docs/backend/adr/0002-x.md\n")
    assert (tmp_path / "docs/backend/adr/img/p.png").read_bytes() == b"\x89PNG\r\n\x1a\n\x00"
    assert adr("list")[1].endswith("2  accepted    2024-01-01  X\n")


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (("new",), "a record needs a title"),
        (("new", "A", "--status", "unknown"), "cannot be unknown"),
        (("new", "A", "--date", "soon"), "'soon' is no date"),
        (("new", "A", "--template", "nope"), "there is no template 'nope'"),
        (("new", "A", "--supersedes", "9"), "there is no record '9'"),
        (("show", "9"), "there is no record '9'"),
        (("accept",), "no record is named"),
        (("amend", "1", " "), "the amendment is empty"),
        (("import", "nowhere"), "there is no such folder"),
        (("index", "--page", "docs/backend/adr/README.md"), "lies among the records"),
    ],
)
def test_what_cannot_be_done_is_refused_with_a_sentence(
    adr: Adr, tmp_path: Path, words: tuple[str, ...], says: str
) -> None:
    code, said = adr(*words)
    assert code == Exit.BAD_INPUT
    assert says in said
    assert files(tmp_path) == {}


def test_a_record_that_is_named_twice_is_asked_for_again(adr: Adr) -> None:
    adr("new", "Use Redis")
    adr("new", "Use Redis Cluster")
    code, said = adr("show", "use-redis")
    assert code == 0
    code, said = adr("show", "redis")
    assert (code, "could be" in said) == (Exit.BAD_INPUT, True)


def test_a_page_that_people_wrote_keeps_its_text(adr: Adr, tmp_path: Path) -> None:
    adr("new", "A")
    page = tmp_path / "docs/ours.md"
    page.write_bytes(b"# Ours\r\n\r\nWords.\r\n")
    assert adr("index", "--page", "docs/ours.md", "--by", "status")[0] == 0
    assert page.read_bytes().startswith(b"# Ours\r\n\r\nWords.\n\n<!-- adr-index:start -->\n\n### proposed\n")


def test_a_template_beside_the_records_is_used(adr: Adr, tmp_path: Path) -> None:
    folder = tmp_path / "docs/backend/adr/templates"
    folder.mkdir(parents=True)
    (folder / "template.md").write_text("# NUMBER. TITLE\n\nDate: DATE\n\n## Status\n\nSTATUS\n\n## Ours\n")
    adr("new", "A")
    text = (tmp_path / "docs/backend/adr/0001-a.md").read_text()
    assert text == "# 1. A\n\nDate: 2026-02-02\n\n## Status\n\nProposed\n\n## Ours\n"


def test_wrong_settings_stop_all_but_the_check(adr: Adr, tmp_path: Path) -> None:
    (tmp_path / ".archgen").mkdir()
    (tmp_path / ".archgen/config.yaml").write_text("log:\n  format: nygard\n")
    code, said = adr("new", "A")
    assert (code, "log.format is 'nygard'" in said) == (Exit.BAD_INPUT, True)
    assert adr("check")[0] == Exit.FINDINGS
    assert files(tmp_path) == {}


def test_a_memory_that_cannot_be_read_stops_before_anything_is_written(adr: Adr, tmp_path: Path) -> None:
    adr("new", "A")
    adr("accept", "1")
    (tmp_path / ".archgen/adr.json").write_text("<<<<<<< HEAD\n")
    before = files(tmp_path)
    code, said = adr("deprecate", "1")
    assert (code, "keep the lines of both" in said) == (Exit.BAD_INPUT, True)
    assert files(tmp_path) == before
