"""The one runner of outside programs, without a shell. It knows nothing of what they are for."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

MISSING = 127
TIMED_OUT = 124


@dataclass(frozen=True, slots=True)
class Result:
    """What a program said; bytes that are not UTF-8 are replaced, line ends are kept."""

    code: int
    out: str
    err: str


def run(
    program: str,
    *args: str,
    cwd: Path | None = None,
    timeout: float = 60,
    stdin: str = "",
    env: Mapping[str, str] | None = None,
    without: tuple[str, ...] = (),
) -> Result:
    """Run `program` to its end. Never raises: a missing program is code 127, one that takes too long 124."""
    environment = {name: value for name, value in os.environ.items() if name not in without} | dict(env or {})
    try:
        done = subprocess.run(
            [program, *args], cwd=cwd, env=environment, input=stdin.encode(), capture_output=True, timeout=timeout
        )
    except subprocess.TimeoutExpired:
        return Result(TIMED_OUT, "", f"{program} did not end within {timeout:g} s")
    except (OSError, ValueError) as refused:
        return Result(MISSING, "", f"{program} cannot be run: {refused}")
    return Result(done.returncode, done.stdout.decode("utf-8", "replace"), done.stderr.decode("utf-8", "replace"))
