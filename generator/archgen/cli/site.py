"""`archgen site`: build the site, serve it, print a workflow that publishes it."""

from __future__ import annotations

import signal
from collections.abc import Iterator
from contextlib import suppress
from functools import partial, reduce
from operator import or_
from pathlib import Path
from typing import Annotated, Literal

import typer

from archgen import __version__, site
from archgen.cli.options import Output, Quiet, root
from archgen.configuration import FILE, read_configuration
from archgen.problems import Stop
from archgen.repository import Repository
from archgen.workspace.manifest import shown_path

app = typer.Typer(no_args_is_help=True, add_completion=False, help="Build, serve and publish the site of all designs.")

Engine = Annotated[Literal["mkdocs", "zensical"] | None, typer.Option(help="Default: as .archgen/config.yaml says.")]
Publish = Annotated[Literal["internal", "public"] | None, typer.Option(help="Public leaves out costs and threats.")]
SiteDir = Annotated[Path | None, typer.Option(help="Where to build it; default: as mkdocs.yml says.")]
Strict = Annotated[bool, typer.Option(help="Refuse broken links and anchors.")]
Address = Annotated[str, typer.Option(help="Host and port to listen on.")]
Host = Annotated[Literal["github", "gitlab"], typer.Argument(help="Where it is published.")]


@app.command()
def build(
    output: Output = None,
    engine: Engine = None,
    publish: Publish = None,
    site_dir: SiteDir = None,
    strict: Strict = True,
    quiet: Quiet = False,
) -> None:
    """Build the site strictly, with all that it needs to be read without a network."""
    order = _order(output, engine, publish)
    built = site.build(order, site=site_dir, strict=strict)
    if not quiet:
        for line in (*site.notes(order.settings), f"The site is in {built}."):
            typer.echo(line)


@app.command()
def serve(
    output: Output = None, engine: Engine = None, publish: Publish = None, address: Address = "127.0.0.1:8000"
) -> None:
    """Serve the site on this machine and rebuild what changes, until Ctrl-C."""
    signal.signal(signal.SIGTERM, signal.default_int_handler)  # a supervisor's way to press Ctrl-C
    with suppress(KeyboardInterrupt):
        raise typer.Exit(site.serve(_order(output, engine, publish), address=address))


@app.command()
def workflow(host: Host) -> None:
    """Print a workflow that builds the site and publishes it with the host's Pages."""
    typer.echo(site.workflow(host, version=__version__), nl=False)


def _order(output: Path | None, engine: str | None, publish: str | None) -> site.Order:
    repository = Repository(root(output))
    configuration = read_configuration(repository.read_text(FILE) or "")
    public = (publish or configuration.publish) == "public"
    return site.Order(
        site.read_settings(repository.root),
        site.ENGINES[engine or configuration.engine],
        public=public,
        designs=configuration.docs,
        address=configuration.site,
        private=_private(repository.root) if public else site.Private(),
        what_if=partial(_what_if, repository, configuration.docs, public=public),
        shown=dict(_shown(repository, configuration.docs)),
    )


def _what_if(repository: Repository, docs: str, *, public: bool) -> dict[str, str]:
    """The data of the what-if pages, by design."""
    shown = [path.split("/")[-2] for path in repository.files(f"{docs}/*/what-if.md")]
    if not shown:
        return {}
    from archgen.cli.shelf import Shelf  # deferred: a site without such pages needs no design
    from archgen.what_if import compiled

    shelf = Shelf(repository.root)
    briefs = {slug: shelf.brief(slug) for slug in shelf.slugs() if slug in shown}
    designs = ((slug, brief, shelf.library.resolve(brief)) for slug, brief in briefs.items())
    return {slug: compiled(slug, brief, design, shelf.library, public=public) for slug, brief, design in designs}


def _shown(repository: Repository, docs: str) -> Iterator[tuple[str, str]]:
    """What the pages of each design show: as the run that made them wrote it down, else as a run would today.

    Pages of a brief that cannot be read are built without it.
    """
    for brief in repository.files(f"{docs}/*/brief.yaml"):
        folder = brief.rpartition("/")[0]
        slug = folder.rpartition("/")[2]
        with suppress(Stop):
            yield slug, repository.read_text(shown_path(folder)) or _shown_today(repository, slug)


def _shown_today(repository: Repository, slug: str) -> str:
    from archgen.cli.shelf import Shelf  # deferred: as a rule the last run wrote it down
    from archgen.shown import shown, write_shown

    shelf = Shelf(repository.root)
    return write_shown(shown(shelf.designed(slug, shelf.brief(slug))))


def _private(folder: Path) -> site.Private:
    """What the designs of a repository keep to themselves."""
    from archgen.cli.shelf import Shelf  # deferred: an internal site is built without resolving a design
    from archgen.discretion import private

    shelf = Shelf(folder)
    found = (private(shelf.designed(slug, shelf.brief(slug))) for slug in shelf.slugs())
    return reduce(or_, found, site.Private())
