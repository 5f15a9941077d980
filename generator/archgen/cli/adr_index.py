"""`archgen adr index`: the list of records in a page of the repository, and the section for coding agents."""

from __future__ import annotations

from typing import Annotated

import typer
from msgspec.structs import replace

from archgen.adr.changes.desk import Change
from archgen.adr.source import decode
from archgen.adr.views.index import AGENTS, INDEX, By, Marks, agents, index, placed
from archgen.adr.views.page import log_page
from archgen.cli import adr_log, options
from archgen.cli.adr_folder import text_of

app = typer.Typer(add_completion=False)
_AGENTS_FILE = "AGENTS.md"


@app.command(name="index")
def command(
    page: Annotated[str, typer.Option(help="The page; default: as configured, else decisions.md beside the log.")] = "",
    by: Annotated[By, typer.Option(help="In groups by what.")] = "none",
    for_agents: Annotated[bool, typer.Option("--agents", help="Write the section in AGENTS.md instead.")] = False,
    pictures: Annotated[bool, typer.Option("--pictures", help="With a timeline and a graph, in Mermaid.")] = False,
    print_only: Annotated[bool, typer.Option("--print", help="Print it; write nothing.")] = False,
    output: options.Output = None,
    log: adr_log.LogOption = "",
    dry_run: options.DryRun = False,
    quiet: options.Quiet = False,
) -> None:
    """Write the list of all records between marks in a page outside the log's folder; all else in the page stays."""
    opened = adr_log.open_log(output, log)
    path = _AGENTS_FILE if for_agents else page or opened.log.settings.page or _beside(opened.log.folder)
    if "/" not in (opened.log.name_of(path) or "/") and not for_agents:
        what = f"'{path}' lies among the records, where an index stops other tools from reading the log."
        raise options.refuse("adr-index-inside", "--page", what, "Name a page outside that folder.")
    if not print_only and _is_made(opened, path):
        what = f"'{path}' is made by archgen from the designs and lists the records already."
        raise options.refuse("adr-index-made", "--page", what, "Name another page, or print the list with --print.")
    text = agents(opened.log) if for_agents else (log_page if pictures else index)(opened.log, path, by=by)
    if print_only:
        typer.echo(text, nl=False)
        return
    change = _written(opened, path, text, AGENTS if for_agents else INDEX, "" if for_agents else "Decisions")
    adr_log.carry_out(opened, change, command="index", dry_run=dry_run, quiet=quiet, within=(path,))


def with_agents(opened: adr_log.Opened, change: Change) -> Change:
    """A change with the section in AGENTS.md as it will be after it."""
    log = opened.log
    files = dict(log.files) | {
        log.name_of(path): decode(data) for path, data in change.files.items() if log.name_of(path) and data
    }
    later = _written(opened, _AGENTS_FILE, agents(replace(log, files=files)), AGENTS, "")
    return Change({**change.files, **later.files}, {**change.seen, **later.seen}, (*change.says, *later.says))


def _written(opened: adr_log.Opened, path: str, text: str, marks: Marks, title: str) -> Change:
    place = opened.root / path
    old = place.read_bytes() if place.is_file() else None
    page = None if old is None else old.decode("utf-8", "surrogateescape")
    new = placed(page, text, marks, file=path, title=title).encode("utf-8", "surrogateescape")
    return Change() if new == old else Change({path: new}, {path: old}, (f"Wrote {path}.",))


def _is_made(opened: adr_log.Opened, path: str) -> bool:
    """Is the page one that the designs come with? It carries its id, and no marks."""
    page = text_of(opened.root / path)
    return "<!-- archgen-id:" in page and INDEX.start not in page


def _beside(folder: str) -> str:
    parent = folder.rpartition("/")[0]
    return f"{parent}/decisions.md" if parent else "decisions.md"
