from __future__ import annotations

import os
import subprocess
from datetime import date
from pathlib import Path

import pytest

from archgen.repository import Repository, find_root

TODAY = date(2026, 3, 31)


def a_tree(root: Path, files: dict[str, str | bytes]) -> Repository:
    for path, text in files.items():
        file = root / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(text if isinstance(text, bytes) else text.encode())
    return Repository(root)


def git(root: Path, *args: str, who: str = "Ada <ada@example.org>", when: str = "2026-03-01T12:00:00Z") -> str:
    name, _, email = who.rstrip(">").partition(" <")
    own = {key: value for key, value in os.environ.items() if not key.startswith("GIT_")}
    author = {"GIT_AUTHOR_NAME": name, "GIT_AUTHOR_EMAIL": email, "GIT_AUTHOR_DATE": when}
    committer = {"GIT_COMMITTER_NAME": name, "GIT_COMMITTER_EMAIL": email, "GIT_COMMITTER_DATE": when}
    alone = {"GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_SYSTEM": os.devnull}
    return subprocess.run(
        ["git", "-c", "init.defaultBranch=main", *args],
        cwd=root, env=own | author | committer | alone, check=True, capture_output=True, text=True,
    ).stdout  # fmt: skip


def a_history(root: Path, files: dict[str, str | bytes]) -> Repository:
    repository = a_tree(root, files)
    git(root, "init", "-q")
    git(root, "add", "-A")
    git(root, "commit", "-q", "-m", "first", "--allow-empty")
    return repository


def test_a_root_is_the_nearest_parent_with_git_or_a_site(tmp_path):
    a_tree(tmp_path, {"mkdocs.yml": "", "docs/backend/shop/brief.yaml": ""})
    assert find_root(tmp_path / "docs/backend/shop") == tmp_path.resolve()


def test_a_folder_without_a_marked_parent_is_its_own_root(tmp_path):
    (tmp_path / "new").mkdir()
    assert find_root(tmp_path / "new") == (tmp_path / "new").resolve()


def test_a_listing_is_sorted_and_leaves_out_what_git_ignores(tmp_path):
    repository = a_history(tmp_path, {"b.py": "", "a/z.py": "", ".gitignore": "out/\n"})
    a_tree(tmp_path, {"new.py": "", "out/made.py": ""})
    assert repository.files() == (".gitignore", "a/z.py", "b.py", "new.py")


def test_a_file_that_was_deleted_without_telling_git_is_not_listed(tmp_path):
    repository = a_history(tmp_path, {"kept.md": "", "gone.md": ""})
    (tmp_path / "gone.md").unlink()
    assert repository.files() == ("kept.md",)


def test_a_folder_that_a_repository_around_it_ignores_is_read_as_if_there_were_no_git(tmp_path):
    a_history(tmp_path, {".gitignore": "*\n"})
    inside = a_tree(tmp_path / "project", {"app.py": ""})
    assert inside.files() == ("app.py",)
    a_history(tmp_path / "other", {".gitignore": "*\n", "secret": ""})
    git(tmp_path / "other", "rm", "-q", "--cached", "--ignore-unmatch", ".gitignore", "secret")
    assert Repository(tmp_path / "other").files() == ()


def test_without_git_dependencies_and_builds_are_left_out(tmp_path):
    repository = a_tree(tmp_path, {"app.js": "", "node_modules/x/index.js": "", ".venv/lib/y.py": "", "sub/ok.js": ""})
    assert repository.files() == ("app.js", "sub/ok.js")


@pytest.mark.parametrize(
    ("glob", "found"),
    [
        ("*.md", ("top.md",)),
        ("**/*.md", ("docs/adr/0001-a.md", "docs/b.md", "top.md")),
        ("docs/adr/????-*.md", ("docs/adr/0001-a.md",)),
        ("docs/**", ("docs/adr/0001-a.md", "docs/b.md")),
        ("*", ("[x].txt", "top.md")),
        ("docs/adr/[0-9]*.md", ("docs/adr/0001-a.md",)),
        ("[x].txt", ()),
    ],
)
def test_a_glob_matches_the_whole_path(tmp_path, glob, found):
    repository = a_tree(tmp_path, {"top.md": "", "docs/b.md": "", "docs/adr/0001-a.md": "", "[x].txt": ""})
    assert repository.files(glob) == found


def test_a_limit_keeps_the_first_in_order(tmp_path):
    repository = a_tree(tmp_path, {"c": "", "a": "", "b": ""})
    assert repository.files(limit=2) == ("a", "b")


def test_a_subfolder_of_a_working_tree_speaks_of_its_own_paths(tmp_path):
    a_history(tmp_path, {"service/api.py": "v1", "other/x.py": ""})
    service = Repository(tmp_path / "service")
    assert service.files() == ("api.py",)
    assert service.files_by_ref("") == {"refs/heads/main": ("api.py",)}


def test_text_is_returned_byte_for_byte(tmp_path):
    repository = a_history(tmp_path, {"crlf.md": b"\xef\xbb\xbfone\r\ntwo\r"})
    assert repository.read_text("crlf.md") == "\ufeffone\r\ntwo\r"


def test_what_is_not_readable_as_text_is_none(tmp_path):
    repository = a_tree(tmp_path, {"binary": b"\xff\xfe\x00", "large": "x" * 100, "folder/file": ""})
    os.mkfifo(tmp_path / "pipe")
    assert repository.read_text("binary") is None
    assert repository.read_text("large", limit=99) is None
    assert repository.read_text("absent") is None
    assert repository.read_text("folder") is None
    assert repository.read_text("pipe") is None
    assert repository.read_bytes("binary") == b"\xff\xfe\x00"


