"""Fences and rows of Markdown, as every reader of pages takes them."""

from __future__ import annotations

import pytest

from archgen.markdown import cells, is_rule, open_fence, outside_fences, padded_cells, row_of


@pytest.mark.parametrize(
    ("page", "text"),
    [
        ("a ``` b ``` c", "ac"),
        ("a ```sql b ```sql c ``` d", "ad"),
        ("a ```` b ``` c ```` d", "ad"),
        ("a ``` b ~~~ c ``` d", "ad"),
        ("a ~~~~~ b ~~~~~~ c", "ac"),
        ("a ``` b c", "a"),
    ],
)
def test_only_a_bare_run_of_the_same_sign_that_is_as_long_closes_a_fence(page, text):
    lines = page.split()
    told = zip(lines, outside_fences(lines), strict=True)
    assert "".join(line for line, outside in told if outside) == text


def test_a_fence_may_be_indented_below_an_item():
    lines = ["1. Look:", "", "    ```sh", "    ls | wc", "    ```", "2. Act."]
    assert list(outside_fences(lines)) == [True, True, False, False, False, True]


def test_code_in_a_line_opens_no_fence():
    assert open_fence("", "```x``` and ```y```") == ""
    assert open_fence("", "~~~ `x`") == "~~~"


@pytest.mark.parametrize("row", ["| a | b \\| c |", "a | b \\| c", "| a | b \\| c", " |a|b \\| c| "])
def test_an_escaped_bar_belongs_to_its_cell_and_the_outer_bars_may_be_left_off(row):
    assert cells(row) == ("a", "b \\| c")


def test_a_bar_that_is_escaped_at_the_end_ends_no_row():
    assert cells("| a | b \\|") == ("a", "b \\|")


def test_empty_cells_are_cells():
    assert cells("|| a ||") == ("", "a", "")
    assert padded_cells("|  | a|") == ("  ", " a")


def test_a_row_is_read_as_it_was_written():
    assert cells(row_of(("a", "", "b \\| c"))) == ("a", "", "b \\| c")


@pytest.mark.parametrize(
    ("line", "rule"), [("|---|:-:|", True), ("--- | ---:", True), ("---", False), ("| a |", False)]
)
def test_the_line_below_a_head_has_dashes_and_bars(line, rule):
    assert is_rule(line) is rule
