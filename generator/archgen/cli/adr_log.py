"""What the commands of the log share: its options, reading it from the disk, and carrying out a change."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal, NamedTuple

import typer

from archgen.adr.log.log import Log
from archgen.adr.log.settings import ADR_DIR, COMMON, CONFIG, LOG4BRAINS, Settings, settings, tidy
from archgen.adr.names import name
from archgen.adr.reading.relations import RECORD_ENDINGS
from archgen.adr.source import Source, decode
from archgen.cli import options
from archgen.problems import Exit, Problem, Stop, Where, stop_if

if TYPE_CHECKING:
    from archgen.adr.changes.desk import Change

LogOption = Annotated[str, typer.Option("--log", help="The log's folder; default: as configured, else the one found.")]
Records = Annotated[list[str], typer.Argument(help="Records, each by number, file name or a part of it.")]
By = Annotated[str, typer.Option("--by", help="Who decided it.")]
Because = Annotated[str, typer.Option("--because", help="The reason, written into the record.")]

STATE = ".archgen/adr.json"
NEAR = 6  # so many of the last records tell how the log is written
_MOST_BYTES = 8_000_000
_PASSED_OVER = frozenset({"templates", "template", "assets", "images", "img", "node_modules"})


class Opened(NamedTuple):
    """A log and where it lies."""

    root: Path
    log: Log


def open_log(
    output: Path | None,
    log: str = "",
    *,
    branches: Literal["", "all", "others"] = "",
    last_only: bool = False,
    lenient: bool = False,
) -> Opened:
    """Read the log; also the names on branches, all or all but this one. `last_only` reads the newest records alone.

    Wrong settings stop it, unless with `lenient`: then they are left to be found by a check.
    """
    root = options.root(output)
    said = settings(*(text_of(root / file) for file in (CONFIG, ADR_DIR, LOG4BRAINS)))
    stop_if(() if lenient else said.problems)
    folder = _folder(root, log, said)
    listed = tuple(_names(root / folder))
    wanted = _last(listed) if last_only else listed
    sources, problems = _sources(root / folder, wanted)
    unread = tuple(Problem("adr-unreadable", Where(f"{folder}/{file}"), what) for file, what in problems)
    branch, elsewhere = _elsewhere(root, folder, but_this=branches == "others") if branches else ("", {})
    found = Log(
        folder=folder,
        files=sources,
        listed=listed,
        settings=said._replace(problems=(*said.problems, *unread)),
        elsewhere=elsewhere,
        state_text=text_of(root / STATE),
        branch=branch,
    )
    return Opened(root, found)


def carry_out(
    opened: Opened,
    change: Change,
    *,
    command: str,
    dry_run: bool = False,
    quiet: bool = False,
    within: tuple[str, ...] = (),
) -> None:
    """Write a change, all or nothing, and say what it is; with `dry_run` only say it."""
    show(opened, change, dry_run=dry_run, quiet=quiet)
    if dry_run or not change.files:
        return
    from archgen.workspace.store import apply  # deferred: commands that only read do without it

    allowed = (opened.log.folder, *within)
    applied = apply(
        opened.root, change.files, message=f"adr {command}", now=options.now(), within=allowed, seen=change.seen
    )
    for note in applied.notes:
        typer.echo(note)


def show(opened: Opened, change: Change, *, dry_run: bool, quiet: bool) -> None:
    """Say what a change is; for a dry run also which files it would touch."""
    if not quiet:
        for sentence in change.says:
            typer.echo(_harmless(sentence))
        if not change.says and not change.files:
            typer.echo("Nothing to do.")
    if dry_run:
        for path, data in change.files.items():
            act = "remove" if data is None else "change" if (opened.root / path).exists() else "write"
            typer.echo(_harmless(f"would {act} {path}"))


def chosen(log: Log, references: Iterable[str]) -> list[str]:
    """The file names of records that a person named, each once."""
    return list(dict.fromkeys(log.find(reference).file for reference in references))


def _folder(root: Path, option: str, said: Settings) -> str:
    """The log's folder from the root: as asked for, as configured, as found, else the default."""
    asked = tidy(option or said.folder)
    if not asked:
        found = (folder for folder in COMMON if any(name(file).digits for file in _names(root / folder, deep=False)))
        return next(found, said.default)
    path = Path(asked) if asked.startswith("/") else root / asked
    inside = os.path.relpath(path, root)
    if inside == ".." or inside.startswith(f"..{os.sep}"):
        origin = "--log" if option else said.named_by
        what = f"the log '{asked}' lies outside the repository {root}."
        raise Stop([Problem("adr-outside", Where(origin), what, "Name a folder below the root.")])
    if path.exists() and not path.is_dir():
        raise Stop([Problem("adr-no-folder", Where(asked), "the log is a file, where a folder is needed.")])
    return Path(inside).as_posix()


def _names(folder: Path, *, deep: bool = True) -> Iterator[str]:
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


def _last(listed: tuple[str, ...]) -> tuple[str, ...]:
    """The newest records by number or date, read for how the log is written."""
    numbered = [file for file in listed if name(file).digits and "/" not in file]
    return tuple(sorted(numbered, key=lambda file: (int(name(file).digits.replace("-", "")), file))[-NEAR:])


def _sources(folder: Path, files: Iterable[str]) -> tuple[dict[str, Source], list[tuple[str, str]]]:
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


def _elsewhere(root: Path, folder: str, *, but_this: bool) -> tuple[str, Mapping[str, tuple[str, ...]]]:
    """The branch, and the names in the log's folder on all branches; nothing without git."""
    if not any((parent / ".git").exists() for parent in (root, *root.parents)):
        return "", {}
    from archgen.repository import Repository  # deferred: most commands do not ask git
    from archgen.tools import run

    branch = run("git", "symbolic-ref", "--quiet", "--short", "HEAD", cwd=root).out.strip() if but_this else ""
    own = (f"refs/heads/{branch}", f"/{branch}")
    cut = len(f"{folder}/")
    found = Repository(root).files_by_ref(folder)
    return branch, {
        ref: tuple(file[cut:] for file in files)
        for ref, files in found.items()
        if not (branch and (ref == own[0] or (ref.startswith("refs/remotes/") and ref.endswith(own[1]))))
    }


def _harmless(text: str) -> str:
    return "".join(char if char.isprintable() else "?" for char in text)


def refuse(code: str, where: str, what: str, hint: str = "") -> Stop:
    """The end of a command whose options do not fit together."""
    return Stop([Problem(code, Where(where), what, hint)], Exit.BAD_INPUT)
