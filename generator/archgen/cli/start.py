"""The first thing that runs: `--version` is answered before anything else is imported."""

import os
import sys

from archgen import __version__


def main() -> None:
    """Answer `--version`, or open the door."""
    if sys.argv[1:] == ["--version"]:
        print(f"archgen {__version__}")
        return
    os.environ.setdefault("TYPER_USE_RICH", "0")  # typer reads it when it is imported: Rich doubles the time of --help
    from archgen.cli.app import main as door  # deferred: it triples the time of --version

    door()
