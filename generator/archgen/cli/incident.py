"""`archgen incident`: open the page of an incident, write its log, close it with its review; a register over all."""

import json
import re
from collections.abc import Iterable
from datetime import datetime
from pathlib import Path
from typing import Annotated, Literal

import typer

from archgen.cli import options
from archgen.cli.shelf import Design, Shelf
from archgen.registers import (
    MARK,
    Closing,
    Incident,
    Kit,
    Opening,
    closed,
    incident_of,
    logged,
    moment,
    opened,
    register,
)

app = typer.Typer(no_args_is_help=True, add_completion=False, help="Incidents: new, log, close, list.")

Texts = list[str]
Title = Annotated[Texts, typer.Argument(help="What users miss, in a few words.", show_default=False)]
Id = Annotated[str, typer.Argument(help="The incident, by its id or a part of it.")]
At = Annotated[str, typer.Option(help="When, in UTC: 'YYYY-MM-DD HH:MM'; default: now.")]
FOLDER = "incidents"
LONGEST = 60
_JOURNEY = re.compile(r"`([^`]+)`")
_WORD = re.compile(r"[a-z0-9]+")
REGISTER = "# Incidents\n\nEvery one of them has its page; this table is written from them.\n"


@app.command()
def new(
    title: Title,
    journey: Annotated[Texts | None, typer.Option(help="A journey that fails. Repeat.")] = None,
    severity: Annotated[str, typer.Option(help="SEV-1, SEV-2 or SEV-3; default: by the gravest journey.")] = "",
    began: Annotated[str, typer.Option(help="When it began, in UTC; default: when it was noticed.")] = "",
    noticed: Annotated[str, typer.Option(help="When it was noticed, in UTC; default: now.")] = "",
    person: Annotated[Texts | None, typer.Option(help="Who plays the parts, the leading one first. Repeat.")] = None,
    saw: Annotated[str, typer.Option(help="What was seen first.")] = "",
    design: Design = "",
    output: options.Output = None,
    dry_run: options.DryRun = False,
) -> None:
    """Open the page of an incident, with the severity, the parts and the deadlines that its design knows."""
    from archgen.cli.incident_kit import kit_of  # deferred: the other commands read pages alone

    shelf = Shelf(options.root(output))
    kit = kit_of(shelf, shelf.chosen(design))
    seen = _moment(noticed, "--noticed") or options.now()
    _past(seen, "--noticed")
    start = _moment(began, "--began") or seen
    if start > seen:
        raise options.refuse(
            "incident-order", "--began", "it began after it was noticed.", "Give the earlier time there."
        )
    words = " ".join(title)
    opening = Opening(
        id=_free_id(shelf, words, seen),
        title=words,
        severity=_severity(severity, tuple(journey or ()), kit),
        journeys=_known(tuple(journey or ()), kit),
        began=start,
        noticed=seen,
        people=tuple(person or ()),
        saw=saw,
    )
    path = f"{shelf.docs}/{FOLDER}/{opening.id}.md"
    if not _write(shelf, {path: opened(opening, kit)}, message=f"incident new {opening.id}", dry_run=dry_run):
        return
    typer.echo(f"{opening.severity} is open: {path}")
    typer.echo(f"Then: archgen incident log {opening.id} 'what was seen', archgen incident close {opening.id}.")


@app.command()
def log(
    incident: Id,
    what: Annotated[Texts, typer.Argument(help="What was seen, thought or done.")],
    step: Annotated[
        Literal["observe", "orient", "decide", "act"], typer.Option(help="Which step of the loop.")
    ] = "observe",
    at: At = "",
    output: options.Output = None,
    dry_run: options.DryRun = False,
) -> None:
    """Add a line to the log of an incident."""
    shelf = Shelf(options.root(output))
    path, text, _ = _found(shelf, incident)
    when = _moment(at, "--at") or options.now()
    _past(when, "--at")
    changed = logged(text, at=when, step=step, what=" ".join(what))
    if changed == text:
        raise options.refuse(
            "incident-no-log", path, "the page has no table below '## Log'.", "Write the line by hand."
        )
    if _write(shelf, {path: changed}, message=f"incident log {incident}", dry_run=dry_run):
        typer.echo(f"Added to {path}.")


