"""The guide shows the interview as it is: what stands there is what a real terminal shows today."""

import pytest

from recordings.record import PAGE, SCENES, page


@pytest.mark.conformance
def test_the_recorded_interview_is_what_a_terminal_shows_today():
    assert PAGE.read_text("utf-8") == page(), "make recordings, and read the diff"


def test_the_guide_shows_three_questions_and_the_full_interview():
    text = PAGE.read_text("utf-8")
    for scene in SCENES:
        assert f"## {scene.title}\n\n{scene.says}\n" in text
    assert "3 of 3  How many people use it in a month?" in text
    assert "20 of 20  What has somebody asked for by name?" in text
