"""The one runner of outside programs, without a shell. It knows nothing of what they are for."""

from __future__ import annotations

import os
import re
import shutil
import signal
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

from msgspec import Struct

from archgen.problems import Exit, Problem, Stop, Where

MISSING = 127
TIMED_OUT = 124
PATIENCE_SECONDS = 5
# Debian keeps PostgreSQL's server programs off the PATH, one folder a version.
_OFF_THE_PATH = ("/usr/lib/postgresql/*/bin",)


class Result(Struct, frozen=True):
    """What a program said; bytes that are not UTF-8 are replaced, line ends are kept."""

    code: int
    out: str
    err: str


def find(program: str) -> Path | None:
    """Where `program` is: beside this Python, on the PATH, or where Debian hides it; None if it is not installed."""
    found = shutil.which(program, path=str(Path(sys.executable).parent)) or shutil.which(program)
    return Path(found) if found else next(iter(sorted(_hidden(program), key=_natural, reverse=True)), None)


def need(program: str, hint: str) -> Path:
    """Where `program` is; stops with exit code 4 and `hint` if it is not installed."""
    found = find(program)
    if found is None:
        raise Stop([Problem("tool-missing", Where(program), "This program is not installed.", hint)], Exit.ENVIRONMENT)
    return found


def version(program: str | Path, *args: str) -> str:
    """The first version number that the program prints when asked with `args`; empty if it prints none."""
    said = run(str(program), *(args or ("--version",)), timeout=20)
    found = re.search(r"\d+(?:\.\d+)+[\w.+-]*", said.out + said.err)
    return found[0] if found and said.code == 0 else ""


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
    try:
        done = subprocess.run(
            [program, *args],
            cwd=cwd,
            env=_environment(env, without),
            input=stdin.encode(),
            capture_output=True,
            timeout=timeout,
        )
    except subprocess.TimeoutExpired:
        return Result(TIMED_OUT, "", f"{program} did not end within {timeout:g} s")
    except (OSError, ValueError) as refused:
        return Result(MISSING, "", f"{program} cannot be run: {refused}")
    return Result(done.returncode, done.stdout.decode("utf-8", "replace"), done.stderr.decode("utf-8", "replace"))


def attach(program: str, *args: str, cwd: Path | None = None, env: Mapping[str, str] | None = None) -> int:
    """Run `program` in this terminal to its end and return its exit code; an interrupt ends it before it is raised."""
    try:
        process = subprocess.Popen([program, *args], cwd=cwd, env=_environment(env))
    except OSError:
        return MISSING
    try:
        return process.wait()
    finally:
        if process.poll() is None:
            process.send_signal(signal.SIGINT)
            _end(process)


def _end(process: subprocess.Popen[bytes]) -> None:
    """Let it tidy up, for a while."""
    try:
        process.wait(PATIENCE_SECONDS)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()


def _environment(more: Mapping[str, str] | None, without: tuple[str, ...] = ()) -> dict[str, str]:
    return {name: value for name, value in os.environ.items() if name not in without} | dict(more or {})


def _hidden(program: str) -> list[Path]:
    return [file for places in _OFF_THE_PATH for file in Path("/").glob(f"{places.lstrip('/')}/{program}")]


def _natural(file: Path) -> list[int]:
    return [int(number) for number in re.findall(r"\d+", str(file))]
