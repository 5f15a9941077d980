"""What the store promises to a single, undisturbed run."""

from __future__ import annotations

import os
import stat
from datetime import UTC, datetime
from pathlib import Path

import pytest

from archgen.problems import Exit, Stop
from archgen.workspace import Options, Produced, make_plan, store

NOW = datetime(2026, 3, 4, 5, 6, 7, tzinfo=UTC)


def tree(root: Path) -> dict[str, str]:
    """The people's side of a folder: every file but the store's own notes."""
    files = sorted(file for file in root.rglob("*") if file.is_file())
    found = {file.relative_to(root).as_posix(): file.read_text(encoding="utf-8") for file in files}
    return {path: text for path, text in found.items() if not path.startswith(".archgen/run/")}


def write(root: Path, files: dict[str, str]) -> None:
    for path, text in files.items():
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_text(text, encoding="utf-8", newline="")


def apply(root: Path, changes: dict[str, str | None], **options) -> store.Applied:
    return store.apply(root, changes, message="a run", now=NOW, **options)


def test_files_are_written_replaced_and_removed_in_one_run(tmp_path):
    write(tmp_path, {"docs/old.md": "old", "docs/gone/page.md": "gone"})
    applied = apply(tmp_path, {"docs/old.md": "new", "docs/gone/page.md": None, "docs/a/b/fresh.md": "fresh"})
    assert tree(tmp_path) == {"docs/old.md": "new", "docs/a/b/fresh.md": "fresh"}
    assert applied.written == ("docs/a/b/fresh.md", "docs/old.md")
    assert applied.removed == ("docs/gone/page.md",)
    assert not (tmp_path / "docs/gone").exists()


def test_a_second_run_writes_nothing_and_takes_no_lock(tmp_path):
    apply(tmp_path, {"docs/a.md": "text"})
    before = {file: file.stat().st_mtime_ns for file in tmp_path.rglob("*")}
    assert not apply(tmp_path, {"docs/a.md": "text", "docs/none.md": None})
    assert {file: file.stat().st_mtime_ns for file in tmp_path.rglob("*")} == before


def test_files_that_stay_the_same_keep_their_time_and_replaced_ones_their_rights(tmp_path):
    write(tmp_path, {"docs/same.md": "same", "docs/tool.sh": "old"})
    os.utime(tmp_path / "docs/same.md", (1, 1))
    (tmp_path / "docs/tool.sh").chmod(0o750)
    apply(tmp_path, {"docs/same.md": "same", "docs/tool.sh": "new"})
    assert (tmp_path / "docs/same.md").stat().st_mtime == 1
    assert stat.S_IMODE((tmp_path / "docs/tool.sh").stat().st_mode) == 0o750


def test_bytes_that_are_no_utf_8_come_through(tmp_path):
    store.apply(tmp_path, {"docs/a.md": b"caf\xe9", "docs/b.md": "caf\udce9"}, message="m", now=NOW)
    assert (tmp_path / "docs/a.md").read_bytes() == (tmp_path / "docs/b.md").read_bytes() == b"caf\xe9"


def test_undo_takes_back_the_last_run_with_times_and_rights(tmp_path):
    write(tmp_path, {"docs/a.md": "people's"})
    (tmp_path / "docs/a.md").chmod(0o640)
    os.utime(tmp_path / "docs/a.md", (5, 5))
    apply(tmp_path, {"docs/a.md": "ours", "docs/b/c.md": "fresh"})
    undone = store.undo(tmp_path, now=NOW)
    assert undone.message == "a run"
    assert tree(tmp_path) == {"docs/a.md": "people's"}
    assert not (tmp_path / "docs/b").exists()
    assert (tmp_path / "docs/a.md").stat().st_mtime == 5
    assert stat.S_IMODE((tmp_path / "docs/a.md").stat().st_mode) == 0o640


def test_undo_twice_takes_back_two_runs_and_then_says_that_there_is_none(tmp_path):
    apply(tmp_path, {"docs/a.md": "1"})
    apply(tmp_path, {"docs/a.md": "2", "docs/b.md": "2"})
    store.undo(tmp_path, now=NOW)
    assert tree(tmp_path) == {"docs/a.md": "1"}
    store.undo(tmp_path, now=NOW)
    assert tree(tmp_path) == {}
    with pytest.raises(Stop, match="no run is remembered"):
        store.undo(tmp_path, now=NOW)


def test_undo_leaves_what_was_edited_since_and_says_so(tmp_path):
    apply(tmp_path, {"docs/a.md": "1", "docs/b.md": "1"})
    apply(tmp_path, {"docs/a.md": "2", "docs/b.md": "2"})
    write(tmp_path, {"docs/a.md": "2 and a person's words"})
    undone = store.undo(tmp_path, now=NOW)
    assert tree(tmp_path) == {"docs/a.md": "2 and a person's words", "docs/b.md": "1"}
    assert undone.applied.notes == ("docs/a.md was edited since and stays as it is.",)


