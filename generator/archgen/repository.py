"""The one reader of the working tree and of git, read-only. It knows nothing of what the files mean.

Whatever lies in the folder, it is only read: no program that a repository's own configuration names is run.
"""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

from archgen.globs import pattern
from archgen.tools import Result, run

MOST_FILES = 50_000
MOST_BYTES = 8_000_000
MOST_COMMITS = 20_000
ROOT_MARKS = (".git", "mkdocs.yml")
NOT_WALKED = frozenset(
    {".git", ".hg", ".svn", ".venv", "venv", "node_modules", "__pycache__", ".tox", ".nox", ".mypy_cache"}
    | {".terraform", ".gradle", "vendor", "target", "dist", "build", "site-packages"}
)

# Reading must not start a program that the repository's own configuration names, nor take a lock.
_SAFELY = (
    *("--no-pager", "--no-optional-locks"),
    *("-c", "core.fsmonitor=false", "-c", "core.quotePath=false", "-c", "log.showSignature=false"),
)
# Git sets these while it runs a hook; they would point our questions at another repository or index.
_GITS_OWN = ("GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE", "GIT_PREFIX", "GIT_OBJECT_DIRECTORY", "GIT_COMMON_DIR")


def find_root(start: Path) -> Path:
    """The nearest folder, from `start` upwards, that holds `.git` or `mkdocs.yml`; else `start`."""
    start = start.resolve()
    for folder in (start, *start.parents):
        if any((folder / mark).exists() for mark in ROOT_MARKS):
            return folder
    return start


