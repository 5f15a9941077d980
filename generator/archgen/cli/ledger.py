"""`archgen ledger`: every number of a design with its value, its source and its formula."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Annotated, Literal

import typer

from archgen.cli import options
from archgen.cli.shelf import Design, Shelf
from archgen.cli.tellings import source_of
from archgen.quantities import Quantity, formula, print_quantity, worked

app = typer.Typer(add_completion=False)


@app.command()
def ledger(
    design: Design = "",
    form: Annotated[Literal["text", "json", "csv"], typer.Option("--format", help="For people, or as data.")] = "text",
    output: options.Output = None,
) -> None:
    """Print all numbers that the documents of a design rest on."""
    shelf = Shelf(options.root(output))
    slug = shelf.chosen(design)
    entries = shelf.designed(slug, shelf.brief(slug)).ledger
    rows = [_row(quantity) for quantity in entries.values()]
    if form == "json":
        typer.echo(json.dumps(rows, indent=2, ensure_ascii=False))
    else:
        for line in _csv(rows) if form == "csv" else _text(rows):
            typer.echo(line)


def _row(quantity: Quantity) -> dict[str, str]:
    value = f"{float(quantity.low / quantity.unit.scale):.12g}"
    high = "" if quantity.exact else f"{float(quantity.high / quantity.unit.scale):.12g}"
    return {
        "id": quantity.id,
        "value": value,
        "to": high,
        "unit": quantity.unit.text,
        "printed": print_quantity(quantity),
        "source": source_of(quantity),
        "formula": formula(quantity),
        "worked": worked(quantity),
    }


def _text(rows: list[dict[str, str]]) -> Iterator[str]:
    width = max((len(row["id"]) for row in rows), default=0)
    for row in rows:
        made = f"{row['formula']} = {row['worked']}" if row["formula"] else row["source"]
        yield f"{row['id']:{width}}  {row['printed']:>24}  {made}"


def _csv(rows: list[dict[str, str]]) -> Iterator[str]:
    import csv  # deferred: one format only
    import io

    text = io.StringIO()
    writer = csv.DictWriter(text, fieldnames=list(rows[0]) if rows else ["id"], lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    yield text.getvalue().rstrip("\n")
