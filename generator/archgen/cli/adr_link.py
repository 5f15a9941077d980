"""`archgen adr link`."""

from __future__ import annotations

from typing import Annotated, Literal

import typer

from archgen.adr.changes.lifecycle import link
from archgen.adr.record import Kind
from archgen.cli import adr_log, options

app = typer.Typer(add_completion=False)
_KINDS = {"relates-to": Kind.RELATES_TO, "amends": Kind.AMENDS, "depends-on": Kind.DEPENDS_ON}


@app.command(name="link")
def command(
    record: Annotated[str, typer.Argument(help="The record that relates.")],
    kind: Annotated[Literal["relates-to", "amends", "depends-on"], typer.Argument(help="How.")],
    others: Annotated[list[str], typer.Argument(help="The records that it relates to.")],
    output: options.Output = None,
    log: adr_log.LogOption = "",
    dry_run: options.DryRun = False,
    quiet: options.Quiet = False,
) -> None:
    """Relate a record to others; both sides are written. To replace a record, see 'supersede'."""
    opened = adr_log.open_log(output, log)
    found = [opened.log.record(file) for file in adr_log.chosen(opened.log, others)]
    change = link(opened.log, opened.log.find(record), _KINDS[kind], found)
    adr_log.carry_out(opened, change, command="link", dry_run=dry_run, quiet=quiet)
