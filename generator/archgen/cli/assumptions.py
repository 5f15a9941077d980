"""`archgen assumptions`: what nobody answered, the weightiest first."""

from __future__ import annotations

import json
from typing import Annotated, Literal

import typer

from archgen.cli import options
from archgen.cli.shelf import Design, Shelf

app = typer.Typer(add_completion=False)


@app.command()
def assumptions(
    design: Design = "",
    form: Annotated[Literal["text", "json"], typer.Option("--format", help="For people, or as data.")] = "text",
    output: options.Output = None,
) -> None:
    """Print every assumption with its ground and what changes if it is off by two."""
    shelf = Shelf(options.root(output))
    slug = shelf.chosen(design)
    made = shelf.designed(slug, shelf.brief(slug))
    rows = [
        {
            "id": each.id,
            "path": each.path,
            "value": made.plain(each.value),
            "ground": each.ground,
            "from": each.where,
            "halved": list(each.halved),
            "doubled": list(each.doubled),
        }
        for each in made.blueprint.assumptions
    ]
    if form == "json":
        typer.echo(json.dumps(rows, indent=2, ensure_ascii=False))
        return
    for row in rows:
        typer.echo(f"{row['path']} = {row['value']}   {row['ground']}")
        for side in ("halved", "doubled"):
            if row[side]:
                typer.echo(f"    {side}: {', '.join(row[side])}")
