"""`archgen adr list`: the records that are asked for, for people or as data."""

# Annotations are not put off here: Typer would compile each of them from its text, a tenth of the command's time.
from typing import Annotated, Literal

import typer

from archgen.adr.record import Status
from archgen.adr.views.listing import Sort, Wanted, choose, data, ordered, table
from archgen.cli import adr_log, options

app = typer.Typer(add_completion=False)


@app.command(name="list")
def command(
    status: Annotated[list[Status] | None, typer.Option(help="Only these. Repeat.")] = None,
    tag: Annotated[list[str] | None, typer.Option(help="Only those with one of these tags. Repeat.")] = None,
    decider: Annotated[list[str] | None, typer.Option(help="Only those decided by one of these. Repeat.")] = None,
    since: Annotated[str, typer.Option(help="Dated from this day on, YYYY-MM-DD.")] = "",
    until: Annotated[str, typer.Option(help="Dated up to this day, YYYY-MM-DD.")] = "",
    text: Annotated[str, typer.Option(help="Holding this text.")] = "",
    sort: Annotated[Sort, typer.Option(help="By what to sort.")] = "number",
    reverse: Annotated[bool, typer.Option("--reverse", help="The other way round.")] = False,
    output: options.Output = None,
    log: adr_log.LogOption = "",
    format: Annotated[Literal["text", "json"], typer.Option("--format", help="For people, or as data.")] = "text",
) -> None:
    """List the records of the log: number, status, date, title."""
    opened = adr_log.open_log(output, log).log
    wanted = Wanted(tuple(map(str, status or ())), tuple(tag or ()), tuple(decider or ()), since, until, text)
    records = ordered(choose(opened, wanted), sort, backwards=reverse)
    if format == "json":
        import json  # deferred: people read text

        typer.echo(json.dumps(data(opened, records), indent=2, ensure_ascii=False))
        return
    for line in table(opened, records):
        typer.echo(line)
    if not records:
        typer.echo(f"No record in {opened.folder}." if not opened.records else "No record meets that.")
