"""Where archgen may write, and where never. Knows the rules for paths, not the reasons for a write."""

from __future__ import annotations

import os
import re
import stat
from collections.abc import Iterable
from fnmatch import translate
from pathlib import Path

from archgen.problems import Problem, Where, stop_if

OWN = ".archgen"
RUNS = f"{OWN}/run"
NAMED = ("mkdocs.yml", "mkdocs.yaml", "AGENTS.md", OWN)
NEVER = (
    *(".git", ".git/*", ".mcp.json", "*/.mcp.json", "mcp*/*", RUNS, f"{RUNS}/*"),
    *(".github/*", ".gitlab-ci.yml", ".gitlab/*", ".circleci/*", ".buildkite/*", ".woodpecker*", ".drone.yml", ".ci/*"),
    *("Jenkinsfile", ".travis.yml", "azure-pipelines*.yml", "bitbucket-pipelines.yml", ".tekton/*", ".teamcity/*"),
)
_NEVER = re.compile("|".join(map(translate, NEVER)), re.IGNORECASE)


def places(root: Path, paths: Iterable[str], *, within: tuple[str, ...]) -> dict[str, str]:
    """Where each path really lies, links inside the tree followed; stops at all that archgen must not write.

    `within` are the folders and files that may be written beside archgen's own.
    """
    top = os.path.realpath(root)
    folders: dict[str, str] = {}
    found: dict[str, str] = {}
    problems: list[Problem] = []
    for path in sorted(paths):
        if not _plain(path):
            what = "is not a plain path below the repository's root."
            problems.append(Problem("workspace-bad-path", Where(repr(path)), what))
            continue
        place, mode = _real(top, path, folders)
        inside = place.startswith(f"{top}{os.sep}")
        found[path] = place[len(top) + 1 :].replace(os.sep, "/") if inside else place
        problems.extend(_refusals(path, found[path], mode, inside=inside, within=within))
    stop_if(problems)
    return found


def _real(top: str, path: str, folders: dict[str, str]) -> tuple[str, int]:
    """The place without links, and what lies there (0: nothing); `folders` remembers the folders met before."""
    folder, _, name = path.rpartition("/")
    if folder not in folders:
        folders[folder] = os.path.realpath(f"{top}{os.sep}{folder}")
    place = f"{folders[folder]}{os.sep}{name}"
    mode = _mode(place)
    if stat.S_ISLNK(mode):
        place = os.path.realpath(place)
        mode = _mode(place)
    return place, mode


def _mode(place: str) -> int:
    try:
        return os.lstat(place).st_mode
    except (FileNotFoundError, NotADirectoryError):
        return 0


def _refusals(path: str, place: str, mode: int, *, inside: bool, within: tuple[str, ...]) -> Iterable[Problem]:
    if not inside:
        what = f"leads out of the repository through a link, to {place}."
        yield Problem("workspace-outside", Where(path), what, "Replace the link by a folder of its own.")
    elif _NEVER.match(path) or _NEVER.match(place):
        yield Problem("workspace-never-touched", Where(path), "is a file that archgen never writes.")
    elif not any(_lies_in(path, folder) for folder in (*within, *NAMED)):
        what = f"lies outside what archgen may write ({', '.join(within)})."
        yield Problem("workspace-not-ours", Where(path), what)
    elif mode and not stat.S_ISREG(mode):
        what = "is a folder or a device, where a file is to be written."
        yield Problem("workspace-in-the-way", Where(path), what, "Move it away, then run again.")


def _plain(path: str) -> bool:
    parts = path.split("/")
    odd = any(part in ("", ".", "..") for part in parts) or any(char in path for char in "\\\0\n\r")
    return not odd and ":" not in parts[0]


def _lies_in(path: str, folder: str) -> bool:
    return folder in ("", ".") or path == folder or path.startswith(folder.rstrip("/") + "/")