@app.command()
def close(
    incident: Id,
    ended: Annotated[str, typer.Option(help="When it ended, in UTC; default: now.")] = "",
    why: Annotated[
        Texts | None, typer.Option(help="An answer to why, the first one first. Repeat, five times.")
    ] = None,
    cause: Annotated[Texts | None, typer.Option(help="What contributed. Repeat.")] = None,
    action: Annotated[Texts | None, typer.Option(help="'what | who | until YYYY-MM-DD'. Repeat.")] = None,
    output: options.Output = None,
    dry_run: options.DryRun = False,
) -> None:
    """Set the end of an incident and add its review: five whys, what contributed, what follows."""
    from archgen.cli.incident_kit import kit_of  # deferred, as above

    shelf = Shelf(options.root(output))
    path, text, found = _found(shelf, incident)
    if found.state == "closed":
        raise options.refuse("incident-closed", path, "it is closed already.", "Change its page by hand.")
    end = _moment(ended, "--ended") or options.now()
    _past(end, "--ended")
    if found.began and end < found.began:
        raise options.refuse(
            "incident-order", "--ended", "it ended before it began.", f"It began {found.facts['Began']}."
        )
    closing = Closing(end, tuple(why or ()), tuple(cause or ()), tuple(map(_action, action or ())))
    kit = kit_of(shelf, _design_of(text, shelf))
    page = {path: closed(text, found, closing, kit)}
    if not _write(shelf, page, message=f"incident close {found.id}", dry_run=dry_run):
        return
    typer.echo(f"Closed: {path}")
    if not found.reviewed:
        typer.echo("Its review is at the end of the page; what is open in it stands in the register.")
    for what, who, until in closing.actions:
        if not (who and until):
            typer.echo(f"'{what}' has {'no day' if who else 'nobody who does it'}: write that into its row.")


@app.command(name="list")
def listed(output: options.Output = None, form: options.Format = "text") -> None:
    """Print every incident, the newest first."""
    shelf = Shelf(options.root(output))
    found = sorted(_all(shelf).items(), reverse=True)
    if form == "json":
        typer.echo(json.dumps([_data(path, incident) for path, (_, incident) in found], indent=2, ensure_ascii=False))
        return
    for path, (_, incident) in found:
        typer.echo(f"{incident.severity:6} {incident.state:7} {incident.title}  {path}")
    if not found:
        typer.echo("No incident is on record. `archgen incident new 'WHAT USERS MISS'` opens one.")


def _write(shelf: Shelf, pages: dict[str, str], *, message: str, dry_run: bool) -> bool:
    """Write pages and the register over all, in one step or not at all; says whether it was done."""
    from archgen.workspace.marked import put_section  # deferred: `list` writes nothing
    from archgen.workspace.store import apply, recover

    if not dry_run:
        for note in recover(shelf.root, now=options.now()):
            typer.echo(note)
    known = {path: text for path, (text, _) in _all(shelf).items()} | pages
    incidents = [(path.rpartition("/")[2], found) for path, text in known.items() if (found := incident_of(text))]
    index = f"{shelf.docs}/{FOLDER}/index.md"
    before = shelf.text(index)
    files = {**pages, index: put_section(before or REGISTER, register(incidents), file=index)}
    if dry_run:
        for path in files:
            typer.echo(f"would {'change' if shelf.repository.read_text(path) is not None else 'write'} {path}")
        return False
    seen = {path: shelf.repository.read_text(path) for path in files}
    apply(shelf.root, files, message=message, now=options.now(), within=(shelf.docs,), seen=seen)
    return True


def _all(shelf: Shelf) -> dict[str, tuple[str, Incident]]:
    """Every page of an incident by its path, with its text."""
    paths = shelf.repository.files(f"{shelf.docs}/{FOLDER}/*.md")
    texts = {path: shelf.text(path) or "" for path in paths}
    return {path: (text, found) for path, text in texts.items() if (found := incident_of(text))}


