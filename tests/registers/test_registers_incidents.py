"""Incidents through the real command line: opened by the design, written by people, closed with a review, listed."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from archgen.cli.app import run
from archgen.problems import Exit, Stop
from make import EXAMPLES

Archgen = Callable[..., tuple[int, str]]
LATER = "1770039600"  # 2026-02-02 13:40 UTC
PAGE = "docs/backend/incidents/2026-02-02-agents-cannot-answer.md"


@pytest.fixture
def archgen(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Archgen:
    """Run archgen in a repository with the brief of the help desk; its exit code and what it prints."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1770036000")  # 2026-02-02 12:40 UTC
    a_design(tmp_path, "help-desk", "parley")

    def command(*words: str) -> tuple[int, str]:
        try:
            code = run([*words, "--output", str(tmp_path)])
        except Stop as stop:
            capsys.readouterr()
            return stop.code, str(stop)
        said = capsys.readouterr()
        return code, said.out + said.err

    return command


def a_design(root: Path, example: str, slug: str) -> None:
    folder = root / "docs" / "backend" / slug
    folder.mkdir(parents=True)
    (root / "mkdocs.yml").write_text("site_name: x\n", encoding="utf-8")
    (folder / "brief.yaml").write_text((EXAMPLES / example / "brief.yaml").read_text("utf-8"), encoding="utf-8")


def test_an_incident_is_graded_by_the_gravest_journey_that_fails(archgen, tmp_path):
    code, said = archgen("incident", "new", "Agents", "cannot", "answer", "--journey", "work-queue")
    assert (code, said.splitlines()[0]) == (0, f"SEV-2 is open: {PAGE}")
    code, said = archgen(
        "incident", "new", "Agents cannot answer", "--journey", "work-queue", "--journey", "send-reply"
    )
    assert said.splitlines()[0] == f"SEV-1 is open: {PAGE.replace('.md', '-2.md')}"


def test_the_page_names_the_parts_of_this_team_and_until_when_somebody_answers(archgen, tmp_path):
    known = ("--person", "Mia", "--began", "2026-02-02 12:10")
    archgen("incident", "new", "Agents cannot answer", "--journey", "send-reply", *known)
    page = (tmp_path / PAGE).read_text(encoding="utf-8")
    for line in (
        "# Agents cannot answer",
        "| Severity | SEV-1 |",
        "| Began | 2026-02-02 12:10 UTC |",
        "| Noticed | 2026-02-02 12:40 UTC |",
        "| Lead | Mia |",
        "| Scribe | to be named |",
        "| Answered by | 2026-02-02 12:55 UTC |",
        "| Told to whoever leads the company by | 2026-02-02 13:40 UTC |",
        "> Since 2026-02-02 12:10 UTC this does not work as it should in Parley: an agent answers a customer.",
    ):
        assert line in page.splitlines(), line


def test_a_team_of_two_has_one_part_and_writes_a_note(archgen, tmp_path):
    a_prototype = tmp_path / "docs" / "backend" / "tagwerk"
    a_prototype.mkdir()
    (a_prototype / "brief.yaml").write_text((EXAMPLES / "habits" / "brief.yaml").read_text("utf-8"), encoding="utf-8")
    archgen("incident", "new", "No question", "--journey", "answer-evening", "--design", "tagwerk")
    archgen("incident", "close", "no-question", "--why", "the job did not run")
    page = (tmp_path / "docs/backend/incidents/2026-02-02-no-question.md").read_text(encoding="utf-8")
    assert "| Mends | to be named |" in page
    assert "| Told to all 2 engineers by |" in page
    assert "### What was learned\n\n- the job did not run\n" in page
    assert "### Why" not in page


def test_a_line_of_the_log_stands_in_the_order_of_time_and_moves_no_other(archgen, tmp_path, monkeypatch):
    archgen("incident", "new", "Agents cannot answer", "--journey", "send-reply", "--saw", "errors")
    monkeypatch.setenv("SOURCE_DATE_EPOCH", LATER)
    page = tmp_path / PAGE
    page.write_text(page.read_text(encoding="utf-8") + "\nOur own words, with a | bar.\n", encoding="utf-8")
    archgen("incident", "log", "agents", "the pool | is full", "--step", "orient", "--at", "2026-02-02 12:30")
    archgen("incident", "log", "agents", "back to the version before", "--step", "act", "--at", "2026-02-02 12:50")
    assert [line for line in page.read_text(encoding="utf-8").splitlines() if line.startswith("| 2026-02-02 1")] == [
        "| 2026-02-02 12:30 | orient | the pool \\| is full |",
        "| 2026-02-02 12:40 | observe | errors |",
        "| 2026-02-02 12:50 | act | back to the version before |",
    ]
    assert page.read_text(encoding="utf-8").endswith("\nOur own words, with a | bar.\n")


