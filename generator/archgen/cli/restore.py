"""`archgen restore PATH`: bring back a file that was deleted."""

from __future__ import annotations

from typing import Annotated

import typer

from archgen.cli import options
from archgen.cli.operating import Desk
from archgen.workspace.operations import restore as planned

app = typer.Typer(add_completion=False)


@app.command()
def restore(
    path: Annotated[str, typer.Argument(help="The file, from the repository's root or from here.")],
    output: options.Output = None,
    dry_run: options.DryRun = False,
    quiet: options.Quiet = False,
) -> None:
    """Bring back a file that was deleted, as archgen last wrote it; the next update brings it up to date."""
    desk = Desk.at(output)
    seen = desk.look()
    path = desk.known(path, seen)
    plan = planned(path, manifest=seen.manifest, bases=seen.bases, theirs=seen.theirs)
    desk.carry_out(plan, message=f"restore {path}", dry_run=dry_run, quiet=quiet)
