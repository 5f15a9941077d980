"""What was found, what says so, and what the brief takes from it."""

from __future__ import annotations

from msgspec import Struct

RUNS, ASKED_FOR, CONFIGURED, LIES_THERE, TESTED_WITH = range(5)


class Evidence(Struct, frozen=True, order=True):
    """A file that speaks of a technology. The lower `rank`, the nearer it is to what runs."""

    technology: str
    rank: int
    file: str
    line: int = 0
    note: str = ""


class Finding(Struct, frozen=True):
    """One thing that the repository has: the file and line (0: the file itself) that say so, and how many agree.

    `runs` marks what is declared to run, in contrast to what a library could speak to.
    """

    kind: str
    value: str | int | bool
    file: str
    line: int = 0
    note: str = ""
    files: int = 1
    runs: bool = False


class Detected(Struct, frozen=True):
    """A value for a path of the brief, with the file and line that say so."""

    path: str
    value: str | int | bool | tuple[str, ...]
    file: str
    line: int = 0
    note: str = ""
