"""`archgen site`: build the site, serve it, print a workflow that publishes it."""

from __future__ import annotations

import signal
from contextlib import suppress
from pathlib import Path
from typing import Annotated, Literal

import typer

from archgen import __version__, site
from archgen.repository import find_root

app = typer.Typer(no_args_is_help=True, help="Build, serve and publish the site of all designs.")

Output = Annotated[Path | None, typer.Option(help="The repository's root.", show_default="nearest .git or mkdocs.yml")]
Engine = Annotated[Literal["mkdocs", "zensical"], typer.Option(help="Which program builds it.")]
Publish = Annotated[site.Publish, typer.Option(help="For whom; public leaves out costs, business and threats.")]
Host = Annotated[Literal["github", "gitlab"], typer.Argument(help="Where it is published.")]


@app.command()
def build(
    output: Output = None,
    engine: Engine = "mkdocs",
    publish: Publish = "internal",
    site_dir: Annotated[Path | None, typer.Option(help="Where to build it.", show_default="as mkdocs.yml says")] = None,
    strict: Annotated[bool, typer.Option(help="Refuse broken links and anchors.")] = True,
    quiet: Annotated[bool, typer.Option("--quiet", help="Say only what is wrong.")] = False,
) -> None:
    """Build the site strictly, with all that it needs to be read without a network."""
    order = _order(output, engine, publish)
    built = site.build(order, site=site_dir, strict=strict)
    if not quiet:
        for note in site.notes(order.settings):
            typer.echo(note)
        typer.echo(f"The site is in {built}.")


@app.command()
def serve(
    output: Output = None,
    engine: Engine = "mkdocs",
    publish: Publish = "internal",
    address: Annotated[str, typer.Option(help="Host and port to listen on.")] = "127.0.0.1:8000",
) -> None:
    """Serve the site on this machine and rebuild what changes, until Ctrl-C."""
    signal.signal(signal.SIGTERM, signal.default_int_handler)  # a supervisor's way to press Ctrl-C
    with suppress(KeyboardInterrupt):
        raise typer.Exit(site.serve(_order(output, engine, publish), address=address))


@app.command()
def workflow(host: Host) -> None:
    """Print a workflow that builds the site and publishes it with the host's Pages."""
    typer.echo(site.workflow(host, version=__version__), nl=False)


def _order(output: Path | None, engine: str, publish: site.Publish) -> site.Order:
    root = find_root(Path.cwd()) if output is None else output.resolve()
    return site.Order(site.read_settings(root), site.ENGINES[engine], publish)
