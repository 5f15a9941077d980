"""`archgen export`: the whole design as data, for scripts, agents and other tools. Nothing is written."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Annotated, Literal

import typer

from archgen.artifacts.c4 import likec4, model, structurizr
from archgen.artifacts.exported import Telling, exported
from archgen.blueprint import Blueprint
from archgen.cli import options
from archgen.cli.shelf import Shelf
from archgen.discretion import ANSWERS, is_private

app = typer.Typer(add_completion=False)
Publish = Annotated[
    Literal["internal", "public"] | None,
    typer.Option(help="Public leaves out threats, money and business; default: as .archgen/config.yaml says."),
]


@app.command()
def export(
    design: Annotated[str, typer.Argument(metavar="[SLUG]", help="Which design, where there are several.")] = "",
    form: Annotated[
        Literal["json", "structurizr", "likec4"],
        typer.Option("--format", help="Everything, or the model of its parts."),
    ] = "json",
    publish: Publish = None,
    output: options.Output = None,
) -> None:
    """Print a design: facts, decisions with their traces, ledger, parts, paths, objectives, failures, risks."""
    shelf = Shelf(options.root(output))
    slug = shelf.chosen(design)
    blueprint = shelf.designed(slug, shelf.brief(slug)).blueprint
    public = (publish or shelf.configuration.publish) == "public"
    typer.echo(_WRITERS[form](blueprint, Telling(is_private, ANSWERS) if public else Telling()), nl=False)


def _json(blueprint: Blueprint, telling: Telling) -> str:
    return json.dumps(exported(blueprint, telling), indent=2, ensure_ascii=False) + "\n"


_WRITERS: dict[str, Callable[[Blueprint, Telling], str]] = {
    "json": _json,
    "structurizr": lambda blueprint, _: structurizr(model(blueprint)),
    "likec4": lambda blueprint, _: likec4(model(blueprint)),
}
