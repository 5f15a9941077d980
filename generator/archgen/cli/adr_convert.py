"""`archgen adr convert`."""

from __future__ import annotations

from typing import Annotated, Literal

import typer

from archgen.adr.changes.convert import convert
from archgen.cli import adr_log, options

app = typer.Typer(add_completion=False)


@app.command(name="convert")
def command(
    records: Annotated[
        list[str] | None, typer.Argument(help="Which records; default: all.", show_default=False)
    ] = None,
    to: Annotated[Literal["universal", "madr4"], typer.Option("--to", help="The format.")] = "universal",
    skip: Annotated[
        bool, typer.Option("--skip", help="Leave those that would lose something, convert the others.")
    ] = False,
    output: options.Output = None,
    log: adr_log.LogOption = "",
    dry_run: options.DryRun = False,
    quiet: options.Quiet = False,
) -> None:
    """Write records in another format. Each is read again and compared before anything is written."""
    opened = adr_log.open_log(output, log)
    found = [opened.log.record(file) for file in adr_log.chosen(opened.log, records)] if records else opened.log.records
    change = convert(opened.log, found, to=to, skip=skip)
    adr_log.carry_out(opened, change, command="convert", dry_run=dry_run, quiet=quiet)
