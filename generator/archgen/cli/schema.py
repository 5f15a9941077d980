"""`archgen schema`: the JSON Schema of a brief, for editors, and of what `archgen export` prints, for scripts."""

from __future__ import annotations

import json
from typing import Annotated, Any, Literal

import typer

from archgen import library
from archgen.brief.json_schema import json_schema

app = typer.Typer(add_completion=False)


@app.command()
def schema(
    of: Annotated[Literal["brief", "blueprint"], typer.Argument(help="The answers, or an exported design.")] = "brief",
) -> None:
    """Print the JSON Schema that editors complete and check `brief.yaml` by, or the one that exports follow."""
    typer.echo(json.dumps(_schema(of), indent=2, ensure_ascii=False))


def _schema(of: str) -> Any:
    if of == "blueprint":
        return library.knowledge("blueprint")["blueprint"]
    known = library.load()
    return json_schema(known.schema, archetypes=known.archetypes)
