"""`archgen new-design`: from answers to a design, written into the repository in one step."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from archgen.cli import options
from archgen.cli.answers import brief_text
from archgen.cli.shelf import Shelf
from archgen.cli.write import Writing, write

app = typer.Typer(add_completion=False)


@app.command()
def new_design(
    name: Annotated[str, typer.Argument(help="The system's name; the brief's own name must agree.")] = "",
    brief: Annotated[Path | None, typer.Option("--brief", help="A brief to take the answers from.")] = None,
    archetype: Annotated[str, typer.Option("--archetype", help="The kind of system that supplies assumptions.")] = "",
    defaults: Annotated[bool, typer.Option("--defaults", help="Ask nothing; assume all that was not set.")] = False,
    quick: Annotated[bool, typer.Option("--quick", help="Ask three questions only.")] = False,
    set_: Annotated[list[str] | None, typer.Option("--set", help="An answer, as path=value; may be repeated.")] = None,
    adopt: Annotated[bool, typer.Option("--adopt", help="Merge files that are there already.")] = False,
    conflict: Annotated[str, typer.Option("--conflict", help="report, markers, ours, theirs or ask.")] = "report",
    output: options.Output = None,
    no_input: options.NoInput = False,
    dry_run: options.DryRun = False,
    quiet: options.Quiet = False,
) -> None:
    """Interview, decide, and write a system design with its decision records, SLOs and runbooks."""
    shelf = Shelf(options.root(output))
    asked = not (no_input or defaults or brief)
    text = brief_text(shelf, name, file=brief, archetype=archetype, settings=tuple(set_ or ()), quick=quick, ask=asked)
    slug = shelf.slug_of(text, name=name, file=str(brief or "brief.yaml"))
    writing = Writing(adopt=adopt, conflict=conflict, dry_run=dry_run, quiet=quiet, ask=False)
    raise typer.Exit(write(shelf, {slug: text}, writing, command="new-design"))