def test_a_removed_file_comes_back_by_undo(tmp_path):
    write(tmp_path, {"docs/deep/a.md": "text"})
    apply(tmp_path, {"docs/deep/a.md": None})
    store.undo(tmp_path, now=NOW)
    assert tree(tmp_path) == {"docs/deep/a.md": "text"}


def test_only_the_last_runs_are_remembered(tmp_path):
    for number in range(12):
        apply(tmp_path, {"docs/a.md": str(number)})
    runs = [folder.name for folder in (tmp_path / ".archgen/run").iterdir() if folder.is_dir()]
    assert len(runs) <= 6


def test_a_file_that_was_saved_since_it_was_read_stops_the_run(tmp_path):
    write(tmp_path, {"docs/a.md": "as read", "docs/b.md": "old"})
    write(tmp_path, {"docs/a.md": "saved meanwhile"})
    with pytest.raises(Stop, match=r"docs/a\.md: was changed while archgen was at work") as stop:
        apply(tmp_path, {"docs/b.md": "new"}, seen={"docs/a.md": "as read"})
    assert stop.value.code == Exit.FINDINGS
    assert tree(tmp_path) == {"docs/a.md": "saved meanwhile", "docs/b.md": "old"}


@pytest.mark.parametrize(
    ("path", "code"),
    [
        ("../out.md", "workspace-bad-path"),
        ("docs/../../out.md", "workspace-bad-path"),
        ("/etc/hosts", "workspace-bad-path"),
        ("docs//a.md", "workspace-bad-path"),
        ("docs/a\nb.md", "workspace-bad-path"),
        ("docs\\a.md", "workspace-bad-path"),
        ("C:/a.md", "workspace-bad-path"),
        ("", "workspace-bad-path"),
        ("src/main.py", "workspace-not-ours"),
        ("README.md", "workspace-not-ours"),
        (".mcp.json", "workspace-never-touched"),
        ("docs/.mcp.json", "workspace-never-touched"),
        ("mcp-servers/server.json", "workspace-never-touched"),
        (".github/workflows/ci.yml", "workspace-never-touched"),
        (".gitlab-ci.yml", "workspace-never-touched"),
        ("Jenkinsfile", "workspace-never-touched"),
        (".git/config", "workspace-never-touched"),
        (".archgen/run/lock", "workspace-never-touched"),
        ("docs/folder", "workspace-in-the-way"),
    ],
)
def test_paths_that_are_not_archgens_are_refused_and_nothing_is_written(tmp_path, path, code):
    write(tmp_path, {"docs/folder/a.md": "text"})
    with pytest.raises(Stop) as stop:
        apply(tmp_path, {"docs/fine.md": "fine", path: "text"})
    assert [problem.code for problem in stop.value.problems] == [code]
    assert tree(tmp_path) == {"docs/folder/a.md": "text"}


def test_ci_and_mcp_files_are_refused_even_where_the_whole_tree_is_allowed(tmp_path):
    for path in (".mcp.json", "mcp/a.json", ".github/workflows/a.yml", ".gitlab-ci.yml", ".circleci/config.yml"):
        with pytest.raises(Stop, match="never writes"):
            apply(tmp_path, {path: "text"}, within=("",))


def test_a_design_may_be_called_like_a_protocol(tmp_path):
    assert apply(tmp_path, {"docs/backend/mcp-gateway/index.md": "text"})


def test_named_files_and_the_given_folders_may_be_written(tmp_path):
    changes = {"mkdocs.yml": "a", "AGENTS.md": "b", ".archgen/manifest.json": "c", "doc/adr/0001-a.md": "d"}
    assert apply(tmp_path, changes, within=("doc/adr",)).written == tuple(sorted(changes))


def test_a_link_out_of_the_tree_is_refused(tmp_path):
    root, outside = tmp_path / "root", tmp_path / "outside"
    for folder in (root, outside):
        folder.mkdir()
    (root / "docs").symlink_to(outside)
    with pytest.raises(Stop, match="leads out of the repository through a link"):
        apply(root, {"docs/a.md": "text"})
    assert not any(outside.iterdir())


def test_a_link_inside_the_tree_stays_a_link(tmp_path):
    write(tmp_path, {"architecture/a.md": "old", "docs/shared.md": "old"})
    (tmp_path / "docs/backend").symlink_to(tmp_path / "architecture")
    (tmp_path / "docs/alias.md").symlink_to("shared.md")
    apply(tmp_path, {"docs/backend/a.md": "new", "docs/alias.md": "new"})
    assert (tmp_path / "docs/backend").is_symlink()
    assert (tmp_path / "docs/alias.md").is_symlink()
    assert (tmp_path / "architecture/a.md").read_text() == (tmp_path / "docs/shared.md").read_text() == "new"


