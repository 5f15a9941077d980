"""What all commands share: the repository's root, the clock, and how a person or a pipe is spoken to."""

from __future__ import annotations

import os
import sys
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Annotated, Literal

import typer

from archgen.problems import Problem, Stop, Where
from archgen.repository import find_root

Output = Annotated[
    Path | None,
    typer.Option("--output", help="The repository's root; default: the nearest parent with .git or mkdocs.yml."),
]
NoInput = Annotated[bool, typer.Option("--no-input", help="Ask nothing; what is missing becomes an assumption.")]
DryRun = Annotated[bool, typer.Option("--dry-run", help="Show what would be written; write nothing.")]
Quiet = Annotated[bool, typer.Option("--quiet", help="Print findings and errors only.")]
Format = Annotated[str, typer.Option("--format", help="text or json.")]
Form = Literal["text", "json", "sarif", "github"]  # of findings: for people, scripts, code scanning, a pull request


def root(output: Path | None) -> Path:
    """The repository's root: as named, else found from the current folder."""
    folder = (output or find_root(Path.cwd())).resolve()
    if not folder.is_dir():
        what = "there is no such folder."
        raise Stop([Problem("output-no-folder", Where(str(output)), what, "Make it, or name another with --output.")])
    return folder


def now() -> datetime:
    """The time of this run in UTC, to the second; SOURCE_DATE_EPOCH sets it."""
    epoch = os.environ.get("SOURCE_DATE_EPOCH", "")
    if epoch:
        if not epoch.isdigit():
            what = f"SOURCE_DATE_EPOCH is '{epoch}', which is no number of seconds."
            raise Stop(
                [Problem("clock-unreadable", Where("environment"), what, "Set it to whole seconds, or unset it.")]
            )
        return datetime.fromtimestamp(int(epoch), UTC)
    return datetime.now(UTC).replace(microsecond=0)


def today() -> date:
    """The day of this run in UTC."""
    return now().date()


def refuse(code: str, where: str, what: str, hint: str = "") -> Stop:
    """The end of a command whose options do not fit together, or that names what is not there."""
    return Stop([Problem(code, Where(where), what, hint)])


def interactive() -> bool:
    """Whether a person sits at both ends."""
    return sys.stdin.isatty() and sys.stdout.isatty()
