"""A run is left out only where nothing at all has changed since one that left nothing open."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest

from archgen.workspace.store.places import RUNS
from archgen.workspace.store.settled import PATH, is_settled, marks, of_folders, settle

OURS = "archgen as it is"


@pytest.fixture
def tree(tmp_path):
    for path in ("docs/a.md", "docs/deep/b.md", ".archgen/manifest.json", f"{RUNS}/lock", "house/rule.yaml"):
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_text(path, encoding="utf-8")
    return tmp_path


def at_rest(tree: Path, *, written=(), before=None, designs=("a",), every=True) -> None:
    settle(tree, OURS, before=marks(tree) if before is None else before, written=written, designs=designs, every=every)


def rests(tree: Path, *, ours=OURS, slug="", every=False) -> bool:
    return is_settled(tree, ours, slug=slug, every=every)


def test_a_tree_rests_until_something_in_it_changes(tree):
    at_rest(tree)
    assert rests(tree)
    (tree / RUNS / "lock").write_text("held", encoding="utf-8")
    assert rests(tree)


@pytest.mark.parametrize(
    "change",
    [
        lambda tree: (tree / "docs/a.md").write_text("docs/b.md", encoding="utf-8"),  # as long as before
        lambda tree: (tree / "docs/deep/b.md").unlink(),
        lambda tree: (tree / "docs/new.md").write_text("", encoding="utf-8"),
        lambda tree: (tree / "docs/a.md").rename(tree / "docs/c.md"),
        lambda tree: (tree / ".archgen/manifest.json").write_text("{}", encoding="utf-8"),
    ],
    ids=["edited", "removed", "added", "moved", "archgen's own"],
)
def test_any_change_ends_the_rest(tree, change):
    at_rest(tree)
    change(tree)
    assert not rests(tree)


def test_an_edit_that_keeps_size_and_time_is_seen(tree):
    at_rest(tree)
    page = tree / "docs/a.md"
    was = page.stat()
    page.write_text("docs/b.md", encoding="utf-8")
    os.utime(page, ns=(was.st_atime_ns, was.st_mtime_ns))
    assert not rests(tree)


def test_another_archgen_ends_the_rest(tree):
    at_rest(tree)
    assert not rests(tree, ours="archgen of tomorrow")


def test_what_a_run_did_not_write_must_be_as_it_was_before_the_run(tree):
    before = marks(tree)
    (tree / "docs/a.md").write_text("saved while archgen was at work", encoding="utf-8")
    at_rest(tree, before=before)
    assert not (tree / PATH).exists()
    at_rest(tree, before=before, written=("docs/a.md",))
    assert rests(tree)


@pytest.mark.parametrize(
    ("designs", "complete", "slug", "every", "expected"),
    [
        (("a",), True, "", False, True),
        (("a",), True, "a", False, True),
        (("a",), True, "b", False, False),
        (("a",), True, "", True, True),
        (("a",), False, "", False, False),
        (("a",), False, "", True, False),
        (("a", "b"), True, "", False, False),
        (("a", "b"), True, "b", False, True),
    ],
)
def test_it_holds_for_the_designs_of_that_run_only(tree, designs, complete, slug, every, expected):
    at_rest(tree, designs=designs, every=complete)
    assert rests(tree, slug=slug, every=every) is expected


def test_a_folder_linked_from_elsewhere_is_a_doubt(tree, tmp_path_factory):
    (tree / "docs/linked").symlink_to(tmp_path_factory.mktemp("elsewhere"))
    at_rest(tree)
    assert not rests(tree)


@pytest.mark.parametrize("kept", ["", "{", "[]", "{}", json.dumps({"mark": 1, "designs": 2, "every": True})])
def test_a_mark_that_cannot_be_read_is_none(tree, kept):
    at_rest(tree)
    (tree / PATH).write_text(kept, encoding="utf-8")
    assert not rests(tree, slug="a")


def test_a_mark_of_folders_changes_with_their_files_but_not_with_those_left_out(tree):
    once = of_folders(tree / "docs", tree / "none", without=("deep",))
    (tree / "docs/deep/b.md").write_text("other", encoding="utf-8")
    assert of_folders(tree / "docs", tree / "none", without=("deep",)) == once
    (tree / "docs/a.md").write_text("other", encoding="utf-8")
    assert of_folders(tree / "docs", tree / "none", without=("deep",)) != once
