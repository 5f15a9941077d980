"""`archgen adr deprecate`."""

from __future__ import annotations

import typer

from archgen.adr.changes.lifecycle import deprecate
from archgen.cli import adr_log, options

app = typer.Typer(add_completion=False)


@app.command(name="deprecate")
def command(
    records: adr_log.Records,
    because: adr_log.Because = "",
    by: adr_log.By = "",
    output: options.Output = None,
    log: adr_log.LogOption = "",
    dry_run: options.DryRun = False,
    quiet: options.Quiet = False,
) -> None:
    """Mark accepted records as no longer followed, without a successor."""
    opened = adr_log.open_log(output, log)
    found = [opened.log.record(file) for file in adr_log.chosen(opened.log, records)]
    change = deprecate(opened.log, found, today=options.today().isoformat(), because=because, by=by)
    adr_log.carry_out(opened, change, command="deprecate", dry_run=dry_run, quiet=quiet)
