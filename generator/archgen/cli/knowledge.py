"""`archgen knowledge`: prove the knowledge base, show a page, copy a table for overriding, say what is carried."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from difflib import get_close_matches
from typing import Annotated, Any

import typer
from msgspec.structs import asdict

from archgen import library
from archgen.cli import options
from archgen.cli.knowledge_pages import Pages, coverage_lines
from archgen.cli.shelf import Shelf
from archgen.configuration import FILE, read_configuration
from archgen.coverage import of_knowledge
from archgen.problems import Exit, Problem, Stop, Where, stop_if
from archgen.repository import Repository
from archgen.workspace.store import apply

app = typer.Typer(
    no_args_is_help=True,
    add_completion=False,
    help="Verify the knowledge base, print a page of it, copy a table, see what it carries.",
)

_EJECTED = """\
# House rules over the table '{name}'. Write what differs and nothing else; the merged table is proved on every run.
#   replace: {{row-id: {{when: ..., then: ..., because: ..., sources: [...]}}}}
#   add: [{{id: ..., before: row-id, when: ..., then: ..., level: ..., because: ..., sources: [...]}}]
#   remove: [row-id]
#   cases: [{{given: ..., expect: ...}}]
extends: {name}

# The built-in table, to copy rows from:
{text}"""

_OURS = "<!-- Written by `archgen knowledge pages`; the next run replaces it. -->"


@app.command()
def check(output: options.Output = None, quiet: options.Quiet = False) -> None:
    """Prove every table and read every row, house rules too: no gap, no overlap, no dead row, every name is known."""
    known = Shelf(options.root(output)).library
    stop_if(_wrong_rows(known))
    if not quiet:
        tables, rows = known.tables, known.rows
        lines, cases = sum(len(table.rows) for table in tables), sum(len(table.cases) for table in tables)
        passages = sum(len(section.rows) for section in rows.sections.values())
        typer.echo(f"{len(tables)} tables with {lines} rows and {cases} cases are complete and free of contradiction.")
        typer.echo(
            f"{len(known.failures.rows)} failures, {len(known.challenges)} challenges, {len(rows.risks)} risks, "
            f"{len(rows.threats)} threats, {len(rows.integrity)} rules of integrity and {passages} passages name "
            "nothing that is not there."
        )


def _wrong_rows(known: library.Library) -> Iterator[Problem]:
    """What is wrong with rows that are no tables, of all kinds at once."""
    for part in ("failures", "challenges", "rows"):
        try:
            getattr(known, part)
        except Stop as stop:
            yield from stop.problems


@app.command()
def show(
    name: Annotated[str, typer.Argument(help="A table, catalogue, technology, figure, or the id of a source.")] = "",
    output: options.Output = None,
) -> None:
    """Print one page of the knowledge base with the house's rules; without a name, what there is."""
    pages = Pages(Shelf(options.root(output)).library.table, _parts())
    if name and name not in pages.names:
        raise Stop([_unknown(name, pages.names)])
    for line in pages.lines(name):
        typer.echo(line)


@app.command()
def eject(
    name: Annotated[str, typer.Argument(help="The table to override.")],
    output: options.Output = None,
    dry_run: options.DryRun = False,
) -> None:
    """Write a file of house rules over a table, with the built-in rows as comments to copy from."""
    if name not in library.load().table:
        raise Stop([_unknown(name, tuple(library.load().table))])
    repository = Repository(options.root(output))
    house = read_configuration(repository.read_text(FILE) or "").house
    path = f"{house}/decisions/{name}.yaml"
    if repository.exists(path):
        what = "this file of house rules exists already."
        raise Stop([Problem("knowledge-house-exists", Where(path), what, "Edit it, or move it away.")])
    text = (library.KNOWLEDGE / "decisions" / f"{name}.yaml").read_text("utf-8")
    if not dry_run:
        rules = {path: _EJECTED.format(name=name, text=_commented(text))}
        apply(repository.root, rules, message=f"Begin house rules over {name}", now=options.now(), within=(house,))
    typer.echo(f"{'Would write' if dry_run else 'Wrote'} {path}.")


@app.command()
def pages(
    folder: Annotated[str, typer.Argument(help="Where the pages go, from the repository's root: docs/knowledge.")],
    output: options.Output = None,
    dry_run: options.DryRun = False,
) -> None:
    """Write every table, fact, catalogue and failure, house rules included, as pages of your site."""
    from archgen import reference  # deferred: the other commands need no pages

    shelf, folder = Shelf(options.root(output)), folder.rstrip("/")
    if folder.startswith((".", "/")) or ".." in folder.split("/") or not folder:
        hint = "Name a folder that lies in it, such as docs/knowledge."
        raise Stop([Problem("knowledge-folder", Where(folder), "is no folder for pages of this repository.", hint)])
    made = {f"{folder}/{path}": f"{text}\n{_OURS}\n" for path, text in reference.pages(shelf.library).items()}
    stop_if(_theirs(path) for path in made if _OURS not in (shelf.repository.read_text(path) or _OURS))
    if not dry_run:
        message = f"Write the knowledge base into {folder}"
        apply(shelf.root, dict(made), message=message, now=options.now(), within=(folder,))
    typer.echo(f"{'Would write' if dry_run else 'Wrote'} {len(made)} pages below {folder}.")


@app.command()
def coverage(
    format: options.Format = "text",
    all: Annotated[bool, typer.Option("--all", help="List what later documents and checks owe, too.")] = False,
) -> None:
    """Which items of the architect's knowledge some content carries; exits 1 if one that must be carried is not."""
    found = of_knowledge(_parts(), read=library.load().graph.readers)
    if format == "json":
        typer.echo(json.dumps(asdict(found), indent=2, ensure_ascii=False))
    else:
        for line in coverage_lines(found, everything=all):
            typer.echo(line)
    if found.missing:
        raise typer.Exit(Exit.FINDINGS)


def _parts() -> dict[str, Mapping[str, Any]]:
    return {part: library.knowledge(part) for part in library.knowledge_parts()}


def _theirs(path: str) -> Problem:
    what = "is a file that this command did not write."
    return Problem("knowledge-page-exists", Where(path), what, "Move it away, or name another folder.")


def _commented(text: str) -> str:
    return "".join(f"# {line}".rstrip() + "\n" for line in text.splitlines())


def _unknown(name: str, known: tuple[str, ...]) -> Problem:
    near = get_close_matches(name, known, 3)
    hint = f"Did you mean {', '.join(near)}?" if near else "'archgen knowledge show' lists what there is."
    return Problem("knowledge-unknown", Where("command line"), f"there is no '{name}' in the knowledge base.", hint)