class Repository:
    """A folder and, if there is one, the git history around it. All paths are relative to the folder, with `/`."""

    def __init__(self, root: Path) -> None:
        self.root = root.resolve()

    def read_bytes(self, path: str, *, limit: int = MOST_BYTES) -> bytes | None:
        """The bytes of a regular file in the tree; None if there is none, it cannot be read, or it is over `limit`."""
        file = self._inside(path)
        try:
            if file is None or not stat.S_ISREG(file.stat().st_mode) or file.stat().st_size > limit:
                return None
            return file.read_bytes()
        except OSError:
            return None

    def read_text(self, path: str, *, limit: int = MOST_BYTES) -> str | None:
        """The text of a file as it is, line ends and byte order mark included; None also if it is not UTF-8."""
        data = self.read_bytes(path, limit=limit)
        try:
            return None if data is None else data.decode("utf-8")
        except UnicodeDecodeError:
            return None

    def exists(self, path: str) -> bool:
        """Is there a file or folder of that name in the tree?"""
        file = self._inside(path)
        try:
            return file is not None and file.exists()
        except OSError:  # a name that is too long for the disk
            return False

    def files(self, *globs: str, limit: int = MOST_FILES) -> tuple[str, ...]:
        """Paths of regular files, sorted, the first `limit` of them; those that git ignores are left out.

        A glob (`archgen.globs`) matches the whole path.
        """
        patterns = tuple(map(pattern, globs))
        found: list[str] = []
        for path in sorted(set(self._listing())):
            if patterns and not any(whole.fullmatch(path) for whole in patterns):
                continue
            if len(found) == limit:
                break
            if self._is_file(path):
                found.append(path)
        return tuple(found)

    def refs(self) -> tuple[str, ...]:
        """Local and remote-tracking branches by their full names (`refs/heads/main`), sorted."""
        lines = self._git("for-each-ref", "--format=%(symref)%09%(refname)", "refs/heads", "refs/remotes").out
        # An alias such as refs/remotes/origin/HEAD has a symref in front; its branch is listed itself.
        return tuple(sorted(line[1:] for line in lines.splitlines() if line.startswith("\t")))

    def files_by_ref(self, folder: str) -> dict[str, tuple[str, ...]]:
        """Paths of the files under `folder` on every branch, sorted; git lists a folder that several share once."""
        refs, folder = self.refs(), folder.strip("/")
        asked = "".join(f"{ref}:./{folder}\n" for ref in refs)
        trees = self._git("cat-file", "--batch-check=%(objectname) %(objecttype)", stdin=asked).out.splitlines()
        found = {tree: self._below(tree.split()[0], folder) for tree in set(trees) if tree.endswith(" tree")}
        return {ref: found.get(tree, ()) for ref, tree in zip(refs, trees, strict=False)}

    def contributors(self, days: int, today: date) -> int:
        """People, not bots, with a commit on HEAD in the `days` before `today`; who used two addresses counts once."""
        since, until = today - timedelta(days=days), today + timedelta(days=1)
        window = (f"--since={since}T00:00:00Z", f"--until={until}T00:00:00Z", f"--max-count={MOST_COMMITS}")
        log = self._git("log", *window, "--no-merges", "--format=%aE%x09%aN", "HEAD", "--", ".")
        return _people(tuple(line.split("\t", 1)) for line in sorted(set(log.out.splitlines())) if "\t" in line)

    def _inside(self, path: str) -> Path | None:
        """The file that `path` names, unless it lies outside the tree (`..`, an absolute path, a symlink)."""
        try:
            file = (self.root / path).resolve()
        except (OSError, ValueError, RuntimeError):
            return None
        return file if file.is_relative_to(self.root) else None

    def _is_file(self, path: str) -> bool:
        """A regular file, or a link to one in the tree; listings cross no linked folder, so one look is enough."""
        try:
            mode = os.lstat(self.root / path).st_mode
            file = self._inside(path) if stat.S_ISLNK(mode) else None
            return stat.S_ISREG(file.stat().st_mode if file else mode)
        except (OSError, ValueError):
            return False

    def _below(self, tree: str, folder: str) -> tuple[str, ...]:
        listed = self._git("ls-tree", "-r", "-z", "--name-only", "--full-tree", tree)
        return tuple(sorted(f"{folder}/{name}".lstrip("/") for name in _names(listed)))

    def _listing(self) -> Iterator[str]:
        """What git lists; the folder itself where there is no git, or where a repository around it ignores it whole."""
        listed = self._git("ls-files", "-z", "--cached", "--others", "--exclude-standard")
        if listed.code != 0 or (not listed.out and self._is_ignored()):
            return _walk(self.root)
        return iter(_names(listed))

    def _is_ignored(self) -> bool:
        above = self._git("rev-parse", "--show-prefix").out.strip()
        return bool(above) and self._git("check-ignore", "-q", "--", str(self.root)).code == 0

    def _git(self, *args: str, stdin: str = "") -> Result:
        return run("git", *_SAFELY, *args, cwd=self.root, stdin=stdin, without=_GITS_OWN)


def _walk(root: Path) -> Iterator[str]:
    """Every file below `root` that is no dependency, build or cache, up to a bound."""
    seen = 0
    for folder, below, names in os.walk(root):
        below[:] = sorted(name for name in below if name not in NOT_WALKED)
        inside = Path(folder).relative_to(root)
        for name in sorted(names):
            yield (inside / name).as_posix()
            seen += 1
            if seen >= MOST_FILES:
                return


def _names(listed: Result) -> tuple[str, ...]:
    """Paths separated by NUL; one whose name is no UTF-8 cannot be spelled in a document and is left out."""
    return tuple(name for name in listed.out.split("\0") if name and "\ufffd" not in name) if listed.code == 0 else ()


def _people(authors: Iterator[tuple[str, ...]]) -> int:
    """Authors that share an address or a name are one person."""
    groups: list[set[str]] = []
    for email, name in authors:
        if "[bot]" in email + name:
            continue
        person = {f"email {email.casefold()}", f"name {' '.join(name.casefold().split())}"}
        same = [group for group in groups if group & person]
        groups = [group for group in groups if not group & person] + [person.union(*same)]
    return len(groups)
