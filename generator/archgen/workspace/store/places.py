"""Where archgen may write, and where never. Knows the rules for paths, not the reasons for a write."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable
from fnmatch import translate
from pathlib import Path, PurePosixPath

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
    top = Path(os.path.realpath(root))
    folders: dict[str, Path] = {}
    found: dict[str, str] = {}
    problems: list[Problem] = []
    for path in sorted(paths):
        if not _plain(path):
            what = "is not a plain path below the repository's root."
            problems.append(Problem("workspace-bad-path", Where(repr(path)), what))
            continue
        place = _real(top, path, folders)
        problems.extend(_refusals(top, path, place, within))
        if top in place.parents:
            found[path] = place.relative_to(top).as_posix()
    stop_if(problems)
    return found


def _real(top: Path, path: str, folders: dict[str, Path]) -> Path:
    """The place without links; `folders` remembers the folders met before."""
    folder, _, name = path.rpartition("/")
    if folder not in folders:
        folders[folder] = Path(os.path.realpath(top / folder))
    place = folders[folder] / name
    return Path(os.path.realpath(place)) if place.is_symlink() else place


def _refusals(top: Path, path: str, place: Path, within: tuple[str, ...]) -> Iterable[Problem]:
    if top not in place.parents:
        what = f"leads out of the repository through a link, to {place}."
        yield Problem("workspace-outside", Where(path), what, "Replace the link by a folder of its own.")
    elif _NEVER.match(path) or _NEVER.match(place.relative_to(top).as_posix()):
        yield Problem("workspace-never-touched", Where(path), "is a file that archgen never writes.")
    elif not any(_lies_in(path, folder) for folder in (*within, *NAMED)):
        what = f"lies outside what archgen may write ({', '.join(within)})."
        yield Problem("workspace-not-ours", Where(path), what)
    elif place.is_dir():
        what = "is a folder, where a file is to be written."
        yield Problem("workspace-in-the-way", Where(path), what, "Move the folder away, then run again.")


def _plain(path: str) -> bool:
    parts = PurePosixPath(path).parts
    return (
        bool(parts)
        and "/".join(parts) == path
        and ".." not in parts
        and not path.startswith("/")
        and not any(char in path for char in "\\\0\n\r")
        and ":" not in parts[0]
    )


def _lies_in(path: str, folder: str) -> bool:
    return folder in ("", ".") or path == folder or path.startswith(folder.rstrip("/") + "/")
