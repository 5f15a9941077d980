"""From designs to files: the plan of a run, shown, and then carried out in one step or not at all."""

from __future__ import annotations

import posixpath
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import datetime
from typing import Any

import typer
from msgspec import Struct, field

from archgen import __version__
from archgen.adr import Derivation, Log
from archgen.cli import options
from archgen.cli.adr_log import open_log
from archgen.cli.at_rest import ours
from archgen.cli.last_look import summary
from archgen.cli.shelf import Shelf
from archgen.comparison import Comparison, Told, compare, read_told, told, write_told
from archgen.documents import Standing
from archgen.handbook import handbook
from archgen.library import source_texts
from archgen.pipeline import Designed, produced, records, rendered
from archgen.portfolio import portfolio
from archgen.problems import Exit, Problem, Stop, Where
from archgen.publication import REGISTERS, SITE, Shared, changelog_entry, shared_files, site_edited
from archgen.resolver import Design
from archgen.shown import Shown, read_shown, shown, write_shown
from archgen.workspace.manifest import PATH as MANIFEST
from archgen.workspace.manifest import base_path, read_manifest
from archgen.workspace.marked import put_entry
from archgen.workspace.merging import Conflict
from archgen.workspace.plan import Plan
from archgen.workspace.planning import make_plan
from archgen.workspace.scene import Produced
from archgen.workspace.settling import Answer, Options
from archgen.workspace.store import apply, look, recover
from archgen.workspace.store.settled import Marks, marks, settle
from archgen.yamltext import parse

MODES = ("report", "markers", "ours", "theirs", "ask")
ANSWERS: tuple[Answer, ...] = ("theirs", "ours", "both", "markers")
MOST = 12


class Writing(Struct, frozen=True):
    """How a run writes: what it does about files that people changed, and how much it says."""

    adopt: bool = False
    conflict: str = "report"
    dry_run: bool = False
    diff: bool = False
    rebase: bool = False
    quiet: bool = False
    ask: bool = False


class Made(Struct, frozen=True):
    """What is kept of a design once its pages are made: a portfolio would not fit into memory whole."""

    slug: str
    design: Design
    told: Told
    shown: Shown
    says: tuple[str, ...]

    @classmethod
    def of(cls, designed: Designed, docs: str) -> Made:
        says = tuple(summary(designed, docs))
        return cls(designed.slug, designed.design, told(designed), shown(designed), says)


class Work(Struct, frozen=True):
    """Everything a run would write: the plan for the pages, the changes of the log, and what came out differently."""

    made: tuple[Made, ...]
    plan: Plan
    log: Mapping[str, bytes | None] = field(default_factory=dict)
    notes: tuple[str, ...] = ()
    seen: Mapping[str, bytes | None] = field(default_factory=dict)
    says: tuple[str, ...] = ()
    compared: Mapping[str, Comparison] = field(default_factory=dict)
    last: Mapping[str, str] = field(default_factory=dict)

    @property
    def changes(self) -> dict[str, str | bytes | None]:
        """Every path that is to be written or removed; empty where the run changes nothing."""
        found: dict[str, str | bytes | None] = {**self.plan.changes(), **self.log}
        return {**found, **self.last} if found else {}


def write(shelf: Shelf, briefs: Mapping[str, str], writing: Writing, *, command: str) -> Exit:
    """Design from each brief, show the plan and carry it out; returns the exit code."""
    now = options.now()
    notes = recover(shelf.root, now=now) if not writing.dry_run else ()
    before = marks(shelf.root)
    work = prepare(shelf, briefs, writing, now=now)
    _show(work, writing, (*notes, *work.notes, *work.says))
    if work.plan.blocked:
        return Exit.FINDINGS
    if writing.dry_run:
        return Exit.FINE
    if not work.changes:
        _rest(shelf, work, briefs, before)
        return Exit.FINE
    if writing.ask and not typer.confirm("Write this?", default=True):
        typer.echo("Nothing was written.")
        return Exit.FINE
    _carry_out(shelf, work, message=f"{command} {' '.join(briefs)}", now=now, quiet=writing.quiet)
    _rest(shelf, work, briefs, before)
    return Exit.FINDINGS if work.plan.unresolved else Exit.FINE


