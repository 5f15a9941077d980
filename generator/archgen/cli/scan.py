"""`archgen scan`: what this repository already is, and what a brief would take from it. Nothing is written."""

from __future__ import annotations

import json
from typing import Annotated, Literal

import typer
from msgspec.structs import asdict

from archgen.cli import options
from archgen.cli.scan_page import about, found
from archgen.cli.survey import Survey, survey
from archgen.repository import Repository
from archgen.texts import harmless

app = typer.Typer(add_completion=False)

Format = Annotated[Literal["text", "json"], typer.Option("--format", help="For people, or as data.")]


@app.command()
def scan(output: options.Output = None, format: Format = "text", quiet: options.Quiet = False) -> None:
    """Show the stack, stores, deployables, interfaces and records that are here, each with the file that says so."""
    seen = survey(Repository(options.root(output)), options.today())
    if format == "json":
        typer.echo(json.dumps(_data(seen), indent=2, ensure_ascii=False))
        return
    for line in (*found(seen), *(() if quiet else about(seen))):
        typer.echo(harmless(line))


def _data(seen: Survey) -> dict[str, object]:
    looked = {"files": len(seen.choice.paths), "read": len(seen.choice.formats), "not_read": seen.choice.left}
    findings, detected = [asdict(each) for each in seen.findings], [asdict(each) for each in seen.detected]
    return {**looked, "findings": findings, "detected": detected}