def _found(shelf: Shelf, name: str) -> tuple[str, str, Incident]:
    known = _all(shelf)
    exact = [path for path, (_, incident) in known.items() if incident.id == name]
    paths = exact or [path for path, (_, incident) in known.items() if name and name in incident.id]
    if len(paths) == 1:
        return (paths[0], *known[paths[0]])
    page = f"{shelf.docs}/{FOLDER}/{name}.md"
    if not paths and shelf.repository.exists(page):
        hint = f"Put the page back from version control, or '{MARK}{name} -->' below its title."
        raise options.refuse("incident-unmarked", page, "is no page of an incident: its mark is gone.", hint)
    ids = ", ".join(sorted(known[path][1].id for path in (paths or known)))
    what = f"'{name}' may be several incidents." if paths else f"no incident is called '{name}'."
    hint = f"Name one of: {ids}." if ids else "`archgen incident new` opens one."
    raise options.refuse("incident-unknown", f"{shelf.docs}/{FOLDER}", what, hint)


def _severity(asked: str, journeys: tuple[str, ...], kit: Kit) -> str:
    """As asked for, else by the gravest of the journeys that fail."""
    if asked:
        name = f"SEV-{asked.upper().removeprefix('SEV').removeprefix('-')}"
        if name not in kit.severities:
            raise options.refuse(
                "incident-severity", "--severity", f"'{asked}' is none.", f"One of {_or(kit.severities)}."
            )
        return name
    grades = {kit.journeys[name].criticality for name in _known(journeys, kit)}
    for severity in kit.severities.values():
        if severity.of in grades:
            return severity.name
    hint = f"Name the journeys with --journey ({_or(kit.journeys)}), or the severity with --severity."
    raise options.refuse("incident-severity", "archgen incident new", "nothing says how grave it is.", hint)


def _known(journeys: tuple[str, ...], kit: Kit) -> tuple[str, ...]:
    for name in journeys:
        if name not in kit.journeys:
            what = f"{kit.slug} has no journey '{name}'."
            raise options.refuse("incident-journey", "--journey", what, f"It has {_or(kit.journeys)}.")
    return journeys


def _free_id(shelf: Shelf, title: str, noticed: datetime) -> str:
    from archgen.adr.names import slug  # deferred: only a new page needs a name

    base = f"{noticed:%Y-%m-%d}-{slug(title)[:LONGEST].strip('-')}"
    taken = {Path(path).stem for path in shelf.repository.files(f"{shelf.docs}/{FOLDER}/*.md")}
    tries = (base, *(f"{base}-{number}" for number in range(2, 1000)))
    return next(name for name in tries if name not in taken)


def _design_of(text: str, shelf: Shelf) -> str:
    """The design that a page links to, else the only one."""
    linked = next((slug for slug in shelf.slugs() if f"](../{slug}/index.md)" in text), "")
    return shelf.chosen(linked)


def _action(text: str) -> tuple[str, str, str]:
    what, who, until = (*(part.strip() for part in text.split("|")), "", "")[:3]
    until = until.removeprefix("until ").strip()
    if until and moment(f"{until} 00:00") is None:
        raise options.refuse("incident-date", "--action", f"'{until}' is no date.", "Write 'what | who | YYYY-MM-DD'.")
    return what, who, until


def _moment(text: str, where: str) -> datetime | None:
    found = moment(text) if text else None
    if text and found is None:
        raise options.refuse("incident-time", where, f"'{text}' is no time.", "Write 'YYYY-MM-DD HH:MM', in UTC.")
    return found


def _past(when: datetime, where: str) -> None:
    if when > options.now():
        raise options.refuse("incident-order", where, "it lies ahead.", "Times are in UTC; what is to come is no log.")


def _data(path: str, incident: Incident) -> dict[str, object]:
    """An incident for machines: whatever stands in its table, by names that a program can write."""
    told: dict[str, object] = {_key(name): value for name, value in incident.facts.items()}
    told["journeys"] = _JOURNEY.findall(incident.facts.get("Journeys", ""))
    return {
        "id": incident.id,
        "title": incident.title,
        "path": path,
        **told,
        "open_actions": len(incident.open_actions),
    }


def _key(name: str) -> str:
    return "told_by" if name.startswith("Told to ") else "_".join(_WORD.findall(name.lower()))


def _or(names: Iterable[str]) -> str:
    return ", ".join(names)
