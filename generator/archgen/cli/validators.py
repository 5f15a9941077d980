"""The real tools that read what archgen wrote: those that are installed are asked, the others are named."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fnmatch import fnmatch
from pathlib import Path

from msgspec import Struct

from archgen import tools
from archgen.cli.reports import Finding
from archgen.problems import Problem, Where

PATIENCE = 120


class Validator(Struct, frozen=True):
    """A program, the words before the file that it reads, and which files below a design are for it."""

    program: str
    words: tuple[str, ...]
    files: str


VALIDATORS = (
    Validator("promtool", ("check", "rules"), "*/slo/rules.yaml"),
    Validator("amtool", ("check-config",), "*/slo/alertmanager.yaml"),
    Validator("hadolint", (), "*/artifacts/Dockerfile"),
)


def asked(root: Path, paths: Sequence[str]) -> Iterator[Finding]:
    """What the installed validators refuse, and a note for each that is missing and would have had a file to read."""
    for validator in VALIDATORS:
        mine = [path for path in paths if fnmatch(path, validator.files)]
        if mine and tools.find(validator.program) is None:
            what = f"{validator.program} is not installed: {len(mine)} of its files were not read."
            yield Finding(Problem("check-tools", Where(mine[0]), what, "Install it, and check again."), "note")
            continue
        for path in mine:
            yield from _refused(validator, root, path)


def _refused(validator: Validator, root: Path, path: str) -> Iterator[Finding]:
    done = tools.run(validator.program, *validator.words, path, cwd=root, timeout=PATIENCE)
    if done.code:
        said = " ".join(f"{done.out} {done.err}".split())
        what = f"{validator.program} refuses it: {said}"
        yield Finding(Problem("check-tools", Where(path), what, "Run `archgen restore` on it, or mend it."), "error")
