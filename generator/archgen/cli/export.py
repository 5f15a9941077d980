"""`archgen export`: the whole design as data, for scripts, agents and other tools. Nothing is written."""

from __future__ import annotations

import json
from typing import Annotated, Any, Literal

import typer

from archgen.artifacts.exported import Telling, exported
from archgen.cli import options
from archgen.cli.shelf import Shelf
from archgen.discretion import ANSWERS, is_private

app = typer.Typer()
Publish = Annotated[
    Literal["internal", "public"] | None,
    typer.Option(help="Public leaves out threats, money and business; default: as .archgen/config.yaml says."),
]


@app.command()
def export(
    design: Annotated[str, typer.Argument(metavar="[SLUG]", help="Which design, where there are several.")] = "",
    form: Annotated[Literal["json"], typer.Option("--format", help="The format.")] = "json",
    publish: Publish = None,
    output: options.Output = None,
) -> None:
    """Print a design: facts, decisions with their traces, ledger, parts, paths, objectives, failures, risks."""
    shelf = Shelf(options.root(output))
    slug = shelf.chosen(design)
    blueprint = shelf.designed(slug, shelf.brief(slug)).blueprint
    public = (publish or shelf.configuration.publish) == "public"
    typer.echo(FORMS[form](exported(blueprint, Telling(is_private, ANSWERS) if public else Telling())))


def _json(data: Any) -> str:
    return json.dumps(data, indent=2, ensure_ascii=False)


FORMS = {"json": _json}
