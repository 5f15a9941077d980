"""`archgen check`: all that a reviewer would find, for people, scripts and continuous integration."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Annotated, Any, Literal

import typer

from archgen import __version__, checks
from archgen.adr import Log, revisits
from archgen.adr.findings import check as check_log
from archgen.adr.findings import level
from archgen.checks import Subject, findings, level_of
from archgen.cli import options
from archgen.cli.adr_log import open_log
from archgen.cli.baseline import known, remembered
from archgen.cli.reports import Finding, report
from archgen.cli.shelf import Shelf
from archgen.cli.survey import survey
from archgen.cli.validators import asked
from archgen.cli.write import Writing, prepare
from archgen.library import knowledge
from archgen.outline import applies
from archgen.pipeline import Designed
from archgen.problems import Exit
from archgen.repository import Repository
from archgen.workspace.manifest import BASE, Manifest, read_manifest
from archgen.workspace.manifest import PATH as MANIFEST

app = typer.Typer(add_completion=False)


@app.command()
def check(
    fail_on: Annotated[
        Literal["error", "warning", "note"], typer.Option(help="Exit 1 from this level on.")
    ] = "warning",
    baseline: Annotated[
        bool, typer.Option("--write-baseline", help="Accept today's findings; report new ones only.")
    ] = False,
    with_tools: Annotated[
        bool, typer.Option("--tools", help="Ask the real validators, too: promtool and amtool, where installed.")
    ] = False,
    form: Annotated[options.Form, typer.Option("--format", help="For people, as data, or for a CI host.")] = "text",
    output: options.Output = None,
    quiet: options.Quiet = False,
) -> None:
    """Find drift, conflicts, dead links, contradictions, alerts without runbook, ended support, wrong numbers."""
    shelf = Shelf(options.root(output))
    found = tuple(_found(shelf, with_tools=with_tools))
    if baseline:
        remembered(shelf.root, found, now=options.now())
        typer.echo(f"{len(found)} findings are known from now on.")
        return
    new = [finding for finding in found if finding.key not in known(shelf.repository)]
    typer.echo(report(new, form, quiet=quiet), nl=False)
    failed = [each for each in new if checks.LEVELS.index(each.level) <= checks.LEVELS.index(fail_on)]
    raise typer.Exit(Exit.FINDINGS if failed else Exit.FINE)


def _found(shelf: Shelf, *, with_tools: bool) -> list[Finding]:
    subject = look(shelf)
    mine = [Finding(problem, level_of(problem.code)) for problem in findings(subject)]
    if with_tools:
        mine += asked(shelf.root, sorted(subject.files))
    log = open_log(shelf.root, branches="others").log
    found = check_log(log, due=tuple(_due(log, subject)))
    return [*mine, *(Finding(problem, level(problem.code)) for problem in found)]


def _peoples(repository: Repository, manifest: Manifest) -> Iterator[str]:
    """The paths that the looks at the repository read, without what archgen itself wrote and keeps."""
    found = repository.files(*checks.practice.READ)
    return (path for path in found if path not in manifest.by_path and not path.startswith(f"{BASE}/"))


def _due(log: Log, subject: Subject) -> Iterator[tuple[str, str]]:
    """Records whose condition to decide again holds for today's answers, with what holds."""
    blueprints = {designed.slug: designed.blueprint for designed in subject.designs}
    for each in revisits(log):
        blueprint = blueprints.get(each.decision.partition("/")[0])
        if blueprint and each.when and applies(_conditions(each.when), blueprint):
            yield each.file, ", ".join(f"{name} is now {cell}" for name, cell in each.when.items())


def _conditions(cells: Mapping[str, str]) -> dict[str, Any]:
    """The cells of a table as conditions: a cell may name several values."""
    return {name: [_value(part.strip()) for part in cell.split(",")] for name, cell in cells.items()}


def _value(text: str) -> bool | str:
    return {"true": True, "false": False}.get(text, text)


def look(shelf: Shelf) -> Subject:
    """The repository as the checks see it."""
    briefs = {slug: shelf.brief_text(slug) or "" for slug in shelf.slugs()}
    designs: list[Designed] = []
    work = prepare(shelf, briefs, Writing(), now=options.now(), meanwhile=designs.append)
    paths = shelf.repository.files(f"{shelf.docs}/**/*")
    texts = ((path, shelf.repository.read_text(path)) for path in paths)
    manifest = read_manifest(shelf.repository.read_text(MANIFEST))
    read = {path: shelf.repository.read_text(path) for path in _peoples(shelf.repository, manifest)}
    seen = survey(shelf.repository, options.today())
    return Subject(
        designs=tuple(designs),
        plan=work.plan,
        files={path: text for path, text in texts if text is not None},
        docs=shelf.docs,
        today=options.today(),
        written_by=manifest.archgen,
        version=__version__,
        deployables=tuple(each.file for each in seen.findings if each.kind == "deployable"),
        shown=seen.shown,
        technologies=seen.technologies,
        words=shelf.configuration.words or tuple(knowledge("words")["words"]["words"]),
        tree=frozenset(shelf.repository.files()),
        sources={path: text for path, text in read.items() if text is not None},
    )
