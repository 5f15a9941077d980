"""What people's mkdocs.yml must keep off the site is put into `exclude_docs`; every other byte stays."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archgen.workspace.marked import put_exclusions
from archgen.yamltext import parse

BRIEF = ("brief.yaml",)


def put(text: str, patterns=BRIEF) -> str:
    edited = put_exclusions(text, patterns, file="mkdocs.yml")
    assert edited.problems == ()
    return edited.text


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("site_name: x\n", "site_name: x\nexclude_docs: |\n  brief.yaml\n"),
        ("exclude_docs: |\n    drafts/\nnav: []\n", "exclude_docs: |\n    drafts/\n    brief.yaml\nnav: []\n"),
        ("exclude_docs: |\n  # ours\n  a\n\nx: 1\n", "exclude_docs: |\n  # ours\n  a\n  brief.yaml\n\nx: 1\n"),
        ("exclude_docs: drafts/\nx: 1\n", "exclude_docs: |\n  drafts/\n  brief.yaml\nx: 1\n"),
        ("exclude_docs: |\r\n  a\r\nx: 1\r\n", "exclude_docs: |\r\n  a\r\n  brief.yaml\r\nx: 1\r\n"),
        ("exclude_docs: |\n  brief.yaml\n", "exclude_docs: |\n  brief.yaml\n"),
        ("exclude_docs: |\n  !brief.yaml\n", "exclude_docs: |\n  !brief.yaml\n"),
        ("a: !ENV [X, y]  # tag\nexclude_docs: |\n  a", "a: !ENV [X, y]  # tag\nexclude_docs: |\n  a\n  brief.yaml"),
    ],
)
def test_the_line_is_added_and_nothing_else_changes(before, after):
    assert put(before) == after
    assert put(after) == after


@pytest.mark.parametrize(
    "text", ["exclude_docs: 'a'\n", "exclude_docs: >\n  a\n", "exclude_docs: a # why\n", "INHERIT: base.yml\n"]
)
def test_what_cannot_be_added_to_is_said_and_left(text):
    edited = put_exclusions(text, BRIEF, file="mkdocs.yml")
    assert edited.text == text
    assert [problem.hint for problem in edited.problems] == ["Add this below 'exclude_docs:' yourself: brief.yaml"]


@given(st.lists(st.sampled_from(["drafts/", "*.bak", "# note", "!kept.md", "  deep"]), min_size=1), st.booleans())
def test_what_people_excluded_still_is(lines, last):
    text = (
        "site_name: x\nexclude_docs: |\n  a\n" + "".join(f"  {line}\n" for line in lines) + ("x: 1\n" if last else "")
    )
    edited = put(text)
    assert edited.replace("  brief.yaml\n", "", 1) == text
    excluded = parse(edited, file="mkdocs.yml").data["exclude_docs"].split("\n")
    assert excluded[1 : len(lines) + 1] == lines
    assert "brief.yaml" in excluded
