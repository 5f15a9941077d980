"""`archgen what-if`: which decisions and numbers other answers would change. Nothing is written."""

from __future__ import annotations

import json
from dataclasses import asdict
from typing import Annotated, Literal

import typer

from archgen.cli import options
from archgen.cli.shelf import Design, Shelf
from archgen.comparison import compare, told

app = typer.Typer()


@app.command()
def what_if(
    set_: Annotated[list[str], typer.Option("--set", help="Another answer, as path=value; may be repeated.")],
    design: Design = "",
    form: Annotated[Literal["text", "json"], typer.Option("--format", help="For people, or as data.")] = "text",
    output: options.Output = None,
) -> None:
    """Decide with other answers and print what turns out differently."""
    shelf = Shelf(options.root(output))
    slug = shelf.chosen(design)
    now = shelf.designed(slug, shelf.brief(slug))
    then = shelf.designed(slug, shelf.brief(slug, shelf.edited(slug, tuple(set_))))
    found = compare(told(now), told(then))
    if form == "json":
        data = {kind: [asdict(each) for each in differences] for kind, differences in found.groups()}
        typer.echo(json.dumps(data, indent=2, ensure_ascii=False))
        return
    for kind, differences in found.groups():
        typer.echo(f"{kind}: {'' if differences else 'none changes'}".rstrip())
        for each in differences:
            typer.echo(f"  {each}")
