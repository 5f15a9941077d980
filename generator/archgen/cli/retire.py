"""`archgen retire SLUG`: end a design."""

from __future__ import annotations

from typing import Annotated

import typer

from archgen.cli import options
from archgen.cli.operating import Desk
from archgen.workspace.operations import retire as planned

app = typer.Typer(add_completion=False)


@app.command()
def retire(
    slug: Annotated[str, typer.Argument(help="The design, by the name of its folder.")],
    output: options.Output = None,
    no_input: options.NoInput = False,
    dry_run: options.DryRun = False,
    quiet: options.Quiet = False,
) -> None:
    """End a design: pages that nobody edited go, what people wrote stays, the brief steps aside, records remain."""
    desk = Desk.at(output)
    seen = desk.look(whole=True)
    plan = planned(slug, docs=desk.docs, manifest=seen.manifest, theirs=seen.theirs)
    ask = "" if no_input else f"Retire {slug}?"
    done = desk.carry_out(plan, message=f"retire {slug}", dry_run=dry_run, quiet=quiet, ask=ask)
    if done and not quiet:
        typer.echo("Now run archgen update --all: the index, the log and the navigation still name it.")
