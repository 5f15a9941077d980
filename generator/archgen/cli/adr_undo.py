"""`archgen adr undo`."""

from __future__ import annotations

import typer

from archgen.cli import options

app = typer.Typer(add_completion=False)


@app.command(name="undo")
def command(output: options.Output = None, quiet: options.Quiet = False) -> None:
    """Take back what the last command on the log did; files that were edited since stay as they are."""
    from archgen.workspace.store import undo
    from archgen.workspace.store.journal import finished

    root = options.root(output)
    last = next(iter(finished(root)), None)
    if last is None or not last.message.startswith("adr "):
        what = f"the last change was '{last.message}', not one of the log." if last else "no change is remembered."
        raise options.refuse("adr-nothing-to-undo", "archgen adr undo", what, "See: archgen undo." if last else "")
    undone = undo(root, now=options.now())
    if not quiet:
        typer.echo(f"Took back '{undone.message}' of {undone.when}.")
    for note in undone.applied.notes:
        typer.echo(note)