def test_closing_works_out_the_time_and_the_budget_and_asks_five_times(archgen, tmp_path, monkeypatch):
    archgen("incident", "new", "Agents cannot answer", "--journey", "send-reply", "--began", "2026-02-02 12:10")
    monkeypatch.setenv("SOURCE_DATE_EPOCH", LATER)
    told = ("--why", "the pool ran out", "--why", "a report", "--cause", "no limit")
    action = ("--action", "limit it | Mia | 2026-03-01")
    code, _ = archgen("incident", "close", "agents", "--ended", "2026-02-02 13:00", *told, *action)
    page = (tmp_path / PAGE).read_text(encoding="utf-8")
    assert code == 0
    assert "| State | closed |" in page
    assert "| Ended | 2026-02-02 13:00 UTC |" in page
    assert "| Took | 50 min, 20 min of them after it was noticed |" in page
    assert "| Budget of `send-reply` | 231 % of 21.6 min in 30 days, if all of its requests failed |" in page
    assert "1. Why did it happen? the pool ran out\n2. Why was that so? a report\n3. Why was that so? not ans" in page
    assert page.count("not answered yet") == 3
    assert page.rstrip().endswith("| limit it | Mia | 2026-03-01 |  |")


def test_a_review_that_people_wrote_is_kept_and_a_closed_incident_is_not_closed_again(archgen, tmp_path):
    archgen("incident", "new", "Agents cannot answer", "--journey", "send-reply")
    page = tmp_path / PAGE
    page.write_text(page.read_text(encoding="utf-8") + "\n## Review\n\nOurs.\n", encoding="utf-8")
    archgen("incident", "close", "agents", "--why", "not used")
    assert page.read_text(encoding="utf-8").endswith("## Review\n\nOurs.\n")
    code, said = archgen("incident", "close", "agents")
    assert code == Exit.BAD_INPUT
    assert said == f"{PAGE}: it is closed already. Change its page by hand. [incident-closed]"


def test_the_register_counts_what_is_open_in_the_reviews(archgen, tmp_path, monkeypatch):
    archgen("incident", "new", "Agents cannot answer", "--journey", "send-reply")
    monkeypatch.setenv("SOURCE_DATE_EPOCH", LATER)
    archgen("incident", "close", "agents", "--ended", "2026-02-02 12:50", "--action", "limit it | Mia | 2026-03-01")
    archgen("incident", "new", "Nobody signs in", "--journey", "sign-in")
    register = (tmp_path / "docs/backend/incidents/index.md").read_text(encoding="utf-8")
    assert "**2 incidents, 1 of them open; recovered in 10 min on the mean.**" in register
    assert "| SEV-1 | `send-reply` | 10 min | closed | 1 action, 5 whys |" in register
    ours = register.replace("Every one of them has its page", "We keep them all")
    (tmp_path / "docs/backend/incidents/index.md").write_text(ours, encoding="utf-8")
    archgen("incident", "log", "nobody", "the login is away")
    assert "We keep them all" in (tmp_path / "docs/backend/incidents/index.md").read_text(encoding="utf-8")
    assert [each["state"] for each in json.loads(archgen("incident", "list", "--format", "json")[1])] == [
        "open",
        "closed",
    ]


def test_a_run_can_be_looked_at_first_and_taken_back_later(archgen, tmp_path):
    _, said = archgen("incident", "new", "Agents cannot answer", "--journey", "send-reply", "--dry-run")
    assert f"would write {PAGE}" in said
    assert not (tmp_path / PAGE).exists()
    archgen("incident", "new", "Agents cannot answer", "--journey", "send-reply")
    archgen("undo")
    assert not (tmp_path / PAGE).exists()


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("new", "x"), "archgen incident new: nothing says how grave it is. Name the journeys with --journey"),
        (("new", "x", "--journey", "nope"), "--journey: parley has no journey 'nope'. It has send-reply, work-queue"),
        (("new", "x", "--severity", "9"), "--severity: '9' is none. One of SEV-1, SEV-2, SEV-3. [incident-severity]"),
        (("new", "x", "--severity", "1", "--began", "soon"), "--began: 'soon' is no time. Write 'YYYY-MM-DD HH:MM'"),
        (("new", "x", "--severity", "sev1", "--began", "2026-02-03 10:00"), "--began: it began after it was noticed."),
        (("close", "nope"), "docs/backend/incidents: no incident is called 'nope'. `archgen incident new` opens one."),
        (("log", "", "x"), "docs/backend/incidents: no incident is called ''."),
    ],
)
def test_a_mistake_is_told_in_one_sentence_and_nothing_is_written(archgen, tmp_path, words, said):
    code, text = archgen("incident", *words)
    assert code == Exit.BAD_INPUT
    assert text.startswith(said)
    assert not (tmp_path / "docs/backend/incidents").exists()


