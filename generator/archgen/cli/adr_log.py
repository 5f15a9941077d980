"""What the commands of the log share: its options, opening it, and carrying out a change."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal, NamedTuple

import typer

from archgen.adr.log.log import Log
from archgen.adr.log.settings import ADR_DIR, CONFIG, LOG4BRAINS, settings
from archgen.cli import options
from archgen.cli.adr_folder import elsewhere, folder_of, names, newest, sources, text_of
from archgen.problems import Problem, Where, stop_if
from archgen.texts import harmless

if TYPE_CHECKING:
    from archgen.adr.changes.desk import Change

LogOption = Annotated[str, typer.Option("--log", help="The log's folder; default: as configured, else the one found.")]
Records = Annotated[list[str], typer.Argument(help="Records, each by number, file name or a part of it.")]
By = Annotated[str, typer.Option("--by", help="Who decided it.")]
Because = Annotated[str, typer.Option("--because", help="The reason, written into the record.")]

STATE = ".archgen/adr.json"


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
    folder = folder_of(root, log, said)
    listed = tuple(names(root / folder))
    wanted = newest(listed) if last_only else listed
    texts, problems = sources(root / folder, wanted)
    unread = tuple(Problem("adr-unreadable", Where(f"{folder}/{file}"), what) for file, what in problems)
    branch, others = elsewhere(root, folder, but_this=branches == "others") if branches else ("", {})
    found = Log(
        folder=folder,
        files=texts,
        listed=listed,
        settings=said._replace(problems=(*said.problems, *unread)),
        elsewhere=others,
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
            typer.echo(harmless(sentence))
        if not change.says and not change.files:
            typer.echo("Nothing to do.")
    if dry_run:
        for path, data in change.files.items():
            act = "remove" if data is None else "change" if (opened.root / path).exists() else "write"
            typer.echo(harmless(f"would {act} {path}"))


def chosen(log: Log, references: Iterable[str]) -> list[str]:
    """The file names of records that a person named, each once."""
    return list(dict.fromkeys(log.find(reference).file for reference in references))
