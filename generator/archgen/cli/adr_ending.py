"""`archgen adr reject` and `archgen adr deprecate`: proposals that are turned down, decisions no longer followed."""

from __future__ import annotations

from collections.abc import Callable

import typer

from archgen.adr.changes.desk import Change
from archgen.adr.changes.lifecycle import deprecate, reject
from archgen.cli import adr_log, options


def _ending(name: str, end: Callable[..., Change], says: str) -> typer.Typer:
    app = typer.Typer(add_completion=False)

    @app.command(name=name, help=says)
    def command(
        records: adr_log.Records,
        because: adr_log.Because = "",
        by: adr_log.By = "",
        output: options.Output = None,
        log: adr_log.LogOption = "",
        dry_run: options.DryRun = False,
        quiet: options.Quiet = False,
    ) -> None:
        opened = adr_log.open_log(output, log)
        found = [opened.log.record(file) for file in adr_log.chosen(opened.log, records)]
        change = end(opened.log, found, today=options.today().isoformat(), because=because, by=by)
        adr_log.carry_out(opened, change, command=name, dry_run=dry_run, quiet=quiet)

    return app


rejecting = _ending("reject", reject, "Turn proposals down; the reason is written into them.")
deprecating = _ending("deprecate", deprecate, "Mark accepted records as no longer followed, without a successor.")