@pytest.mark.parametrize("title", ["| x | <script> `", "# Ω\n## Log", "--- \u202e evil", "a" * 300])
def test_a_hostile_title_changes_nothing_around_it(archgen, tmp_path, title):
    archgen("incident", "new", f"x {title}", "--journey", "send-reply")
    (page,) = (path for path in (tmp_path / "docs/backend/incidents").glob("2026*.md"))
    text = page.read_text(encoding="utf-8")
    assert text.count("\n## Log\n") == 1
    assert text.count("\n# ") == 0
    assert "<script" not in text
    assert len(page.name) < 90
    register = (page.parent / "index.md").read_text(encoding="utf-8")
    (line,) = (line for line in register.splitlines() if page.name in line)
    assert line.replace("\\|", "").count("|") == 8


def test_an_action_whose_day_has_passed_is_found_until_it_is_dated(archgen, tmp_path):
    archgen("incident", "new", "Agents cannot answer", "--journey", "send-reply")
    late, later = "Shorten the timeout | Ana | 2026-02-01", "Add a probe | Ben | 2026-02-02"
    archgen("incident", "close", "agents", "--action", late, "--action", later)
    found = archgen("check")[1]
    assert "'Shorten the timeout' of Ana was to be done until 2026-02-01." in found
    assert "Add a probe" not in found
    page = tmp_path / PAGE
    page.write_text(page.read_text(encoding="utf-8").replace("| 2026-02-01 |  |", "| 2026-02-01 | 2026-02-01 |"))
    assert "Shorten the timeout" not in archgen("check")[1]


def test_a_look_at_what_would_be_written_does_not_say_that_it_was(archgen):
    opening = ("incident", "new", "Agents cannot answer", "--journey", "send-reply")
    assert "is open" not in archgen(*opening, "--dry-run")[1]
    archgen(*opening)
    assert "Added" not in archgen("incident", "log", "agents", "looked", "--dry-run")[1]
    assert "Closed" not in archgen("incident", "close", "agents", "--dry-run")[1]


def test_nothing_is_noticed_logged_or_ended_before_it_has_come(archgen):
    opening = ("incident", "new", "Agents cannot answer", "--journey", "send-reply")
    ahead = "2027-01-01 00:00"
    assert "[incident-order]" in archgen(*opening, "--noticed", ahead)[1]
    archgen(*opening)
    assert "[incident-order]" in archgen("incident", "log", "agents", "looked", "--at", ahead)[1]
    assert "[incident-order]" in archgen("incident", "close", "agents", "--ended", ahead)[1]


def test_every_why_is_kept_and_an_action_without_a_name_or_a_day_is_said(archgen, tmp_path):
    archgen("incident", "new", "Agents cannot answer", "--journey", "send-reply")
    whys = [word for number in range(7) for word in ("--why", f"reason {number}")]
    _, said = archgen("incident", "close", "agents", *whys, "--action", "mend it", "--action", "test it | Mia")
    assert "7. Why was that so? reason 6" in (tmp_path / PAGE).read_text(encoding="utf-8")
    assert "'mend it' has nobody who does it" in said
    assert "'test it' has no day" in said


def test_a_program_reads_journeys_as_a_list_and_names_without_spaces(archgen):
    archgen("incident", "new", "Agents cannot answer", "--journey", "send-reply", "--journey", "work-queue")
    archgen("incident", "close", "agents")
    (found,) = json.loads(archgen("incident", "list", "--format", "json")[1])
    assert found["journeys"] == ["send-reply", "work-queue"]
    assert {"answered_by", "told_by", "budget_of_send_reply"} <= set(found)
    assert [key for key in found if not key.isidentifier()] == []


def test_a_page_that_is_no_text_any_more_is_named_and_nothing_is_written(archgen, tmp_path):
    archgen("incident", "new", "Agents cannot answer", "--journey", "work-queue")
    index = (tmp_path / PAGE).with_name("index.md")
    before = index.read_bytes()
    (tmp_path / PAGE).write_bytes(b"\xff\xfe")
    told = (
        f"{PAGE}: is no text in UTF-8, or too large to be read. Save it as UTF-8, or put it back from version control."
    )
    for words in (("list",), ("log", "2026-02-02-agents-cannot-answer", "seen"), ("new", "Again", "--severity", "3")):
        assert archgen("incident", *words) == (2, f"{told} [file-not-text]")
    assert index.read_bytes() == before


def test_a_page_whose_mark_is_gone_is_told_apart_from_one_that_never_was(archgen, tmp_path):
    archgen("incident", "new", "Agents cannot answer", "--journey", "work-queue")
    page = tmp_path / PAGE
    page.write_text("\n".join(line for line in page.read_text("utf-8").split("\n") if "archgen-incident" not in line))
    mark = "'<!-- archgen-incident: 2026-02-02-agents-cannot-answer -->' below its title"
    told = f"{PAGE}: is no page of an incident: its mark is gone. Put the page back from version control, or {mark}."
    assert archgen("incident", "log", page.stem, "seen") == (2, f"{told} [incident-unmarked]")
