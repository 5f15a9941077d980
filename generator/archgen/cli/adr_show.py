"""`archgen adr show`: one record, and what the log says of it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated, Literal

import typer

from archgen.adr.log.log import Log
from archgen.adr.record import Record
from archgen.adr.views.listing import record_data
from archgen.cli import adr_log, options
from archgen.texts import harmless

app = typer.Typer(add_completion=False)


@app.command(name="show")
def command(
    record: Annotated[str, typer.Argument(help="A number, a file name or a part of it.")],
    output: options.Output = None,
    log: adr_log.LogOption = "",
    format: Annotated[Literal["text", "json"], typer.Option("--format", help="For people, or as data.")] = "text",
) -> None:
    """Show what a record says: status, relations with titles, the dialect it was read as, and its text."""
    opened = adr_log.open_log(output, log).log
    found = opened.find(record)
    text = opened.files[found.file].text
    if format == "json":
        import json  # deferred: people read text

        typer.echo(json.dumps({**record_data(opened, found), "text": text}, indent=2, ensure_ascii=False))
        return
    for line in (*_head(opened, found), "", *text.split("\n")):
        typer.echo(harmless(line.replace("\t", "    ")))


def _head(log: Log, record: Record) -> Iterator[str]:
    sealed = ", sealed" if log.path(record.file) in log.state.sealed else ""
    yield f"{log.path(record.file)}: {record.status}{sealed}, read as {record.dialect}"
    for relation in record.relations:
        other = log.target(record, relation)
        yield f"  {relation.words or 'links to'} {other.label if other else relation.target}"
