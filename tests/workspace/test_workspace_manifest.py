"""The manifest as a file that people and git get at."""

from __future__ import annotations

from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archgen.problems import Exit, Stop
from archgen.workspace.manifest import Entry, Manifest, read_manifest, write_manifest

ENTRIES = (
    Entry("docs/a.md", "parley/a", "docs/a.md", "1", slug="parley"),
    Entry("docs/b.md", "parley/b", "docs/old-b.md", "2", state="detached", slug="parley"),
    Entry("docs/c.json", "c", "docs/c.json", "3", state="conflict", kind="artifact"),
)
TEXT = write_manifest(Manifest(ENTRIES, "1.0"))


def codes(text: str) -> list[str]:
    return [problem.code for problem in read_manifest(text).problems]


def test_it_is_read_as_it_was_written_one_line_a_file():
    assert read_manifest(TEXT) == Manifest(ENTRIES, "1.0", text=TEXT)
    assert '\n  {"path": "docs/a.md", "id": "parley/a", "hash": "1", "slug": "parley"},\n' in TEXT
    assert write_manifest(read_manifest(TEXT)) == TEXT


@pytest.mark.parametrize("text", [None, "", "\n"])
def test_where_there_is_none_nothing_is_known(text):
    assert read_manifest(text).entries == ()


def test_one_that_a_newer_archgen_wrote_asks_for_that_archgen():
    with pytest.raises(Stop, match=r"written by archgen 1\.0; this archgen knows 1\. Upgrade archgen\.") as stop:
        read_manifest(TEXT.replace('"format": 1', '"format": 2'))
    assert stop.value.code == Exit.BAD_INPUT


def test_one_that_git_left_half_merged_yields_both_sides_and_says_what_to_run():
    lines = TEXT.splitlines()
    text = "\n".join([*lines[:4], "<<<<<<< HEAD", lines[4], "=======", lines[5], ">>>>>>> b", *lines[6:]])
    manifest = read_manifest(text)
    assert manifest.entries == ENTRIES
    assert "half merged by git; 3 of its files could still be read" in str(manifest.problems[0])
    assert "archgen update --rebase" in manifest.problems[0].hint


def test_one_that_is_no_json_any_more_yields_the_lines_that_are():
    text = TEXT.replace('"archgen"', "archgen").replace('"id": "c"', "")
    assert [entry.id for entry in read_manifest(text).entries] == ["parley/a", "parley/b"]
    assert codes(text) == ["workspace-manifest-broken"]


def test_entries_that_make_no_sense_are_left_out_and_counted():
    text = TEXT.replace('"id": "parley/a"', '"id": 7')
    assert codes(text) == ["workspace-manifest-entry"]
    assert len(read_manifest(text).entries) == 2


def test_the_same_document_twice_counts_once():
    text = TEXT.replace('"id": "parley/b"', '"id": "parley/a"')
    assert codes(text) == ["workspace-manifest-twice"]


def test_an_unknown_state_is_taken_for_kept():
    assert {entry.state for entry in read_manifest(TEXT.replace("detached", "odd")).entries} == {"kept", "conflict"}


@given(st.data())
def test_whatever_is_cut_out_of_it_it_can_be_read(data):
    start = data.draw(st.integers(0, len(TEXT)))
    text = TEXT[:start] + data.draw(st.text(max_size=5)) + TEXT[data.draw(st.integers(start, len(TEXT))) :]
    with suppress(Stop):
        assert len(read_manifest(text).entries) <= 4
