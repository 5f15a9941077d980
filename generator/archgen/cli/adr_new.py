"""`archgen adr new`: a record from options, and from questions where a person sits at the terminal."""

# Annotations are not put off here: Typer would compile each of them from its text, a tenth of the command's time.
from pathlib import Path
from typing import Annotated

import typer

from archgen.adr.changes.new import new
from archgen.adr.record import Kind, Status
from archgen.adr.writing.body import TEMPLATES
from archgen.adr.writing.draft import Option, RecordDraft
from archgen.cli import adr_log, options

app = typer.Typer(add_completion=False)

Texts = list[str]


@app.command(name="new")
def command(
    title: Annotated[list[str] | None, typer.Argument(help="The decision in a few words.", show_default=False)] = None,
    context: Annotated[str, typer.Option(help="What is true, what is wanted.")] = "",
    option: Annotated[
        Texts | None, typer.Option(help="An alternative: 'Name | criterion: text | ...'. Repeat.")
    ] = None,
    decision: Annotated[str, typer.Option(help="What is decided, and because of what.")] = "",
    consequence: Annotated[Texts | None, typer.Option(help="What becomes easier or harder. Repeat.")] = None,
    driver: Annotated[Texts | None, typer.Option(help="What the options are judged by. Repeat.")] = None,
    confirm: Annotated[str, typer.Option(help="What would prove that it works.")] = "",
    revisit: Annotated[str, typer.Option(help="When it is to be decided again.")] = "",
    decider: Annotated[Texts | None, typer.Option(help="Who decides. Repeat.")] = None,
    tag: Annotated[Texts | None, typer.Option(help="A tag. Repeat.")] = None,
    status: Annotated[Status, typer.Option(help="proposed, unless said otherwise.")] = Status.PROPOSED,
    date: Annotated[str, typer.Option(help="YYYY-MM-DD; default: today in UTC.")] = "",
    supersedes: Annotated[Texts | None, typer.Option(help="A record that it replaces once accepted. Repeat.")] = None,
    amends: Annotated[Texts | None, typer.Option(help="A record that it amends once accepted. Repeat.")] = None,
    depends: Annotated[Texts | None, typer.Option(help="A record that it depends on. Repeat.")] = None,
    relates: Annotated[Texts | None, typer.Option(help="A record that it relates to. Repeat.")] = None,
    template: Annotated[str, typer.Option(help=f"{', '.join(TEMPLATES)}, or a file of your own.")] = "",
    draft: Annotated[bool, typer.Option("--draft", help="Without a number, to be given when it is merged.")] = False,
    output: options.Output = None,
    log: adr_log.LogOption = "",
    no_input: options.NoInput = False,
    dry_run: options.DryRun = False,
    quiet: Annotated[bool, typer.Option("--quiet", help="Print the new file's path only.")] = False,
) -> None:
    """Write a new record under the next number that is free here and on every branch."""
    links = _links(supersedes, amends, depends, relates)
    opened = adr_log.open_log(output, log, branches="all", last_only=not links)
    wanted = RecordDraft(
        title=" ".join(title or ()),
        status=_status(status),
        date=_date(date),
        deciders=tuple(decider or ()),
        tags=tuple(tag or ()),
        context=context,
        drivers=tuple(driver or ()),
        options=tuple(_option(text) for text in option or ()),
        decision=decision,
        consequences=tuple(consequence or ()),
        confirmation=confirm,
        revisit=revisit,
        links=links,
    )
    if options.interactive() and not no_input:
        from archgen.cli.adr_questions import asked  # deferred: most records are written by options

        wanted = asked(wanted)
    if not wanted.title.strip():
        raise options.refuse(
            "adr-no-title", "archgen adr new", "a record needs a title.", "archgen adr new 'Use Valkey'"
        )
    name, house = _template(template or opened.log.settings.template, opened.root, opened.log.folder)
    waiting = draft or opened.log.settings.numbers == "at-merge"
    change = new(opened.log, wanted, template=name, house=house, waiting=waiting)
    adr_log.carry_out(opened, change, command="new", dry_run=dry_run, quiet=quiet)
    if quiet:
        typer.echo(change.path)


def _links(
    supersedes: Texts | None, amends: Texts | None, depends: Texts | None, relates: Texts | None
) -> tuple[tuple[Kind, str], ...]:
    given = {Kind.SUPERSEDES: supersedes, Kind.AMENDS: amends, Kind.DEPENDS_ON: depends, Kind.RELATES_TO: relates}
    return tuple((kind, reference) for kind, references in given.items() for reference in references or ())


def _option(text: str) -> Option:
    """`PostgreSQL | cost: low | failover: tens of seconds`; a star before the name marks the chosen one."""
    title, *says = (part.strip() for part in text.split("|"))
    pairs = (part.partition(":") for part in says if part)
    return Option(title.lstrip("* "), {key.strip(): value.strip() for key, _, value in pairs}, title.startswith("*"))


def _status(status: Status) -> Status:
    if status in (Status.UNKNOWN, Status.SUPERSEDED):
        raise options.refuse("adr-status", "--status", f"a new record cannot be {status}.")
    return status


def _date(date: str) -> str:
    from archgen.adr.reading.phrases import date_of, is_only_a_date

    if date and not is_only_a_date(date):
        raise options.refuse("adr-date", "--date", f"'{date}' is no date.", "Write YYYY-MM-DD.")
    return date_of(date) or options.today().isoformat()


def _template(asked: str, root: Path, folder: str) -> tuple[str, str]:
    """The name of a built-in template, or the text of one's own; a template in the log's folder is found by itself."""
    if asked in TEMPLATES:
        return asked, ""
    files = [Path(asked)] if asked else [Path(folder, "templates", "template.md"), Path(folder, "template.md")]
    for file in files:
        place = file if file.is_absolute() else root / file
        if place.is_file():
            return "", place.read_text(encoding="utf-8", errors="replace")
    if asked:
        hint = f"Built in are {', '.join(TEMPLATES)}."
        raise options.refuse("adr-no-template", "--template", f"there is no template '{asked}'.", hint)
    return "", ""