def prepare(
    shelf: Shelf,
    briefs: Mapping[str, str],
    writing: Writing,
    *,
    now: datetime,
    meanwhile: Callable[[Designed], object] = id,
) -> Work:
    """What the designs of the briefs would change in the repository; each is handed to `meanwhile` and forgotten."""
    if writing.conflict not in MODES:
        what = f"'{writing.conflict}' is no way to treat conflicts."
        raise Stop([Problem("option-unknown", Where("--conflict"), what, f"Use one of: {', '.join(MODES)}.")])
    day = now.date().isoformat()
    opened = open_log(shelf.root)
    derivation = Derivation(opened.log, today=day)
    made: list[Made] = []
    files: dict[str, Produced] = {}
    for slug, text in briefs.items():
        designed = _designed(shelf, slug, text, derivation, opened.log, day=day)
        meanwhile(designed)
        files |= produced(designed, shelf.docs)
        made.append(Made.of(designed, shelf.docs))
    change = derivation.change()
    public = shelf.configuration.publish == "public"
    rest = others(shelf, briefs)
    known = {**{each.slug: each.design for each in made}, **dict(_resolved(shelf, rest))}
    book = handbook(shelf.library, known)
    every = portfolio(shelf.library, known, {slug: slug for slug in rest if slug not in known})
    leaves = {**_shown_before(shelf, rest), **{each.slug: each.shown for each in made}}
    shared = Shared(
        shelf.docs, tuple(briefs), every, book, opened.log, change.files, leaves, public, _nav(shelf), _kept(shelf)
    )
    files |= shared_files(
        shared, shelf.renderer(), name=shelf.configuration.name or shelf.root.name, site=site_is_ours(shelf)
    )
    notes: tuple[str, ...] = ()
    edits = {shelf.brief_path(slug): text for slug, text in briefs.items() if text != shelf.brief_text(slug)}
    if not site_is_ours(shelf):
        site = site_edited(shared, shelf.repository.read_text(SITE) or "")
        edits |= {SITE: site.text}
        notes = tuple(str(problem) for problem in site.problems)
    compared = dict(_compared(shelf, made))
    plan = _plan(shelf, files, edits, writing)
    if plan.changes() or change.files:
        entry = changelog_entry(compared, plan, change.says, now=now)
        path = f"{shelf.docs}/CHANGELOG.md"
        edits[path] = put_entry(shelf.repository.read_text(path), entry)
        plan = _plan(shelf, files, edits, writing)
    last = {_last_brief(shelf, slug): text for slug, text in briefs.items()}
    last |= {_last_told(shelf, each.slug): write_told(each.told) for each in made}
    last |= {shelf.shown_path(each.slug): write_shown(each.shown) for each in made}
    return Work(tuple(made), plan, change.files, notes, change.seen, change.says, compared, last)


def _designed(shelf: Shelf, slug: str, text: str, derivation: Derivation, log: Log, *, day: str) -> Designed:
    """One design; its records are derived before its pages, which say where they stand."""
    planned = shelf.planned(slug, shelf.brief(slug, text))
    found = derivation.take(records(planned, shelf.renderer(), date=day, cited=source_texts()))
    standing = {
        name.removeprefix(f"{slug}/"): Standing(record.status, _link(log.path(record.file), f"{shelf.docs}/{slug}"))
        for name, record in found.items()
    }
    return rendered(planned, shelf.renderer(), standing)


def _link(path: str, folder: str) -> str:
    """How a page in a folder links to a file; "" where a site of that folder would not hold it."""
    return posixpath.relpath(path, folder) if path.partition("/")[0] == folder.partition("/")[0] else ""


def others(shelf: Shelf, briefs: Mapping[str, str]) -> dict[str, str]:
    """The briefs of the repository's other designs, by slug."""
    return {slug: shelf.brief_text(slug) or "" for slug in shelf.slugs() if slug not in briefs}


def _nav(shelf: Shelf) -> Any:
    """The navigation that mkdocs.yml has now."""
    data = parse(shelf.repository.read_text(SITE) or "", file=SITE, foreign=True).data
    return data.get("nav") if isinstance(data, Mapping) else None


def _kept(shelf: Shelf) -> tuple[str, ...]:
    """The registers that people have begun."""
    return tuple(path for path in REGISTERS if shelf.repository.read_text(f"{shelf.docs}/{path}") is not None)


def _resolved(shelf: Shelf, briefs: Mapping[str, str]) -> Iterator[tuple[str, Design]]:
    """The other designs, as the handbook asks them; one whose brief cannot be read has no say in it."""
    for slug, text in briefs.items():
        try:
            yield slug, shelf.library.resolve(shelf.brief(slug, text))
        except Stop:
            continue


def site_is_ours(shelf: Shelf) -> bool:
    """Whether there is no mkdocs.yml yet, or one that archgen made."""
    if shelf.repository.read_text(SITE) is None:
        return True
    return "site" in read_manifest(shelf.repository.read_text(MANIFEST)).by_id


