"""`archgen what-if`: which decisions and numbers other answers would change. Nothing is written."""

from __future__ import annotations

import json
from typing import Annotated, Any, Literal

import typer

from archgen.cli import options
from archgen.cli.shelf import Design, Shelf
from archgen.pipeline import Designed
from archgen.quantities import Ledger, print_quantity

app = typer.Typer()


@app.command()
def what_if(
    set_: Annotated[list[str], typer.Option("--set", help="Another answer, as path=value; may be repeated.")],
    design: Design = "",
    form: Annotated[Literal["text", "json"], typer.Option("--format", help="For people, or as data.")] = "text",
    output: options.Output = None,
) -> None:
    """Decide with other answers and print what turns out differently."""
    shelf = Shelf(options.root(output))
    slug = shelf.chosen(design)
    now = shelf.designed(slug, shelf.brief(slug))
    then = shelf.designed(slug, shelf.brief(slug, shelf.edited(slug, tuple(set_))))
    changes = {
        "decisions": _decisions(now, then),
        "numbers": _numbers(now.ledger, then.ledger),
        "contradictions": _argued(now, then),
    }
    if form == "json":
        typer.echo(json.dumps(changes, indent=2, ensure_ascii=False))
        return
    for title, rows in changes.items():
        typer.echo(f"{title}: {'none changes' if not rows else ''}".rstrip())
        for row in rows:
            typer.echo(f"  {row['name']}: {row['now'] or '-'} -> {row['then'] or '-'}")


def _decisions(now: Designed, then: Designed) -> list[dict[str, str]]:
    before = {_key(each): each.option for each in now.blueprint.decisions}
    after = {_key(each): each.option for each in then.blueprint.decisions}
    return _changed(before, after)


def _key(each: Any) -> str:
    return f"{each.title} ({each.subject})" if each.subject else str(each.title)


def _numbers(now: Ledger, then: Ledger) -> list[dict[str, str]]:
    before = {name: print_quantity(quantity) for name, quantity in now.items()}
    return _changed(before, {name: print_quantity(quantity) for name, quantity in then.items()})


def _argued(now: Designed, then: Designed) -> list[dict[str, str]]:
    before = {each.title: each.severity for each in now.blueprint.challenges}
    return _changed(before, {each.title: each.severity for each in then.blueprint.challenges})


def _changed(before: dict[str, str], after: dict[str, str]) -> list[dict[str, str]]:
    names = dict.fromkeys((*before, *after))
    pairs = ((name, before.get(name, ""), after.get(name, "")) for name in names)
    return [{"name": name, "now": old, "then": new} for name, old, new in pairs if old != new]
