"""`archgen adr supersede`."""

from __future__ import annotations

from typing import Annotated

import typer

from archgen.adr.changes.lifecycle import supersede
from archgen.cli import adr_log, options

app = typer.Typer(add_completion=False)


@app.command(name="supersede")
def command(
    records: adr_log.Records,
    by: Annotated[list[str], typer.Option("--by", help="The record that takes their place. Repeat for several.")],
    output: options.Output = None,
    log: adr_log.LogOption = "",
    dry_run: options.DryRun = False,
    quiet: options.Quiet = False,
) -> None:
    """Put new records in the place of old ones; both sides of every pair are written, or nothing is."""
    opened = adr_log.open_log(output, log)
    olds, news = ([opened.log.record(file) for file in adr_log.chosen(opened.log, named)] for named in (records, by))
    change = supersede(opened.log, olds, by=news)
    adr_log.carry_out(opened, change, command="supersede", dry_run=dry_run, quiet=quiet)
