"""`archgen debt`: the register of technical debt, with what each costs while it is there and what calls it in."""

import json
import re
from collections.abc import Iterable, Iterator
from typing import Annotated, Literal

import typer

from archgen.cli import options
from archgen.cli.shelf import Shelf
from archgen.registers import CLASSES, Debt, add_debt, cell, close_debt, debts

app = typer.Typer(no_args_is_help=True, add_completion=False, help="Technical debt: add, close, list.")

Texts = list[str]
Class = Literal["critical", "performance", "maintenance", "feature"]
FILE = "debt.md"
WORDS = 4
_MONEY = re.compile(r"(?:[A-Z]{3}\s?\d[\d,.]*|\d[\d,.]*\s?[A-Z]{3})(?:/(?:h|day|week|month|year))?")


@app.command()
def add(
    what: Annotated[Texts, typer.Argument(help="What was borrowed.", show_default=False)],
    sort: Annotated[Class, typer.Option("--class", help="Its class.")],
    interest: Annotated[str, typer.Option(help="What it costs while it is there, with a number.")],
    trigger: Annotated[str, typer.Option(help="What calls it in: a number or a day.")] = "",
    where: Annotated[str, typer.Option(help="The part or the design in which it lies.")] = "",
    effort: Annotated[str, typer.Option(help="What paying it takes: '5 days'.")] = "",
    money: Annotated[str, typer.Option(help="Money, only if you know it: 'EUR 900/month'.")] = "",
    owner: Annotated[str, typer.Option(help="Who answers for it.")] = "",
    output: options.Output = None,
    dry_run: options.DryRun = False,
) -> None:
    """Add a debt to the register of this repository."""
    shelf = Shelf(options.root(output))
    path = f"{shelf.docs}/{FILE}"
    before = shelf.text(path)
    if money and not _MONEY.fullmatch(money.strip()):
        raise options.refuse(
            "debt-money", "--money", f"'{money}' names no sum.", "Write 'EUR 900/month', or leave it out."
        )
    if sort == "critical" and not owner:
        what_is = "a critical debt is paid now, and nobody is named who does it."
        raise options.refuse("debt-no-owner", "--owner", what_is, "Name somebody with --owner.")
    words, known = " ".join(what), debts(before or "")
    if same := next((debt.id for debt in known if debt.what == cell(words)), ""):
        raise options.refuse("debt-known", path, f"'{words}' stands there already, as {same}.", "Say what differs.")
    debt = Debt(
        id=_free_id(words, known),
        what=words,
        sort=sort,
        where=where,
        interest=interest,
        trigger=trigger or CLASSES[sort].partition(": ")[2],
        effort=effort,
        money=money,
        owner=owner,
        since=options.today().isoformat(),
    )
    if dry_run:
        typer.echo(f"would {'write' if before is None else 'change'} {path}")
        return
    _write(shelf, path, before, add_debt(before, debt), message=f"debt add {debt.id}")
    typer.echo(f"{debt.id} is in {path}, as {sort}: {CLASSES[sort]}.")


@app.command()
def close(
    debt: Annotated[str, typer.Argument(help="The debt, by its id or a part of it.", show_default=False)],
    how: Annotated[str, typer.Option(help="How it was paid: a change, a release, a decision to live with it.")] = "",
    output: options.Output = None,
    dry_run: options.DryRun = False,
) -> None:
    """Move a debt to what is paid, with the day."""
    shelf = Shelf(options.root(output))
    path = f"{shelf.docs}/{FILE}"
    before = shelf.text(path)
    found = _found(debt, debts(before or ""), _of_briefs(shelf), path)
    if dry_run:
        typer.echo(f"would change {path}")
        return
    after = close_debt(before or "", found, on=options.today().isoformat(), how=how)
    _write(shelf, path, before, after, message=f"debt close {found.id}")
    typer.echo(f"{found.id} stands under what is paid in {path}.")


@app.command(name="list")
def listed(
    sort: Annotated[Class | None, typer.Option("--class", help="Only this class.")] = None,
    output: options.Output = None,
    form: options.Format = "text",
) -> None:
    """Print the register and what the briefs name, the critical ones first."""
    shelf = Shelf(options.root(output))
    register = debts(shelf.text(f"{shelf.docs}/{FILE}") or "")
    found = sorted((*register, *_of_briefs(shelf)), key=lambda debt: list(CLASSES).index(debt.sort))
    found = [debt for debt in found if not sort or debt.sort == sort]
    if form == "json":
        typer.echo(json.dumps([_data(debt) for debt in found], indent=2, ensure_ascii=False))
        return
    for debt in found:
        told = "; ".join(part for part in (debt.interest, debt.trigger, debt.effort, debt.money, debt.owner) if part)
        typer.echo(f"{debt.sort:11} {debt.id:24} {debt.what}{f' ({told})' if told else ''}")
    if not found:
        typer.echo("No debt is on record. `archgen debt add 'WHAT' --class CLASS --interest TEXT` adds one.")


def _found(name: str, register: tuple[Debt, ...], briefed: Iterable[Debt], path: str) -> Debt:
    known = [debt for debt in register if debt.id == name] or [debt for debt in register if name in debt.id]
    if len(known) == 1:
        return known[0]
    held = next((debt for debt in briefed if debt.id == name), None)
    if not known and held:
        what = f"'{name}' stands in a brief, not in the register."
        raise options.refuse(
            "debt-in-brief", f"{held.where}/brief.yaml", what, "Take it out there, then run `archgen update`."
        )
    ids = ", ".join(debt.id for debt in (known or register))
    what = f"'{name}' may be several debts." if known else f"no debt is called '{name}'."
    hint = f"Name one of: {ids}." if ids else "`archgen debt add` adds one."
    raise options.refuse("debt-unknown", path, what, hint)


def _of_briefs(shelf: Shelf) -> Iterator[Debt]:
    """What the designs' briefs name as debt."""
    from archgen.documents.render import plain  # deferred: only a repository with designs needs the words
    from archgen.quantities import count

    for slug in shelf.slugs():
        brief = shelf.brief(slug)
        for name in brief.ids("debt"):
            said = {key: brief.get(f"debt[{name}].{key}") for key in ("what", "class", "metric")}
            told = {key: plain(given.value) if given else "" for key, given in said.items()}
            takes = brief.get(f"debt[{name}].effort")
            effort = plain(count(takes.value, takes.unit)) if takes else ""
            yield Debt(name, told["what"], told["class"] or "maintenance", slug, told["metric"], "", effort)


def _write(shelf: Shelf, path: str, before: str | None, after: str, *, message: str) -> None:
    from archgen.workspace.store import apply, recover  # deferred: `list` writes nothing

    for note in recover(shelf.root, now=options.now()):
        typer.echo(note)
    apply(shelf.root, {path: after}, message=message, now=options.now(), within=(shelf.docs,), seen={path: before})


def _free_id(what: str, known: tuple[Debt, ...]) -> str:
    from archgen.adr.names import slug  # deferred, as above

    base = "-".join(slug(what).split("-")[:WORDS])
    taken = {debt.id for debt in known}
    return next(name for name in (base, *(f"{base}-{n}" for n in range(2, 1000))) if name not in taken)


def _data(debt: Debt) -> dict[str, str]:
    return {
        "id": debt.id,
        "class": debt.sort,
        "what": debt.what,
        "where": debt.where,
        "interest": debt.interest,
        "trigger": debt.trigger,
        "effort": debt.effort,
        "money": debt.money,
        "owner": debt.owner,
        "since": debt.since,
    }
