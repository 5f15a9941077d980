"""A log's folder on the disk: where it is, which files may be records, their texts, and their names on branches."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from archgen.adr.log.settings import COMMON, Settings, tidy
from archgen.adr.names import name
from archgen.adr.reading.relations import RECORD_ENDINGS
from archgen.adr.source import Source, decode
from archgen.problems import Problem, Stop, Where

NEAR = 6  # so many of the last records tell how the log is written
_MOST_BYTES = 8_000_000
_PASSED_OVER = frozenset({"templates", "template", "assets", "images", "img", "node_modules"})


def folder_of(root: Path, option: str, said: Settings) -> str:
    """The log's folder from the root: as asked for, as configured, as found, else the default."""
    asked = tidy(option or said.folder)
    if not asked:
        found = (folder for folder in COMMON if any(name(file).digits for file in names(root / folder, deep=False)))
        return next(found, said.default)
    path = Path(asked) if asked.startswith("/") else root / asked
    inside = os.path.relpath(path, root)
    if inside == ".." or inside.startswith(f"..{os.sep}"):
        origin = "--log" if option else said.named_by
        what = f"the log '{asked}' lies outside the repository {root}."
        raise Stop([Problem("adr-outside", Where(origin), what, "Name a folder below the root.")])
    if path.exists() and not path.is_dir():
        raise Stop([Problem("adr-no-folder", Where(asked), "the log is a file, where a folder is needed.")])
    return "" if inside == "." else Path(inside).as_posix()


def names(folder: Path, *, deep: bool = True) -> Iterator[str]:
    """Files that may be records, by their path in the folder; links to folders are not followed."""
    waiting = [""]
    while waiting:
        below = waiting.pop()
        try:
            entries = sorted(os.scandir(folder / below), key=lambda entry: entry.name)
        except OSError:
            continue
        for entry in entries:
            path = f"{below}/{entry.name}".lstrip("/")
            if not path.isprintable() or entry.name.startswith("."):
                continue
            if entry.is_dir(follow_symlinks=False):
                if deep and entry.name.lower() not in _PASSED_OVER and path.count("/") < 4:
                    waiting.append(path)
            elif entry.name.lower().endswith(RECORD_ENDINGS):
                yield path


def newest(listed: tuple[str, ...]) -> tuple[str, ...]:
    """The newest records by number or date, read for how the log is written."""
    numbered = [file for file in listed if name(file).digits and "/" not in file]
    return tuple(sorted(numbered, key=lambda file: (int(name(file).digits.replace("-", "")), file))[-NEAR:])


def sources(folder: Path, files: Iterable[str]) -> tuple[dict[str, Source], list[tuple[str, str]]]:
    """The texts of files, and why some were not read."""
    found: dict[str, Source] = {}
    problems: list[tuple[str, str]] = []
    for file in files:
        try:
            about = (folder / file).stat()
            if not stat.S_ISREG(about.st_mode) or about.st_size > _MOST_BYTES:
                problems.append((file, f"is not read: no plain file, or over {_MOST_BYTES:,} bytes."))
                continue
            found[file] = decode((folder / file).read_bytes())
        except OSError as refused:
            problems.append((file, f"cannot be read: {refused.strerror}."))
    return found, problems


def text_of(file: Path) -> str:
    """The text of a file; empty if there is none."""
    try:
        return file.read_bytes()[:_MOST_BYTES].decode("utf-8", "replace")
    except OSError:
        return ""


def elsewhere(root: Path, folder: str, *, but_this: bool) -> tuple[str, Mapping[str, tuple[str, ...]]]:
    """The branch, and the names in the log's folder on all branches; nothing without git."""
    if not any((parent / ".git").exists() for parent in (root, *root.parents)):
        return "", {}
    from archgen.repository import Repository  # deferred: most commands do not ask git
    from archgen.tools import run

    branch = run("git", "symbolic-ref", "--quiet", "--short", "HEAD", cwd=root).out.strip() if but_this else ""
    own = (f"refs/heads/{branch}", f"/{branch}")
    cut = len(folder) + 1 if folder else 0
    found = Repository(root).files_by_ref(folder)
    return branch, {
        ref: tuple(file[cut:] for file in files)
        for ref, files in found.items()
        if not (branch and (ref == own[0] or (ref.startswith("refs/remotes/") and ref.endswith(own[1]))))
    }
