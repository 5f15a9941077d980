"""Which checks there are: a code, how grave a finding is, what it is about, and the function that finds it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from msgspec import Struct

from archgen.checks.subject import Subject
from archgen.problems import Level, Problem

LEVELS: tuple[Level, ...] = ("error", "warning", "note")
Function = Callable[[Subject], Iterable[Problem]]

_CHECKS: dict[str, Check] = {}


class Check(Struct, frozen=True):
    """One check; its docstring is its page in the reference."""

    code: str
    level: Level
    title: str
    function: Function

    @property
    def says(self) -> str:
        return " ".join((self.function.__doc__ or "").split())


def check(code: str, level: Level, title: str) -> Callable[[Function], Function]:
    """Register the function below as the check of this code."""

    def register(function: Function) -> Function:
        if code in _CHECKS:
            raise ValueError(f"two checks have the code {code}")
        _CHECKS[code] = Check(code, level, title, function)
        return function

    return register


def checks() -> tuple[Check, ...]:
    """All checks, by code."""
    return tuple(_CHECKS[code] for code in sorted(_CHECKS))


def level_of(code: str) -> Level:
    """How grave a finding of this code is; what is not registered comes from the log or from a reader."""
    return _CHECKS[code].level if code in _CHECKS else "error"


def findings(subject: Subject) -> Iterator[Problem]:
    """Everything that the checks find, by file and line."""
    found = [problem for each in checks() for problem in each.function(subject)]
    yield from sorted(found, key=lambda problem: (problem.where, problem.code, problem.what))
