"""`archgen adr new` at a terminal: plain questions, only for what no option gave."""

from __future__ import annotations

import sys
from pathlib import Path

import pexpect
import pytest

from archgen.problems import Exit


@pytest.fixture
def new(tmp_path: Path):
    def start(*words: str) -> pexpect.spawn:
        return pexpect.spawn(
            sys.executable, ["-m", "archgen", "adr", "new", *words], cwd=str(tmp_path), encoding="utf-8", timeout=30
        )

    return start


def test_what_no_option_gave_is_asked(new, tmp_path: Path) -> None:
    program = new("--context", "Given.", "--consequence", "Given, too.")
    for question, answer in (
        ("The decision in a few words: ", "Use Redis"),
        ("Option: ", "Redis"),
        ("Another option: ", ""),
        ("Criterion: ", "cost"),
        ("Another criterion: ", ""),
        ("Redis, cost: ", "low"),
        ("Decision: ", "Redis."),
    ):
        program.expect_exact(question)
        program.sendline(answer)
    program.expect_exact("Wrote docs/backend/adr/0001-use-redis.md.")
    program.expect(pexpect.EOF)
    text = (tmp_path / "docs/backend/adr/0001-use-redis.md").read_text()
    assert "## Context\n\nGiven.\n" in text
    assert "| Redis | low |" in text


def test_interrupted_it_writes_nothing(new, tmp_path: Path) -> None:
    program = new("A")
    program.expect_exact("Context: ")
    program.sendintr()
    program.expect(pexpect.EOF)
    program.close()
    assert program.exitstatus == Exit.INTERRUPTED
    assert [*tmp_path.iterdir()] == []


def test_without_questions_by_option(new, tmp_path: Path) -> None:
    program = new("A", "--no-input")
    program.expect_exact("Wrote docs/backend/adr/0001-a.md.")
    program.expect(pexpect.EOF)
