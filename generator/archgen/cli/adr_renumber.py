"""`archgen adr renumber`: the plan is shown first; references in the whole repository follow."""

from __future__ import annotations

from collections.abc import Sequence
from fnmatch import fnmatch
from typing import Annotated

import typer

from archgen.adr.changes.renumber import Move, Plan, due_moves, moves_to, renumber
from archgen.adr.source import Source, decode
from archgen.cli import adr_log, options

app = typer.Typer(add_completion=False)
_MOST_BYTES = 2_000_000


@app.command(name="renumber")
def command(
    record: Annotated[str, typer.Argument(help="A record; default: drafts, and doubles that must give way.")] = "",
    to: Annotated[
        int, typer.Option("--to", help="Its new number; default: the next free one.", show_default=False)
    ] = 0,
    yes: Annotated[bool, typer.Option("--yes", help="Do it; else the plan is shown, and a person is asked.")] = False,
    output: options.Output = None,
    log: adr_log.LogOption = "",
    no_input: options.NoInput = False,
    dry_run: options.DryRun = False,
    quiet: options.Quiet = False,
) -> None:
    """Give drafts their numbers, part doubles, or move one record; links, titles and references follow."""
    opened = adr_log.open_log(output, log, branches="others")
    plan = _plan(opened, record, to)
    adr_log.show(opened, plan.change, dry_run=dry_run, quiet=quiet)
    for sentence in plan.left:
        typer.echo(f"Left: {sentence}")
    if dry_run or not plan.moves:
        return
    if not yes and not _agreed(no_input):
        typer.echo("Nothing was changed. Do it with --yes.")
        raise typer.Exit(1)
    adr_log.carry_out(opened, plan.change, command="renumber", quiet=True, within=("",))


def _plan(opened: adr_log.Opened, record: str, to: int) -> Plan:
    log = opened.log
    moves = moves_to(log, log.find(record), to or log.next_number()) if record else due_moves(log)
    return renumber(log, moves, _referring(opened, moves) if moves else {})


def _referring(opened: adr_log.Opened, moves: Sequence[Move]) -> dict[str, Source]:
    """Text files outside the log, and outside what archgen never writes, that may refer to records."""
    from archgen.repository import Repository  # deferred: needed where something moves
    from archgen.workspace.store.places import NEVER

    stems = [opened.log.record(move.old).stem.encode() for move in moves]
    repository, found = Repository(opened.root), {}
    for path in repository.files():
        ours = path.startswith(".archgen/") or opened.log.name_of(path) in opened.log.listed
        kept_off = ours or any(fnmatch(path, one) for one in NEVER)
        data = None if kept_off else repository.read_bytes(path, limit=_MOST_BYTES)
        if data is None or b"\0" in data[:8000]:
            continue
        if b"ADR" in data or b"adr" in data or any(stem in data for stem in stems):
            found[path] = decode(data)
    return found


def _agreed(no_input: bool) -> bool:
    return not no_input and options.interactive() and input("Do it? [y/N] ").strip().lower() in ("y", "yes")
