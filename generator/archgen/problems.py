"""What can be wrong with an input, as values; and the one exception that ends a run. Knows nothing else."""

from __future__ import annotations

from collections.abc import Iterable
from enum import IntEnum
from typing import Literal

from msgspec import Struct

Level = Literal["error", "warning", "note"]
"""How grave a finding is; a note makes no check fail."""


class Exit(IntEnum):
    """The exit codes of the command line."""

    FINE = 0
    FINDINGS = 1
    BAD_INPUT = 2
    OUR_BUG = 3
    ENVIRONMENT = 4
    INTERRUPTED = 130


class Where(Struct, frozen=True, order=True):
    """A place in a file; `line` counts from 1, 0 means the file as a whole."""

    file: str
    line: int = 0

    def __str__(self) -> str:
        return f"{self.file}:{self.line}" if self.line else self.file


class Problem(Struct, frozen=True):
    """One thing that is wrong: where, what and why (`what`), and what to do (`hint`)."""

    code: str
    where: Where
    what: str
    hint: str = ""

    def __str__(self) -> str:
        hint = f" {self.hint}" if self.hint else ""
        return f"{self.where}: {self.what}{hint} [{self.code}]"


class Stop(Exception):  # noqa: N818 (it ends a run, which need not be an error)
    """Ends a run: every problem found so far, and the exit code they deserve."""

    def __init__(self, problems: Iterable[Problem], code: Exit = Exit.BAD_INPUT) -> None:
        self.problems = tuple(problems)
        self.code = code
        super().__init__("\n".join(map(str, self.problems)))


def stop_if(problems: Iterable[Problem]) -> None:
    """Raise `Stop` with all `problems`, if there are any."""
    found = tuple(problems)
    if found:
        raise Stop(found)
