"""A bare Typer program, for comparison: two commands that do nothing."""

from __future__ import annotations

import os

os.environ.setdefault("TYPER_USE_RICH", "0")

import typer

app = typer.Typer(no_args_is_help=True)


@app.command()
def nothing() -> None:
    """Do nothing."""


@app.command()
def neither() -> None:
    """Do nothing, either."""


if __name__ == "__main__":
    app()
