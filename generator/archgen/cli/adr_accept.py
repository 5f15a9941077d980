"""`archgen adr accept`."""

from __future__ import annotations

from typing import Annotated

import typer

from archgen.adr.changes.lifecycle import accept
from archgen.adr.record import Status
from archgen.cli import adr_log, options

app = typer.Typer(add_completion=False)


@app.command(name="accept")
def command(
    records: Annotated[
        list[str] | None, typer.Argument(help="Records, each by number, file name or a part of it.")
    ] = None,
    seal_all: Annotated[bool, typer.Option("--seal-all", help="Seal every record that is accepted already.")] = False,
    agents: Annotated[bool, typer.Option("--agents", help="Bring the section in AGENTS.md up to date.")] = False,
    output: options.Output = None,
    log: adr_log.LogOption = "",
    dry_run: options.DryRun = False,
    quiet: options.Quiet = False,
) -> None:
    """Accept proposals and seal them; what they supersede gives way, what they amend says so."""
    opened = adr_log.open_log(output, log)
    files = adr_log.chosen(opened.log, records or ())
    if seal_all:
        files += [
            record.file
            for record in opened.log.records
            if record.status is Status.ACCEPTED and record.file not in files
        ]
    if not files and not seal_all:
        raise options.refuse("adr-no-record", "archgen adr accept", "no record is named.", "archgen adr accept 3")
    found = [opened.log.record(file) for file in files]
    change = accept(opened.log, found, today=options.today().isoformat())
    if agents:
        from archgen.cli.adr_index import with_agents  # deferred: asked for by an option

        change = with_agents(opened, change)
    adr_log.carry_out(opened, change, command="accept", dry_run=dry_run, quiet=quiet, within=("AGENTS.md",))
