"""Two branches that both edited and both ran archgen, merged by git, then brought together by `--rebase`."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

PAGE, OTHER = "docs/backend/parley/page.md", "docs/backend/parley/other.md"
ONE = "# Page\n\n## Load\n\nFour instances.\n\n## Cost\n\nEUR 600.\n\n## Notes\n\nNone.\n"


@pytest.fixture
def git(desk, tmp_path):
    return Git(desk, tmp_path)


class Git:
    """A repository whose working tree is the desk's files."""

    def __init__(self, desk, folder: Path) -> None:
        self.desk, self.folder = desk, folder
        self("init", "-q", "-b", "main")

    def __call__(self, *words: str, fails: bool = False) -> None:
        who = ("-c", "user.name=A", "-c", "user.email=a@b", "-c", "core.autocrlf=false", "-c", "commit.gpgsign=false")
        done = subprocess.run(["git", *who, *words], cwd=self.folder, capture_output=True, text=True, check=False)
        assert (done.returncode != 0) == fails, done.stdout + done.stderr

    def commit(self) -> None:
        for path in self.files():
            path.unlink()
        for path, text in self.desk.files.items():
            (self.folder / path).parent.mkdir(parents=True, exist_ok=True)
            (self.folder / path).write_text(text, encoding="utf-8", newline="")
        self("add", "-A")
        self("commit", "-q", "-m", "x")

    def switch(self, *words: str) -> None:
        self("switch", "-q", *words)
        self.read()

    def files(self) -> list[Path]:
        found = (path for path in self.folder.rglob("*") if path.is_file())
        return [path for path in found if path.relative_to(self.folder).parts[0] != ".git"]

    def read(self) -> None:
        found = {path.relative_to(self.folder).as_posix(): path.read_text(encoding="utf-8") for path in self.files()}
        self.desk.files.clear()
        self.desk.files.update(found)


def test_edits_of_both_branches_and_the_new_text_come_together(git, desk):
    desk.run({PAGE: ONE, OTHER: "a\n"})
    git.commit()
    git.switch("-c", "bob")
    desk.files[PAGE] = desk.files[PAGE].replace("None.", "Bob was here.")
    desk.run({PAGE: ONE.replace("Four", "Six"), OTHER: "b\n"})
    git.commit()
    git.switch("main")
    desk.files[PAGE] = desk.files[PAGE].replace("# Page\n", "# Page\n\nAnn was here.\n")
    desk.run({PAGE: ONE.replace("Four", "Five"), OTHER: "c\n"})
    git.commit()
    git("merge", "-q", "bob", fails=True)
    git.read()
    assert "<<<<<<<" in desk.files[PAGE] + desk.files[".archgen/manifest.json"] + desk.files[f".archgen/base/{PAGE}"]
    new = {PAGE: ONE.replace("Four", "Seven"), OTHER: "d\n"}
    said = desk.plan(new)
    assert said.blocked
    assert "archgen update --rebase" in said.as_text()
    desk.run(new, rebase=True)
    both = new[PAGE].replace("# Page\n", "# Page\n\nAnn was here.\n").replace("None.", "Bob was here.")
    assert desk.people() == {PAGE: both, OTHER: "d\n"}
    assert desk.plan(new).changes() == {}


def test_what_both_branches_wrote_at_the_same_place_is_a_conflict_of_the_rebase(git, desk):
    desk.run({PAGE: ONE})
    git.commit()
    for branch, words, number in (("bob", "Bob's", "Six"), ("ann", "Ann's", "Five")):
        git.switch("main")
        git.switch("-c", branch)
        desk.files[PAGE] = desk.files[PAGE].replace("None.", words)
        desk.run({PAGE: ONE.replace("Four", number)})
        git.commit()
    git("merge", "-q", "bob", fails=True)
    git.read()
    new = {PAGE: ONE.replace("Four", "Seven")}
    plan = desk.plan(new, rebase=True)
    assert plan.blocked
    (conflict,) = plan.actions[0].conflicts
    assert (conflict.theirs, conflict.base, conflict.ours) == (("Ann's",), ("None.",), ("Bob's",))
    desk.run(new, rebase=True, conflict="markers")
    assert "Seven instances." in desk.files[PAGE]
    assert "Ann's\n" in desk.files[PAGE]
    assert "Bob's\n" in desk.files[PAGE]


def test_a_merge_that_git_settled_alone_leaves_bases_that_only_the_rebase_trusts(git, desk):
    desk.run({PAGE: ONE, OTHER: "a\n"})
    git.commit()
    git.switch("-c", "bob")
    desk.files[PAGE] = desk.files[PAGE].replace("None.", "Bob was here.")
    desk.run({PAGE: ONE.replace("Four", "Six"), OTHER: "a\n"})
    git.commit()
    git.switch("main")
    desk.run({PAGE: ONE.replace("600", "700"), OTHER: "a\n"})
    git.commit()
    git("merge", "-q", "bob", fails=True)
    git.read()
    assert "<<<<<<<" not in desk.files[PAGE]
    new = {PAGE: ONE.replace("Four", "Six").replace("600", "700"), OTHER: "a\n"}
    assert desk.plan(new).blocked
    desk.run(new, rebase=True)
    assert desk.people()[PAGE] == new[PAGE].replace("None.", "Bob was here.")
    assert desk.plan(new).changes() == {}


def test_branches_that_brought_different_designs_need_no_rebase_but_for_the_manifest(git, desk):
    desk.run({PAGE: ONE})
    git.commit()
    git.switch("-c", "bob")
    desk.run({"docs/backend/lumen/page.md": "lumen\n"}, slug="lumen")
    git.commit()
    git.switch("main")
    desk.run({"docs/backend/orbit/page.md": "orbit\n"}, slug="orbit")
    git.commit()
    git("merge", "-q", "bob", fails=True)
    git.read()
    desk.run({PAGE: ONE}, rebase=True)
    assert len(desk.people()) == 3
    for slug in ("lumen", "orbit"):
        assert desk.plan({f"docs/backend/{slug}/page.md": f"{slug}\n"}, slug=slug).changes() == {}
