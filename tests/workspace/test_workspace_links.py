"""Links that follow files; ids that documents bear; the sides of a conflict."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archgen.workspace.ids import id_line, ids_in
from archgen.workspace.links import links_in, mend_links
from archgen.workspace.merging import Labels, marked_lines, merge, sides_of


def moved(**moves: str):
    paths = {old.replace("_", "/") + ".md": new for old, new in moves.items()}
    return lambda path: paths.get(path, path)


@pytest.mark.parametrize(
    ("text", "mended"),
    [
        ("[a](b.md)", "[a](n/b.md)"),
        ("[a](b.md#x)", "[a](n/b.md#x)"),
        ("[a](./b.md 'title')", "[a](n/b.md 'title')"),
        ("![a](b.md)", "![a](n/b.md)"),
        ("[a](<b.md>)", "[a](<n/b.md>)"),
        ("[a]: b.md", "[a]: n/b.md"),
        ('<a href="b.md">', '<a href="n/b.md">'),
        ("[`b`](b.md) and `[a](b.md)`", "[`b`](n/b.md) and `[a](b.md)`"),
        ("```\n[a](b.md)\n```\n[a](b.md)", "```\n[a](b.md)\n```\n[a](n/b.md)"),
        ("[a](/d/b.md) [b](https://x/b.md) [c](#b) [d](mailto:b.md)", None),
        ("[a](other.md)", None),
    ],
)
def test_links_follow_a_file_that_moves(text, mended):
    assert mend_links(text, at="d/a.md", follow=moved(d_b="d/n/b.md")) == (text if mended is None else mended)


def test_links_of_a_file_that_moves_lead_where_they_led():
    text = "[a](b.md) [f](../e/) [q](c%20d.md?x#y)"
    assert mend_links(text, at="d/n/a.md", was="d/a.md") == "[a](../b.md) [f](../../e/) [q](../c%20d.md?x#y)"


def test_links_in_a_file_are_listed_from_the_root():
    assert links_in("[a](b.md#x) [c](../e.md) [d](https://x)", at="d/a.md") == ("d/b.md", "e.md")


@given(st.lists(st.sampled_from(["d", "e", "f"]), max_size=3), st.lists(st.sampled_from(["d", "g"]), max_size=3))
def test_a_file_moved_there_and_back_reads_as_before(here, there):
    one, other = "/".join([*here, "a.md"]), "/".join([*there, "a.md"])
    text = mend_links("[x](../k/x.md) [y](y.md) [z](d/z.md#a)", at=one)
    assert mend_links(mend_links(text, at=other, was=one), at=one, was=other) == text


@pytest.mark.parametrize("path", ["a.md", "a.yaml", "a.sql", "a.tf"])
def test_the_id_in_a_text_is_found_again(path):
    line = id_line(path, "parley/system-design")
    assert ids_in(f"text\n{line}\n") == ("parley/system-design",)


def test_a_kind_without_comments_bears_no_id():
    assert id_line("a.json", "x") is None


def test_both_sides_of_a_marked_conflict_can_be_had_again():
    base = "a\nb\nc\n"
    marked = merge(base, "a\nx\nc\n", "a\ny\nc\n", path="a.txt").marked(Labels())
    assert marked_lines(marked) == (2,)
    assert sides_of(marked) == ("a\nx\nc\n", "a\ny\nc\n")
    assert sides_of(base) == (base, base)
