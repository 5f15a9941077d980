"""The interview in a real terminal: keys, interruption, width, pipes. The program under test is `asking_program.py`."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pexpect
import pytest

PROGRAM = Path(__file__).parent / "asking_program.py"
ESCAPE, DOWN, ENTER, INTERRUPT, END, BACKSPACE = "\x1b", "\x1b[B", "\r", "\x03", "\x04", "\x7f"
PATIENCE = 40


def a_terminal(kept: Path, *options: str, size: tuple[int, int] = (30, 100), **environment: str) -> pexpect.spawn:
    calm = {"TERM": "xterm-256color", "PROMPT_TOOLKIT_NO_CPR": "1", "COLUMNS": "", "LINES": ""}
    own = {name: value for name, value in (os.environ | calm | environment).items() if value}
    arguments = [str(PROGRAM), str(kept), *options]
    return pexpect.spawn(
        sys.executable, arguments, env=own, dimensions=size, encoding="utf-8", timeout=PATIENCE, codec_errors="replace"
    )


def ended(terminal: pexpect.spawn) -> int:
    terminal.expect(pexpect.EOF)
    terminal.close()
    return terminal.exitstatus


@pytest.fixture
def kept(tmp_path):
    return tmp_path / "draft.json"


def test_a_full_run_ends_with_a_brief(kept):
    terminal = a_terminal(kept)
    terminal.expect("1 of .* What kind of system is it")
    terminal.send(DOWN + ENTER)
    terminal.expect("What is it called")
    terminal.send("Parley" + ENTER)
    terminal.expect("in one sentence")
    terminal.send("a shared inbox" + ENTER)
    terminal.expect("What do you need the design for")
    terminal.send(DOWN + ENTER)
    terminal.expect("How many developers")
    terminal.send("5" + ENTER)
    terminal.expect("When does somebody answer")
    terminal.send(DOWN * 4 + ENTER)
    terminal.expect("take turns")
    terminal.send(ENTER)
    terminal.expect("run in production")
    terminal.send(" " + ENTER)
    terminal.expect("In which language")
    terminal.send(END)
    terminal.expect("The last page after 8 questions")
    terminal.send(ENTER)
    assert ended(terminal) == 0
    for line in (
        "archetype: help-desk",
        "name: Parley",
        "engineers: 5",
        "reachable_hours: 168 h/week",
        "# on_call_people: 1",
    ):
        assert line in terminal.before


def test_escape_goes_back_and_a_typed_value_is_judged_while_it_is_typed(kept):
    terminal = a_terminal(kept, "--quick")
    terminal.expect("What kind of system")
    terminal.send(ENTER)
    terminal.expect("2 of 3")
    terminal.send("seven")
    terminal.expect("does not begin with a number")
    terminal.send(BACKSPACE * 5 + "7" + ENTER)
    terminal.expect("3 of 3")
    terminal.send(ESCAPE)
    terminal.expect("2 of 3")
    terminal.send("0" + ENTER)
    terminal.expect("3 of 3")
    terminal.send(ENTER)
    terminal.expect("The last page")
    terminal.send(ENTER)
    assert ended(terminal) == 0
    assert "engineers: 70" in terminal.before


def test_after_ctrl_c_the_next_run_goes_on(kept):
    terminal = a_terminal(kept, "--quick")
    terminal.expect("What kind of system")
    terminal.send(DOWN + ENTER)
    terminal.expect("2 of 3")
    terminal.send("9" + ENTER)
    terminal.expect("3 of 3")
    terminal.send(INTERRUPT)
    terminal.expect("interrupted")
    assert ended(terminal) == 130
    terminal = a_terminal(kept, "--quick")
    terminal.expect("An interview with 2 questions answered or left open was kept")
    terminal.send(ENTER)
    terminal.expect("3 of 3")
    terminal.send("4k" + ENTER)
    terminal.expect("The last page")
    terminal.send(ENTER)
    assert ended(terminal) == 0
    assert "engineers: 9" in terminal.before
    assert "monthly: 4k" in terminal.before


def test_a_narrow_window_shows_whole_questions_in_short_lines(kept):
    terminal = a_terminal(kept, size=(20, 30))
    terminal.expect("1 of")
    terminal.expect("is it")
    terminal.send(ENTER + ENTER + ENTER)
    terminal.expect("an interface that o...")
    terminal.send(END)
    terminal.expect("The last page")
    terminal.send(ENTER)
    assert ended(terminal) == 0


@pytest.mark.parametrize("no_colour", ["", "1"])
def test_no_colour_is_printed(kept, no_colour):
    terminal = a_terminal(kept, "--quick", NO_COLOR=no_colour)
    terminal.expect("What kind of system")
    shown = terminal.after
    terminal.send(DOWN + ENTER + "few")
    terminal.expect("does not begin")
    shown += terminal.before
    terminal.send(INTERRUPT)
    terminal.expect("interrupted")
    assert ended(terminal) == 130
    colours = [
        code for code in ("\x1b[3", "\x1b[0;3", "\x1b[38", "\x1b[4") if f"{code}8;5" in shown or f"{code}1m" in shown
    ]
    assert colours == []


def test_a_terminal_without_cursor_control_is_asked_in_plain_lines(kept):
    terminal = a_terminal(kept, "--quick", TERM="dumb")
    terminal.expect("An empty line leaves a question open")
    terminal.expect("1 help desk")
    terminal.send("1\n")
    terminal.expect("2 of 3")
    terminal.send("6\n<\n")
    terminal.expect("Said before: 6")
    terminal.send("8\n")
    terminal.expect("3 of 3")
    terminal.send("\n")
    terminal.expect("Write it")
    terminal.send("y\n")
    assert ended(terminal) == 0
    assert "engineers: 8" in terminal.before


def piped(kept: Path, answers: str | None, *options: str) -> subprocess.CompletedProcess[str]:
    given = {"stdin": subprocess.DEVNULL} if answers is None else {"input": answers}
    return subprocess.run(
        [sys.executable, str(PROGRAM), str(kept), *options], capture_output=True, text=True, timeout=PATIENCE, **given
    )


def test_answers_may_come_through_a_pipe(kept):
    done = piped(kept, "help-desk\n5\ndaily 3k\n", "--quick")
    assert done.returncode == 0
    assert "archetype: help-desk" in done.stdout
    assert "daily: 3k" in done.stdout
    assert "What kind of system" not in done.stdout


def test_a_wrong_answer_in_a_pipe_is_bad_input(kept):
    done = piped(kept, "help-desk\nfew\n", "--quick")
    assert done.returncode == 2
    assert "standard input:2" in done.stderr


def test_without_anybody_to_ask_nothing_is_asked(kept):
    done = piped(kept, None, "--quick")
    assert done.returncode == 0
    assert done.stdout.startswith("nobody to ask")


def test_a_pipe_that_says_nothing_does_not_hang_the_run(kept):
    silent, _ = os.pipe()
    done = subprocess.run(
        [sys.executable, str(PROGRAM), str(kept)], stdin=silent, capture_output=True, text=True, timeout=PATIENCE
    )
    os.close(silent)
    os.close(_)
    assert done.stdout.startswith("nobody to ask")
