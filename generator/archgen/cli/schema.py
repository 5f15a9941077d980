"""`archgen schema`: the JSON Schema of a brief, for editors and for scripts."""

from __future__ import annotations

import json

import typer

from archgen import library
from archgen.brief.json_schema import json_schema

app = typer.Typer()


@app.command()
def schema() -> None:
    """Print the JSON Schema that editors complete and check `brief.yaml` by."""
    known = library.load()
    typer.echo(json.dumps(json_schema(known.schema, archetypes=known.archetypes), indent=2, ensure_ascii=False))
