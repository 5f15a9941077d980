"""The floor: the imports of a run that renders, and 80 staged writes with one fsync each. It does nothing else."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import jinja2
import typer
import yaml

FILES = 80
LINES = 120

if __name__ == "__main__":
    loaded = (typer, jinja2, yaml)
    folder = Path(sys.argv[1])
    text = "A line of a document, about as long as a line of prose is.\n" * LINES
    for number in range(FILES):
        staged = folder / f".{number}.tmp"
        with staged.open("w", encoding="utf-8") as stream:
            stream.write(text)
            stream.flush()
            os.fsync(stream.fileno())
        staged.replace(folder / f"{number}.md")
