"""The fronts without a terminal: plain lines over text streams, lists over a pipe of key strokes."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from asking_program import a_setting
from prompt_toolkit.application import create_app_session
from prompt_toolkit.input import create_pipe_input
from prompt_toolkit.output import DummyOutput

from archgen.brief.interview import Draft, Entry, Interview
from archgen.cli.asking import front_for, interview
from archgen.cli.asking.lists import Lists
from archgen.cli.asking.plain import Plain
from archgen.problems import Stop

SETTING = a_setting()
ESCAPE, DOWN, ENTER, INTERRUPT, END = "\x1b", "\x1b[B", "\r", "\x03", "\x04"


def plainly(*lines: str, quick: bool = False, piped: bool = False, draft: Draft | None = None):
    """What an interview in plain lines comes to, what it showed, and the last draft."""
    shown, drafts = io.StringIO(), []
    front = Plain(io.StringIO("".join(f"{line}\n" for line in lines)), shown, piped=piped)
    done = interview(SETTING, front, quick=quick, draft=draft, keep=drafts.append, last_page=page)
    return done, shown.getvalue(), drafts


def page(state: Interview) -> str:
    return f"last page: {state.brief.get('team.engineers').spelling} engineers"


def with_keys(*keys: str, quick: bool = True, draft: Draft | None = None):
    """What an interview in lists comes to."""
    drafts = []
    with create_pipe_input() as typed, create_app_session(input=typed, output=DummyOutput()):
        typed.send_text("".join(keys))
        done = interview(SETTING, Lists(), quick=quick, draft=draft, keep=drafts.append, last_page=page)
    return done, drafts


def said(done: Interview) -> dict[str, str | None]:
    return {entry.question: entry.said for entry in done.draft.entries}


def test_plain_lines_take_numbers_words_and_empty_lines():
    done, shown, _ = plainly("1", "", "9k", "y", quick=True)
    assert said(done) == {"archetype": "help-desk", "engineers": None, "users": "9k"}
    assert "1 of 3  What kind of system is it?" in shown
    assert "   2 shop" in shown
    assert "   Left open: 5 engineers (a common size of a first backend team)" in shown
    assert "last page: 5 engineers" in shown


def test_plain_lines_say_why_and_ask_again():
    done, shown, _ = plainly("?", "shop", "", "", "y", quick=True)
    assert "Why: The kind supplies typical journeys" in shown
    assert said(done)["archetype"] == "shop"


def test_plain_lines_go_back_and_show_what_was_said():
    done, shown, _ = plainly("shop", "5", "<", "6", "", "y", quick=True)
    assert "Said before: 5" in shown
    assert said(done)["engineers"] == "6"


def test_a_wrong_plain_line_is_told_and_asked_again():
    done, shown, _ = plainly("shop", "few", "7", "", "y", quick=True)
    assert "does not begin with a number" in shown
    assert said(done)["engineers"] == "7"


def test_several_numbers_choose_several():
    done, _, _ = plainly("1, 2", "", "", "y", quick=True)
    assert said(done)["archetype"] == "help-desk, shop"


def test_an_answer_is_changed_from_the_last_page():
    done, _, _ = plainly("shop", "5", "", "<", "8k", "y", quick=True)
    assert said(done)["users"] == "8k"


def test_who_leaves_writes_nothing_and_keeps_the_answers():
    done, _, drafts = plainly("shop", "5", "", "n", quick=True)
    assert done is None
    assert [entry.said for entry in drafts[-1].entries] == ["shop", "5", None]


def test_the_end_of_a_pipe_leaves_the_rest_open_and_writes():
    done, _, _ = plainly("shop", "Parley", piped=True)
    assert said(done) == {"archetype": "shop", "name": "Parley"}
    assert done.draft.done


def test_ctrl_d_at_the_last_page_of_a_terminal_writes_nothing():
    done, _, _ = plainly("shop", quick=True)
    assert done is None


def test_a_wrong_answer_through_a_pipe_ends_the_run_with_its_line():
    with pytest.raises(Stop) as stop:
        plainly("shop", "few", "9k", quick=True, piped=True)
    (problem,) = stop.value.problems
    assert str(problem.where) == "standard input:2"
    assert problem.code == "answer-unreadable"


def test_a_draft_is_offered_and_may_be_refused():
    draft = Draft((Entry("archetype", "shop"),), quick=True)
    done, shown, _ = plainly("", "7", "", "y", quick=True, draft=draft)
    assert "An interview with 1 question answered or left open was kept." in shown
    assert said(done) == {"archetype": "shop", "engineers": "7", "users": None}
    done, _, _ = plainly("n", "", "7", "", "y", quick=True, draft=draft)
    assert said(done)["archetype"] is None


def test_lists_are_walked_with_arrows_and_enter_leaves_open():
    done, _ = with_keys(DOWN, ENTER, "7", ENTER, ENTER, ENTER)
    assert said(done) == {"archetype": "help-desk", "engineers": "7", "users": None}


def test_a_typed_value_is_not_taken_before_it_can_be_read():
    done, _ = with_keys(ENTER, "few", ENTER, "\x15", "12", ENTER, ENTER, ENTER)
    assert said(done)["engineers"] == "12"


def test_the_back_key_returns_with_what_was_typed():
    done, _ = with_keys(ENTER, "7", ENTER, "<", "5", ENTER, ENTER, ENTER)
    assert said(done)["engineers"] == "75"


def test_a_question_mark_says_why_only_where_nothing_was_typed(capsys):
    done, _ = with_keys(*(ENTER, ENTER, "?", "what is it?", ENTER, END, ENTER), quick=False)
    assert said(done)["purpose"] == "what is it?"
    assert "Why: It opens the design." in " ".join(capsys.readouterr().out.split())


def test_boxes_are_marked_with_space():
    done, _ = with_keys(*(DOWN * 3, ENTER, " ", DOWN, " ", ENTER, ENTER, ENTER, ENTER))
    assert said(done)["archetype"] == "help-desk, shop"


def test_ctrl_d_leaves_the_rest_open():
    done, _ = with_keys(ENTER, END, ENTER)
    assert said(done) == {"archetype": None}
    assert done.draft.done


def test_ctrl_c_comes_out_and_what_was_said_was_kept():
    drafts = []
    with create_pipe_input() as typed, create_app_session(input=typed, output=DummyOutput()):
        typed.send_text(DOWN + ENTER + "7" + ENTER + INTERRUPT)
        with pytest.raises(KeyboardInterrupt):
            interview(SETTING, Lists(), quick=True, keep=drafts.append, last_page=page)
    assert [entry.said for entry in drafts[-1].entries] == ["help-desk", "7"]


def test_a_kept_interview_goes_on_or_begins_anew():
    draft = Draft((Entry("archetype", "shop"), Entry("engineers", "7")), quick=True)
    done, _ = with_keys(ENTER, "9k", ENTER, ENTER, draft=draft)
    assert said(done) == {"archetype": "shop", "engineers": "7", "users": "9k"}
    done, _ = with_keys(DOWN, ENTER, ENTER, END, ENTER, draft=draft)
    assert said(done) == {"archetype": None}


def test_the_last_page_leads_back_or_out():
    done, _ = with_keys(ENTER, ENTER, ENTER, DOWN, ENTER, "4k", ENTER, ENTER)
    assert said(done)["users"] == "4k"
    done, _ = with_keys(ENTER, ENTER, ENTER, DOWN * 2, ENTER)
    assert done is None


class Tty(io.StringIO):
    def isatty(self) -> bool:
        return True


@pytest.mark.parametrize(
    ("reads", "shows", "term", "front"),
    [
        (Tty(), Tty(), "xterm", Lists),
        (Tty(), Tty(), "dumb", Plain),
        (Tty(), io.StringIO(), "xterm", Plain),
        (io.StringIO(), Tty(), "xterm", type(None)),
    ],
)
def test_the_front_fits_the_terminal(reads, shows, term, front):
    assert type(front_for(reads, shows, {"TERM": term})) is front


def test_who_wants_no_questions_gets_none():
    assert front_for(Tty(), Tty(), {"TERM": "xterm"}, no_input=True) is None


def test_a_device_such_as_dev_null_is_nobody_to_ask():
    with Path("/dev/null").open() as nothing:
        assert front_for(nothing, Tty(), {"TERM": "xterm"}) is None
