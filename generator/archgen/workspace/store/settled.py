"""Whether a run would find nothing to do, told from names, sizes and times alone: of the whole tree and of archgen.

A run that leaves nothing open keeps the mark of all files. While nothing in the tree or in archgen differs from it, the
same run would write nothing, and is left out. In doubt (a folder linked from elsewhere, too many files) it is made.
"""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from archgen.workspace.store.places import RUNS

PATH = f"{RUNS}/settled.json"
MOST_FILES = 500_000
# None of these can be the name of a design; what else is a build or a dependency is looked at like any folder.
_PASSED_OVER = {".git", ".venv", "node_modules", "__pycache__", ".tox", ".nox", ".mypy_cache", ".ruff_cache"}
_PASSED_OVER |= {".pytest_cache", ".terraform", ".gradle"}

Marks = Mapping[str, tuple[int, ...]]


def marks(root: Path, *, without: Iterable[str] = (RUNS,)) -> Marks:
    """Size, times and inode of every file below `root` by path; empty where that would not tell everything."""
    found: dict[str, tuple[int, ...]] = {}
    for path, entry in _walk(str(root), "", frozenset(without)):
        mark = _mark(entry)
        if mark is None or len(found) == MOST_FILES:
            return {}
        found[path] = mark
    return found


def settle(root: Path, own: str, *, before: Marks, written: Iterable[str], designs: Iterable[str], every: bool) -> None:
    """Keep the mark after a run over `designs`, unless a file that it did not write differs from `before`.

    `own` stands for archgen itself; `every` says that there are no other designs.
    """
    after, ours = marks(root), set(written)
    others = (path for path in {*before, *after} if path not in ours)
    if not after or any(before.get(path) != after.get(path) for path in others):
        return
    kept = {"mark": _digest(after, own), "designs": sorted(designs), "every": every}
    if (root / RUNS).is_dir():  # made, and kept out of git, by the first run that wrote something
        (root / PATH).write_text(json.dumps(kept), encoding="utf-8")


def is_settled(root: Path, own: str, *, slug: str, every: bool) -> bool:
    """Whether nothing has changed since a run over the design `slug`, the only one ("") or `every` one."""
    try:
        kept = json.loads((root / PATH).read_text(encoding="utf-8"))
        designs, complete, mark = list(kept["designs"]), bool(kept["every"]), str(kept["mark"])
    except (OSError, ValueError, KeyError, TypeError):
        return False
    meant = slug in designs if slug and not every else complete and (every or len(designs) == 1)
    if not meant:
        return False
    now = marks(root)
    return bool(now) and _digest(now, own) == mark


def of_folders(*folders: Path, without: Iterable[str] = ()) -> str:
    """One digest over every file of some folders: what stands for archgen itself."""
    found = {f"{folder}/{path}": mark for folder in folders for path, mark in marks(folder, without=without).items()}
    return _digest(found, "")


def _digest(found: Marks, own: str) -> str:
    lines = "\n".join(f"{path}\0{mark}" for path, mark in sorted(found.items()))
    return hashlib.sha256(f"{own}\0{lines}".encode("utf-8", "surrogateescape")).hexdigest()


def _mark(entry: os.DirEntry[str]) -> tuple[int, ...] | None:
    """None for a link to a folder, whose files are not looked at."""
    try:
        if entry.is_symlink() and entry.is_dir():
            return None
        stat = entry.stat()
    except OSError:  # a link into nothing, or gone by now
        return ()
    return (stat.st_size, stat.st_mtime_ns, stat.st_ctime_ns, stat.st_ino)


def _walk(folder: str, inside: str, without: frozenset[str]) -> Iterator[tuple[str, os.DirEntry[str]]]:
    try:
        entries = list(os.scandir(folder))
    except OSError:  # a folder that cannot be read, or is gone by now, holds nothing that a run would read
        return
    for entry in entries:
        path = f"{inside}{entry.name}"
        if not entry.is_dir(follow_symlinks=False):
            yield path, entry
        elif entry.name not in _PASSED_OVER and path not in without:
            yield from _walk(entry.path, f"{path}/", without)