def _compared(shelf: Shelf, made: Iterable[Made]) -> Iterator[tuple[str, Comparison]]:
    """What is different from what the last run said, for designs that were made before."""
    for each in made:
        before = read_told(shelf.repository.read_text(_last_told(shelf, each.slug)))
        if before is not None and (found := compare(before, each.told)):
            yield each.slug, found


def _last_brief(shelf: Shelf, slug: str) -> str:
    """Where the answers of the last run are kept, against which a brief counts as edited."""
    return base_path(shelf.brief_path(slug))


def _last_told(shelf: Shelf, slug: str) -> str:
    """Where is kept what the last run said, to tell what is different since."""
    return base_path(f"{shelf.docs}/{slug}/said.json")


def _shown_before(shelf: Shelf, slugs: Iterable[str]) -> dict[str, Shown]:
    """What the pages of other designs showed when they were made."""
    found = {slug: read_shown(shelf.repository.read_text(shelf.shown_path(slug))) for slug in slugs}
    return {slug: what for slug, what in found.items() if what}


def _plan(shelf: Shelf, files: Mapping[str, Produced], edits: Mapping[str, str], writing: Writing) -> Plan:
    ids = {path: item.id for path, item in files.items()}
    seen = look(shelf.root, ids, docs=(shelf.docs,), named=edits)
    return make_plan(
        produced=files,
        manifest=seen.manifest,
        bases=seen.bases,
        theirs=seen.theirs,
        edits=edits,
        archgen=__version__,
        options=Options(writing.conflict, writing.adopt, writing.rebase, ask=_ask),  # type: ignore[arg-type]
    )


def _ask(path: str, conflict: Conflict) -> Answer:
    """Show a place that both changed, and let a person choose whose text stands."""
    typer.echo(f"\n{path}{f', {conflict.where}' if conflict.where else ''}: both changed this place.")
    for title, lines in (("Yours", conflict.theirs), ("archgen's", conflict.ours)):
        typer.echo(f"{title}:")
        typer.echo("".join(f"  {line.rstrip()}\n" for line in lines) or "  (nothing)\n", nl=False)
    said = typer.prompt(f"Keep ({', '.join(ANSWERS)})", default="markers")
    return next((answer for answer in ANSWERS if answer == said.strip()), "markers")


def _show(work: Work, writing: Writing, notes: tuple[str, ...]) -> None:
    if writing.quiet and not work.plan.blocked:
        return
    for note in notes:
        typer.echo(note)
    for each in work.made:
        for line in each.says:
            typer.echo(line)
    for slug, comparison in work.compared.items():
        for line in _differences(slug, comparison):
            typer.echo(line)
    typer.echo("")
    typer.echo(work.plan.as_text(diff=writing.diff) if writing.dry_run or work.plan.blocked else work.plan.sums())
    if work.plan.blocked:
        typer.echo(
            "Nothing was written. Choose with --conflict=markers|ours|theirs|ask, or --adopt for files of yours."
        )


def _differences(slug: str, comparison: Comparison) -> Iterator[str]:
    yield f"What is different in {slug}:"
    for kind, found in comparison.groups():
        yield from (f"  {kind}: {each}" for each in found[:MOST])
        if len(found) > MOST:
            yield f"  {kind}: and {len(found) - MOST} more"


def _carry_out(shelf: Shelf, work: Work, *, message: str, now: datetime, quiet: bool) -> None:
    within = (shelf.docs, SITE, "AGENTS.md", *_folders(work.log))
    seen = {**work.plan.seen(), **work.seen}
    applied = apply(shelf.root, work.changes, message=message, now=now, within=within, seen=seen)
    say: Callable[[str], None] = typer.echo
    for note in applied.notes:
        say(note)
    if not quiet and work.made:
        slug = work.made[0].slug
        say(f"\nRead {shelf.docs}/{slug}/index.md first; correct what is assumed in {shelf.brief_path(slug)}.")
        say("Then: archgen update, archgen explain DECISION, archgen check, archgen site serve.")


def _rest(shelf: Shelf, work: Work, briefs: Mapping[str, str], before: Marks) -> None:
    """Let the next run see at once that it has nothing to do, where this one leaves nothing to be said or settled."""
    if not work.notes and not work.plan.unresolved:
        every = set(shelf.slugs()) <= set(briefs)
        settle(shelf.root, ours(shelf.root), before=before, written=work.changes, designs=briefs, every=every)


def _folders(files: Mapping[str, object]) -> tuple[str, ...]:
    return tuple(sorted({path.rpartition("/")[0] for path in files if "/" in path and not path.startswith(".archgen")}))
