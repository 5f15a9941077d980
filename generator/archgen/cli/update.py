"""`archgen update`: decide again after the brief, the tables or archgen changed; people's edits are merged."""

from __future__ import annotations

from typing import Annotated

import typer

from archgen.cli import options
from archgen.cli.at_rest import at_rest

app = typer.Typer(add_completion=False)


@app.command()
def update(
    slug: Annotated[str, typer.Argument(help="The design; not needed where there is only one.")] = "",
    every: Annotated[bool, typer.Option("--all", help="Every design of the repository.")] = False,
    set_: Annotated[list[str] | None, typer.Option("--set", help="An answer to change, as path=value.")] = None,
    adopt: Annotated[bool, typer.Option("--adopt", help="Merge files that archgen did not write.")] = False,
    conflict: Annotated[str, typer.Option("--conflict", help="report, markers, ours, theirs or ask.")] = "report",
    rebase: Annotated[bool, typer.Option("--rebase", help="Merge again after two branches both wrote.")] = False,
    diff: Annotated[bool, typer.Option("--diff", help="Show the changes line by line.")] = False,
    output: options.Output = None,
    no_input: options.NoInput = False,
    dry_run: options.DryRun = False,
    quiet: options.Quiet = False,
) -> None:
    """Decide again and merge; shows first what changes, and supersedes accepted records that no longer hold."""
    root = options.root(output)
    if not (set_ or adopt or rebase) and conflict == "report" and at_rest(root, slug=slug, every=every):
        if not quiet:
            typer.echo("Nothing to do: neither answers, pages nor archgen changed since the last run.")
        return
    # deferred: a run with nothing to do must not pay for the knowledge base
    from archgen.cli.shelf import Shelf
    from archgen.cli.write import Writing, write

    shelf = Shelf(root)
    slugs = shelf.slugs() if every else (shelf.chosen(slug),)
    briefs = {name: shelf.edited(name, tuple(set_ or ())) for name in slugs}
    ask = options.interactive() and not no_input
    writing = Writing(
        adopt=adopt, conflict=conflict, dry_run=dry_run, diff=diff, rebase=rebase, quiet=quiet, ask=ask and not quiet
    )
    raise typer.Exit(write(shelf, briefs, writing, command="update"))
