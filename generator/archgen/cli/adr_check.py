"""`archgen adr check`: findings in the log, for people, scripts and continuous integration."""

from __future__ import annotations

from typing import Annotated

import typer

from archgen.adr.findings import check, level
from archgen.cli import adr_log, options
from archgen.problems import Exit

app = typer.Typer(add_completion=False)


@app.command(name="check")
def command(
    branches: Annotated[bool, typer.Option(help="Compare numbers with all local and remote branches.")] = True,
    notes: Annotated[bool, typer.Option(help="Show notes, which do not make the check fail.")] = True,
    output: options.Output = None,
    log: adr_log.LogOption = "",
    format: Annotated[options.Form, typer.Option("--format", help="For people, as data, or for a CI host.")] = "text",
    quiet: options.Quiet = False,
) -> None:
    """Find changed records, doubles, broken and one-sided links, uncertain statuses. Exit code 1 if there are any."""
    opened = adr_log.open_log(output, log, branches="others" if branches else "", lenient=True).log
    found = [problem for problem in check(opened) if notes or level(problem.code) != "note"]
    failed = any(level(problem.code) != "note" for problem in found)
    if format != "text":
        from archgen.cli.reports import Finding, report  # deferred: people read text

        told = [Finding(problem, level(problem.code)) for problem in found]
        typer.echo(report(told, format, tool="archgen adr check"), nl=False)
    else:
        for problem in found:
            typer.echo(f"{level(problem.code)}: {problem}")
        if not quiet and not failed:
            typer.echo(f"{len(opened.records)} records in {opened.folder}: nothing is wrong.")
    raise typer.Exit(Exit.FINDINGS if failed else Exit.FINE)
