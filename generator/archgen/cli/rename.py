"""`archgen rename OLD NEW`: give a design another folder and name."""

from __future__ import annotations

from typing import Annotated

import typer

from archgen.cli import options
from archgen.cli.operating import Desk
from archgen.problems import Problem, Stop, Where
from archgen.slugs import design_slug
from archgen.workspace.operations import DECISIONS
from archgen.workspace.operations import rename as planned

app = typer.Typer(add_completion=False)


@app.command()
def rename(
    old: Annotated[str, typer.Argument(help="The design, by the name of its folder.")],
    new: Annotated[str, typer.Argument(help="The new name of the folder.")],
    output: options.Output = None,
    dry_run: options.DryRun = False,
    quiet: options.Quiet = False,
) -> None:
    """Move a design to another folder, people's files in it, too, and mend every link to it."""
    from archgen.cli.shelf import Shelf  # deferred: brings the whole knowledge along

    if new != design_slug(new):
        what = f"'{new}' cannot be the name of a folder here."
        raise Stop([Problem("design-slug", Where("NEW"), what, f"Use '{design_slug(new)}', for instance.")])
    desk = Desk.at(output)
    seen = desk.look("mkdocs.yml", DECISIONS, whole=True)
    shelf = Shelf(desk.root)
    brief = {shelf.brief_path(new): shelf.edited(old, (f"system.slug={new}",))} if old in shelf.slugs() else {}
    plan = planned(old, new, docs=desk.docs, manifest=seen.manifest, bases=seen.bases, theirs=seen.theirs, edits=brief)
    if desk.carry_out(plan, message=f"rename {old} {new}", dry_run=dry_run, quiet=quiet) and not quiet:
        typer.echo(f"Now run archgen update {new}: names inside the pages follow, and edits are merged.")
