"""`archgen what-if`: which decisions and numbers other answers would change. Nothing is written."""

from __future__ import annotations

import json
from typing import Annotated, Literal

import typer
from msgspec.structs import asdict

from archgen.cli import options
from archgen.cli.shelf import Design, Shelf
from archgen.comparison import compare, told
from archgen.problems import Problem, Stop, Where

app = typer.Typer(add_completion=False)


@app.command()
def what_if(
    set_: Annotated[
        list[str] | None, typer.Option("--set", help="Another answer, as path=value; may be repeated.")
    ] = None,
    matrix: Annotated[
        str, typer.Option("--matrix", help="Move one number over a range: users, load.users.monthly=1k..1M.")
    ] = "",
    design: Design = "",
    form: Annotated[Literal["text", "json"], typer.Option("--format", help="For people, or as data.")] = "text",
    output: options.Output = None,
) -> None:
    """Decide with other answers and print what turns out differently; or where decisions turn over a range."""
    shelf = Shelf(options.root(output))
    slug = shelf.chosen(design)
    if matrix:
        _over_a_range(shelf, slug, tuple(set_ or ()), matrix, form)
        return
    if not set_:
        hint = "Write --set path=value, or --matrix users."
        raise Stop([Problem("what-if-nothing", Where("command line"), "no other answer is named.", hint)])
    now = shelf.designed(slug, shelf.brief(slug))
    then = shelf.designed(slug, shelf.brief(slug, shelf.edited(slug, tuple(set_))))
    found = compare(told(now), told(then))
    if form == "json":
        data = {kind: [asdict(each) for each in differences] for kind, differences in found.groups()}
        typer.echo(json.dumps(data, indent=2, ensure_ascii=False))
        return
    for kind, differences in found.groups():
        typer.echo(f"{kind}: {'' if differences else 'as they are'}".rstrip())
        for each in differences:
            typer.echo(f"  {each}")


def _over_a_range(shelf: Shelf, slug: str, settings: tuple[str, ...], asked: str, form: str) -> None:
    from archgen.cli.matrix import data, lines, matrix  # deferred: a comparison needs no range

    made = matrix(shelf.designed(slug, shelf.brief(slug, shelf.edited(slug, settings))), shelf.library, asked)
    if form == "json":
        typer.echo(json.dumps(data(made), indent=2, ensure_ascii=False))
        return
    for line in lines(made):
        typer.echo(line)