def test_a_link_to_a_file_that_is_never_touched_is_refused(tmp_path):
    write(tmp_path, {".mcp.json": "{}", "docs/a.md": ""})
    (tmp_path / "docs/b.md").symlink_to("../.mcp.json")
    with pytest.raises(Stop, match="never writes"):
        apply(tmp_path, {"docs/b.md": "text"})


def test_the_stores_own_folder_stays_out_of_peoples_commits(tmp_path):
    apply(tmp_path, {"docs/a.md": "text"})
    assert (tmp_path / ".archgen/run/.gitignore").read_text() == "*\n"


class TestAPlanOnTheDisk:
    """Looking at the tree, planning, writing the plan."""

    PAGE, OTHER = "docs/backend/parley/page.md", "docs/backend/parley/other.md"

    def run(self, root: Path, pages: dict[str, str], **options) -> store.Applied:
        seen = store.look(root, {path: path for path in pages}, docs=("docs/backend",))
        plan = make_plan(
            produced={path: Produced(path, text, "parley") for path, text in pages.items()},
            manifest=seen.manifest,
            bases=seen.bases,
            theirs=seen.theirs,
            archgen="1.0",
            options=Options(**options),
        )
        return store.apply_plan(root, plan, message="update parley", now=NOW)

    def test_edits_and_moves_on_the_disk_are_merged_and_a_second_run_writes_nothing(self, tmp_path):
        self.run(tmp_path, {self.PAGE: "# Page\n\nOne.\n\nTwo.\n", self.OTHER: "[page](page.md)\n"})
        (tmp_path / "docs/backend/notes").mkdir()
        (tmp_path / self.PAGE).rename(tmp_path / "docs/backend/notes/page.md")
        write(tmp_path, {"docs/backend/notes/page.md": "# Page\n\nAnn's.\n\nOne.\n\nTwo.\n"})
        pages = {self.PAGE: "# Page\n\nOne.\n\n2.\n", self.OTHER: "[page](page.md)\n"}
        assert self.run(tmp_path, pages)
        now = {path: text for path, text in tree(tmp_path).items() if path.startswith("docs/")}
        assert now == {
            "docs/backend/notes/page.md": "# Page\n\nAnn's.\n\nOne.\n\n2.\n",
            self.OTHER: "[page](../notes/page.md)\n",
        }
        assert not self.run(tmp_path, pages)

    def test_bases_manifest_and_marks_for_git_lie_beside_and_undo_takes_all_back(self, tmp_path):
        self.run(tmp_path, {self.PAGE: "text\n"})
        assert sorted(tree(tmp_path)) == [
            ".archgen/.gitattributes",
            f".archgen/base/{self.PAGE}",
            ".archgen/manifest.json",
            self.PAGE,
        ]
        store.undo(tmp_path, now=NOW)
        assert tree(tmp_path) == {}

    def test_a_blocked_plan_is_not_written_and_every_reason_is_named(self, tmp_path):
        write(tmp_path, {self.PAGE: "Ann's\n"})
        with pytest.raises(Stop, match="archgen did not write this file") as stop:
            self.run(tmp_path, {self.PAGE: "ours\n", self.OTHER: "ours\n"})
        assert stop.value.code == Exit.FINDINGS
        assert tree(tmp_path) == {self.PAGE: "Ann's\n"}

    def test_bytes_that_are_no_utf_8_in_a_page_of_peoples_survive_a_merge(self, tmp_path):
        self.run(tmp_path, {self.PAGE: "one\n\ntwo\n\nthree\n"})
        (tmp_path / self.PAGE).write_bytes(b"caf\xe9\n\ntwo\n\nthree\n")
        self.run(tmp_path, {self.PAGE: "one\n\ntwo\n\n3\n"})
        assert (tmp_path / self.PAGE).read_bytes() == b"caf\xe9\n\ntwo\n\n3\n"

    def test_other_pages_are_read_only_where_something_left_its_place(self, tmp_path):
        self.run(tmp_path, {self.PAGE: "text\n"})
        write(tmp_path, {"docs/backend/ann.md": "Ann's\n", "docs/backend/.hidden.md": "x", "docs/backend/a.bin": "x"})
        assert set(store.look(tmp_path, {}, docs=("docs/backend",)).theirs) == {self.PAGE}
        (tmp_path / self.PAGE).unlink()
        assert set(store.look(tmp_path, {}, docs=("docs/backend",)).theirs) == {self.PAGE, "docs/backend/ann.md"}
        whole = store.look(tmp_path, {}, docs=("docs/backend",), whole=True).theirs
        assert set(whole) == {self.PAGE, "docs/backend/ann.md", "docs/backend/.hidden.md", "docs/backend/a.bin"}

    def test_the_bases_can_be_listed(self, tmp_path):
        self.run(tmp_path, {self.PAGE: "text\n"})
        bases = store.look(tmp_path, {}, docs=()).bases
        assert dict(bases) == {f".archgen/base/{self.PAGE}": "text\n"}
        assert len(bases) == 1
