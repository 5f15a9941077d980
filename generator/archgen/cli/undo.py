"""`archgen undo`: take back the last run."""

from __future__ import annotations

import typer

from archgen.cli import options
from archgen.workspace import store

app = typer.Typer(add_completion=False)


@app.command()
def undo(output: options.Output = None, quiet: options.Quiet = False) -> None:
    """Take back the last run that wrote something; files that were edited since stay as they are."""
    undone = store.undo(options.root(output), now=options.now())
    if not quiet:
        files = (*undone.applied.written, *undone.applied.removed)
        count = sum(not path.startswith(".archgen/") for path in files)
        typer.echo(f"Took back '{undone.message}' of {undone.when}: {count} files are as they were before it.")
    for note in undone.applied.notes:
        typer.echo(note)
