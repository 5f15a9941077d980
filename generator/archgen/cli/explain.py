"""`archgen explain`: why a decision was taken, or how a number came about."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Annotated, Literal

import typer

from archgen.blueprint import Decided
from archgen.cli import options
from archgen.cli.named import named
from archgen.cli.shelf import Design, Shelf
from archgen.cli.tellings import chain
from archgen.decisions import trace_lines
from archgen.library import source_texts
from archgen.pipeline import Designed
from archgen.quantities import print_quantity
from archgen.resolver import Family

app = typer.Typer(add_completion=False)


@app.command()
def explain(
    name: Annotated[str, typer.Argument(help="A decision, or a number by its id: connections_peak, units[api].")],
    design: Design = "",
    form: Annotated[Literal["text", "json"], typer.Option("--format", help="For people, or as data.")] = "text",
    output: options.Output = None,
) -> None:
    """Print the row that won, the losers and where it flips; or a formula down to the answers."""
    shelf = Shelf(options.root(output))
    slug = shelf.chosen(design)
    made = shelf.designed(slug, shelf.brief(slug))
    found = named(name, made)
    if form == "json":
        typer.echo(json.dumps(found.data(), indent=2, ensure_ascii=False))
        return
    told = [line for each in found.decided for line in _told(each, made)]
    for line in told or chain(found.numbers, name):
        typer.echo(line)


def _told(decided: Decided, made: Designed) -> Iterator[str]:
    trace = made.design.decisions[decided.id]
    trace = trace[decided.subject] if isinstance(trace, Family) else trace
    yield made.plain(decided.question)
    yield from trace_lines(trace, remarks=_remarks(decided))
    yield from (f"  because  {made.plain(because)}" for because in decided.because)
    yield from (
        f"  {label}  {made.plain(text)}" for label, text in (("costs", decided.costs), ("hurts", decided.hurts)) if text
    )
    for stake in decided.stakes:
        chosen, recommended = made.plain(stake.chosen), made.plain(stake.recommended)
        yield f"  chosen   {stake.what.replace('`', '')}: {chosen}, where the table leads to {recommended}"
    for flip in decided.flips:
        when = f" (month {flip.month} at the declared growth)" if flip.month else ""
        yield f"  flips    {flip.path} {made.plain(flip.where)}: {flip.title}{when}"
    yield from (f"  signal   {made.plain(signal)}" for signal in decided.signals)
    texts = source_texts()
    yield from (f"  source   {source}: {texts.get(source, '')}" for source in decided.sources)


def _remarks(decided: Decided) -> dict[str, str]:
    """What stands to the right of a losing row: the nearest answer at which its outcome would win."""
    remarks = {}
    for loser in decided.losers:
        flip = next((flip for flip in decided.flips if flip.title in (loser.option, f"with {loser.option}")), None)
        if flip:
            remarks[loser.row] = f"flips at {flip.path} {print_quantity(flip.value)}"
    return remarks
