"""`archgen prices`: the kinds of things that a bill knows, and a team's own list made of what infracost prints."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Annotated, Any

import typer

from archgen.cli import options
from archgen.cli.shelf import Shelf, own_prices
from archgen.pricing import rows_of_infracost
from archgen.problems import Problem, Stop, Where
from archgen.workspace.store import apply
from archgen.yamltext import dump

app = typer.Typer(
    no_args_is_help=True, add_completion=False, help="What is paid for, by kind; a price list from infracost."
)


@app.command()
def kinds() -> None:
    """List the kinds of prices with an example of each: what `prices:` may name in a row of one's own list."""
    from archgen import library  # deferred: the import of a list needs the shelf's

    first: dict[str, Any] = {}
    for price in library.load().figures["prices"].bundled:
        first.setdefault(price.kind, price)
    width = max(map(len, first))
    for kind, price in sorted(first.items()):
        typer.echo(f"{kind:{width}}  {price.unit:10}  such as {price.item}")


@app.command("import")
def import_(
    file: Annotated[Path, typer.Argument(help="What `infracost breakdown --format json` wrote.")],
    output: options.Output = None,
    dry_run: options.DryRun = False,
) -> None:
    """Write the prices of an infracost breakdown as the team's own list; a list that is there is not overwritten."""
    shelf = Shelf(options.root(output))
    rows, left = rows_of_infracost(_read(file))
    if not rows:
        what = "no component in it has a price of a kind that a bill knows."
        raise Stop([Problem("prices-none", Where(str(file)), what, "Run infracost with `breakdown --format json`.")])
    text = dump({"prices": [dict(row) for row in rows]})
    own_prices(text, str(file), shelf.library)
    for name in left:
        typer.echo(f"left out: {name}")
    if dry_run:
        typer.echo(text, nl=False)
        return
    if shelf.repository.exists(shelf.prices_path):
        what = "the list exists already."
        raise Stop([Problem("prices-exist", Where(shelf.prices_path), what, "Take rows over from --dry-run by hand.")])
    message = "Take prices over from infracost"
    apply(shelf.root, {shelf.prices_path: text}, message=message, now=options.now(), within=(shelf.docs,))
    typer.echo(f"Wrote {shelf.prices_path} with {len(rows)} prices.")


def _read(file: Path) -> Mapping[str, Any]:
    try:
        data = json.loads(file.read_text("utf-8"))
    except OSError as problem:
        what = f"cannot be read: {problem.strerror}."
        raise Stop([Problem("prices-unreadable", Where(str(file)), what, "Name a file that is there.")]) from problem
    except ValueError as problem:
        what = f"it cannot be read as JSON: {problem}."
        raise Stop(
            [Problem("prices-no-json", Where(str(file)), what, "Run infracost breakdown --format json.")]
        ) from problem
    if not isinstance(data, Mapping) or "projects" not in data:
        what = "it holds no `projects`, so it is no breakdown of infracost."
        raise Stop([Problem("prices-no-breakdown", Where(str(file)), what, "Run infracost breakdown --format json.")])
    return data
