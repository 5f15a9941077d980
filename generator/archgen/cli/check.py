"""`archgen check`: all that a reviewer would find, for people, scripts and continuous integration."""

from __future__ import annotations

from typing import Annotated, Literal

import typer

from archgen import __version__, checks
from archgen.adr.findings import check as check_log
from archgen.checks import Subject, findings, level_of
from archgen.cli import options
from archgen.cli.adr_log import open_log
from archgen.cli.baseline import known, remembered
from archgen.cli.reports import Finding, report
from archgen.cli.shelf import Shelf
from archgen.cli.write import Writing, prepare
from archgen.problems import Exit
from archgen.workspace.manifest import PATH as MANIFEST
from archgen.workspace.manifest import read_manifest

app = typer.Typer()
Form = Literal["text", "json", "sarif", "github"]


@app.command()
def check(
    fail_on: Annotated[
        Literal["error", "warning", "note"], typer.Option(help="Exit 1 from this level on.")
    ] = "warning",
    baseline: Annotated[
        bool, typer.Option("--write-baseline", help="Accept today's findings; report new ones only.")
    ] = False,
    form: Annotated[Form, typer.Option("--format", help="For people, as data, or for a CI host.")] = "text",
    output: options.Output = None,
    quiet: options.Quiet = False,
) -> None:
    """Find drift, conflicts, dead links, contradictions, alerts without runbook, ended support, wrong numbers."""
    shelf = Shelf(options.root(output))
    found = tuple(_found(shelf))
    if baseline:
        remembered(shelf.root, found, now=options.now())
        typer.echo(f"{len(found)} findings are known from now on.")
        return
    new = [finding for finding in found if finding.key not in known(shelf.repository)]
    typer.echo(report(new, form, quiet=quiet), nl=False)
    failed = [each for each in new if checks.LEVELS.index(each.level) <= checks.LEVELS.index(fail_on)]
    raise typer.Exit(Exit.FINDINGS if failed else Exit.FINE)


def _found(shelf: Shelf) -> list[Finding]:
    subject = look(shelf)
    mine = [Finding.of(problem, level_of(problem.code)) for problem in findings(subject)]
    from archgen.adr.findings import level  # deferred: the codes of the log are its own

    log = open_log(shelf.root, branches="others").log
    return [*mine, *(Finding.of(problem, level(problem.code)) for problem in check_log(log))]


def look(shelf: Shelf) -> Subject:
    """The repository as the checks see it."""
    briefs = {slug: shelf.brief_text(slug) or "" for slug in shelf.slugs()}
    work = prepare(shelf, briefs, Writing(), now=options.now())
    paths = shelf.repository.files(f"{shelf.docs}/**/*")
    texts = ((path, shelf.repository.read_text(path)) for path in paths)
    return Subject(
        designs=work.designs,
        plan=work.plan,
        files={path: text for path, text in texts if text is not None},
        docs=shelf.docs,
        today=options.today(),
        written_by=read_manifest(shelf.repository.read_text(MANIFEST)).archgen,
        version=__version__,
    )
