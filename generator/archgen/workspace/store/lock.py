"""One run at a time. The lock ends with its process, so a dead one cannot hold it; what it leaves is explained."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import IO, Any

from archgen.problems import Exit, Problem, Stop, Where
from archgen.workspace.store.places import RUNS

PATH = f"{RUNS}/lock"
_BEHIND = 4096  # Windows locks bytes, and lets nobody read them: this one lies behind what is said of the owner


@contextmanager
def locked(root: Path, *, doing: str, now: datetime) -> Iterator[tuple[str, ...]]:
    """Hold the lock of this tree; yields a note on a run that died with it. Stops where another run holds it."""
    folder = root / RUNS
    folder.mkdir(parents=True, exist_ok=True)
    ignore = folder / ".gitignore"
    if not ignore.exists():  # the folder keeps itself out of people's commits
        ignore.write_text("*\n", encoding="utf-8")
    with (root / PATH).open("a+", encoding="utf-8") as handle:
        if not _take(handle):
            raise Stop([_held(_owner(handle))], Exit.ENVIRONMENT)
        dead = _owner(handle)
        _sign(handle, {"process": os.getpid(), "since": now.isoformat(timespec="seconds"), "doing": doing})
        try:
            yield (_explain(dead),) if dead else ()
        finally:
            _sign(handle, {})


def _take(handle: IO[str]) -> bool:
    """Take the lock, unless another run holds it."""
    try:
        _lock(handle.fileno())
    except (BlockingIOError, PermissionError):  # the latter is Windows' word for it
        return False
    return True


def _lock(file: int) -> None:
    if sys.platform == "win32":
        import msvcrt

        os.lseek(file, _BEHIND, os.SEEK_SET)
        msvcrt.locking(file, msvcrt.LK_NBLCK, 1)
    else:
        import fcntl

        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)


def _owner(handle: IO[str]) -> dict[str, Any]:
    """What the lock says of its owner; nothing if it is free or cannot be read."""
    try:
        handle.seek(0)
        said = json.loads(handle.read() or "{}")
    except (OSError, ValueError):
        return {}
    return said if isinstance(said, dict) else {}


def _sign(handle: IO[str], owner: dict[str, Any]) -> None:
    handle.truncate(0)
    handle.write(json.dumps(owner) if owner else "")
    handle.flush()


def _held(owner: dict[str, Any]) -> Problem:
    who = f"process {owner['process']}, since {owner['since']}" if {"process", "since"} <= owner.keys() else "unknown"
    return Problem(
        "workspace-lock-held",
        Where(PATH),
        f"another run of archgen is writing here ({who}: {owner.get('doing', 'no word on what it does')}).",
        "Wait for it to end, then run again.",
    )


def _explain(owner: dict[str, Any]) -> str:
    return (
        f"An earlier run ('{owner.get('doing', 'unknown')}', process {owner.get('process', 'unknown')}, begun "
        f"{owner.get('since', 'unknown')}) ended without finishing; its lock was taken over."
    )