@pytest.mark.parametrize("path", ["../secret", "/etc/passwd", "link", "folder-link/secret", "a\0b", "x" * 5000])
def test_nothing_outside_the_tree_is_read(tmp_path, path):
    a_tree(tmp_path, {"secret": "s"})
    root = tmp_path / "repo"
    repository = a_tree(root, {"own": ""})
    (root / "link").symlink_to(tmp_path / "secret")
    (root / "folder-link").symlink_to(tmp_path)
    assert repository.read_bytes(path) is None
    assert not repository.exists(path)
    assert repository.files() == ("own",)


def test_a_link_within_the_tree_is_a_file_like_any_other(tmp_path):
    repository = a_tree(tmp_path, {"AGENTS.md": "hello"})
    (tmp_path / "CLAUDE.md").symlink_to("AGENTS.md")
    assert repository.files() == ("AGENTS.md", "CLAUDE.md")
    assert repository.read_text("CLAUDE.md") == "hello"


def test_refs_are_local_and_remote_tracking_branches_without_aliases(tmp_path):
    a_history(tmp_path / "origin", {"a": ""})
    git(tmp_path, "clone", "-q", "origin", "copy")
    git(tmp_path / "copy", "branch", "feature/x")
    git(tmp_path / "copy", "tag", "v1")
    assert Repository(tmp_path / "copy").refs() == (
        "refs/heads/feature/x",
        "refs/heads/main",
        "refs/remotes/origin/main",
    )


def test_branches_are_read_without_checking_them_out(tmp_path):
    a_history(tmp_path, {"sub/docs/adr/0001-a.md": "one", "sub/docs/adrs/x.md": "", "sub/readme.md": ""})
    git(tmp_path, "branch", "same")
    git(tmp_path, "checkout", "-q", "-b", "more")
    a_tree(tmp_path, {"sub/docs/adr/0002-ä.md": "two"})
    git(tmp_path, "add", "-A")
    git(tmp_path, "commit", "-q", "-m", "second")
    git(tmp_path, "checkout", "-q", "--orphan", "empty")
    git(tmp_path, "rm", "-rfq", ".")
    git(tmp_path, "commit", "-q", "--allow-empty", "-m", "nothing")
    git(tmp_path, "checkout", "-q", "main")
    repository = Repository(tmp_path / "sub")
    first, second = "docs/adr/0001-a.md", "docs/adr/0002-ä.md"
    assert repository.files_by_ref("docs/adr") == {
        "refs/heads/empty": (),
        "refs/heads/main": (first,),
        "refs/heads/more": (first, second),
        "refs/heads/same": (first,),
    }
    assert repository.files_by_ref("docs/adr/") == repository.files_by_ref("docs/adr")
    assert repository.files_by_ref("")["refs/heads/more"] == (first, second, "docs/adrs/x.md", "readme.md")
    assert set(repository.files_by_ref("nowhere").values()) == {()}


def test_contributors_are_people_in_the_window_each_counted_once(tmp_path):
    repository = a_history(tmp_path, {"a": ""})
    commit = ("commit", "-q", "--allow-empty", "-m", "x")
    a_commit = [
        ("Ada <ada@home.example>", "2026-03-30T12:00:00Z"),
        ("ada <ADA@example.org>", "2026-02-01T12:00:00Z"),
        ("Bob <bob@example.org>", "2026-01-05T12:00:00Z"),
        ("renovate[bot] <bot@example.org>", "2026-03-01T12:00:00Z"),
    ]
    git(tmp_path, *commit, who="Old <old@example.org>", when="2025-06-01T12:00:00Z")
    for who, when in sorted(a_commit, key=lambda each: each[1]):
        (tmp_path / "a").write_text(who)
        git(tmp_path, "commit", "-q", "-am", "x", who=who, when=when)
    assert repository.contributors(90, TODAY) == 2


def test_without_a_commit_there_are_no_branches_and_no_contributors(tmp_path):
    repository = a_tree(tmp_path, {"a": ""})
    assert repository.refs() == ()
    assert repository.contributors(90, TODAY) == 0
    git(tmp_path, "init", "-q")
    assert repository.refs() == ()


def test_no_program_named_by_the_repositorys_configuration_runs(tmp_path):
    repository = a_history(tmp_path, {"a": "x"})
    trap = tmp_path / "trap.sh"
    trap.write_text(f"#!/bin/sh\ntouch {tmp_path}/sprung\n")
    trap.chmod(0o755)
    for key in ("core.fsmonitor", "core.pager", "pager.log", "gpg.program", "diff.external"):
        git(tmp_path, "config", key, str(trap))
    git(tmp_path, "config", "log.showSignature", "true")
    repository.files()
    repository.contributors(90, TODAY)
    repository.files_by_ref("")
    assert not (tmp_path / "sprung").exists()


def test_a_hooks_environment_does_not_point_us_at_another_repository(tmp_path, monkeypatch):
    a_history(tmp_path / "other", {"theirs": ""})
    repository = a_history(tmp_path / "ours", {"ours": ""})
    monkeypatch.setenv("GIT_DIR", str(tmp_path / "other/.git"))
    monkeypatch.setenv("GIT_INDEX_FILE", str(tmp_path / "other/.git/index"))
    assert repository.files() == ("ours",)
    assert repository.files_by_ref("") == {"refs/heads/main": ("ours",)}


def test_a_name_that_is_no_utf8_is_left_out(tmp_path):
    repository = a_history(tmp_path, {"good": ""})
    Path(os.fsdecode(os.fsencode(tmp_path) + b"/bad-\xff")).write_text("")
    assert repository.files() == ("good",)
