"""Wrong briefs and the exact words that people get: every problem at once, each with its line."""

from __future__ import annotations

from pathlib import Path

import pytest

from archgen.problems import Stop

MISTAKES = Path(__file__).parent / "mistakes"


def shown(brief, text: str) -> str:
    with pytest.raises(Stop) as stopped:
        brief(text)
    return "".join(f"{problem}\n" for problem in stopped.value.problems)


@pytest.mark.parametrize("name", sorted(path.stem for path in MISTAKES.glob("*.yaml")))
def test_each_mistake_is_answered_in_these_words(brief, name):
    text = (MISTAKES / f"{name}.yaml").read_text("utf-8")
    assert shown(brief, text) == (MISTAKES / f"{name}.txt").read_text("utf-8")


def test_a_name_of_a_megabyte_is_refused_with_its_length(brief):
    assert shown(brief, f"system: {{name: X, purpose: {'x' * 900_000}}}\n") == (
        "brief.yaml:1: system.purpose: the text is 900,000 characters long, and at most 10,000 are read."
        " Shorten it. [brief-text-too-long]\n"
    )


def test_a_list_without_end_is_refused_with_its_length(brief):
    text = "system: {name: X}\njourneys:\n" + "".join(f"- {{id: j{n}}}\n" for n in range(2_000))
    assert "journeys has 2,000 items, and 1 to 1,000 are read" in shown(brief, text)


def test_a_design_needs_a_journey(brief):
    assert shown(brief, "system: {name: X}\njourneys: []\n") == (
        "brief.yaml:2: journeys has 0 items, and 1 to 1,000 are read."
        " Name one, or leave the list out. [brief-too-few]\n"
    )


@pytest.mark.parametrize("number", ["1e999", "9" * 80, "1e300 T", "0.00000000000000000000001e400"])
def test_numbers_beyond_all_measure_are_refused_and_never_crash(brief, number):
    assert "is above the most that is read, 10,000,000,000 users" in shown(
        brief, f"system: {{name: X}}\nload: {{users: {{monthly: {number}}}}}\n"
    )


def test_a_binary_file_is_refused(brief):
    assert "this may be a binary file" in shown(brief, "\x7fELF\x02\x01\x01\x00")


def test_problems_come_in_the_order_of_the_file(brief):
    lines = [
        int(line.split(":")[1]) for line in shown(brief, (MISTAKES / "numbers.yaml").read_text("utf-8")).splitlines()
    ]
    assert lines == sorted(lines)
