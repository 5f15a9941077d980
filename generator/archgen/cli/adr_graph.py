"""`archgen adr graph`."""

from __future__ import annotations

from typing import Annotated, Literal

import typer

from archgen.adr.views.graph import data, mermaid
from archgen.cli import adr_log, options

app = typer.Typer(add_completion=False)


@app.command(name="graph")
def command(
    linked: Annotated[bool, typer.Option("--linked", help="Only records that relate to another one.")] = False,
    output: options.Output = None,
    log: adr_log.LogOption = "",
    format: Annotated[Literal["mermaid", "json"], typer.Option("--format", help="A diagram, or data.")] = "mermaid",
) -> None:
    """Draw the records and how they relate."""
    opened = adr_log.open_log(output, log).log
    if format == "json":
        import json  # deferred: most want the diagram

        typer.echo(json.dumps(data(opened), indent=2, ensure_ascii=False))
        return
    typer.echo(mermaid(opened, linked=linked), nl=False)
