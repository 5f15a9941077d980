"""`archgen adr amend`."""

from __future__ import annotations

from typing import Annotated

import typer

from archgen.adr.changes.lifecycle import amend
from archgen.cli import adr_log, options

app = typer.Typer(add_completion=False)


@app.command(name="amend")
def command(
    record: Annotated[str, typer.Argument(help="A number, a file name or a part of it.")],
    text: Annotated[str, typer.Argument(help="What is to be added, in a sentence or two.")],
    by: adr_log.By = "",
    output: options.Output = None,
    log: adr_log.LogOption = "",
    dry_run: options.DryRun = False,
    quiet: options.Quiet = False,
) -> None:
    """Add a dated amendment to an accepted record; all else in it stays as it was accepted."""
    if not text.strip():
        raise options.refuse("adr-no-text", "archgen adr amend", "the amendment is empty.")
    opened = adr_log.open_log(output, log)
    change = amend(opened.log, opened.log.find(record), text=text, today=options.today().isoformat(), by=by)
    adr_log.carry_out(opened, change, command="amend", dry_run=dry_run, quiet=quiet)
