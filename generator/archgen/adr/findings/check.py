"""All findings in a log, in the order of its records. One function a question; each yields what it finds."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from archgen.adr.findings import links, numbers, seals, statuses
from archgen.adr.log.log import Log
from archgen.problems import Problem, Where

QUESTIONS: tuple[Callable[[Log], Iterator[Problem]], ...] = (
    numbers.doubles,
    numbers.taken_elsewhere,
    numbers.titles,
    statuses.unknown,
    statuses.stated_twice,
    statuses.layout,
    links.dangling,
    links.one_sided,
    links.circles,
    links.successors,
    seals.changed,
    seals.gone,
)

_IMPORTED = ("universal", "list+section", "nygard")  # the dialects that Structurizr reads as those of adr-tools


def check(log: Log, *, due: Sequence[tuple[str, str]] = ()) -> tuple[Problem, ...]:
    """Everything that is to be said of the log; `due` are records by file whose time to revisit has come, and why."""
    found = [*log.settings.problems, *(problem for question in QUESTIONS for problem in question(log))]
    found.extend(_strays(log))
    found.extend(Problem("adr-revisit", Where(log.path(file)), f"should be revisited: {why}") for file, why in due)
    return tuple(sorted(set(found), key=lambda problem: (problem.where, problem.code, problem.what)))


def _strays(log: Log) -> Iterator[Problem]:
    hurts = any(record.dialect in _IMPORTED for record in log.records)
    for file in log.strays:
        if "/" in file or not file.lower().endswith((".md", ".markdown")):
            continue
        if hurts:
            what = "lies among the records and is none; one such file stops Structurizr's whole import."
            yield Problem("adr-stray-file", Where(log.path(file)), what, "Move it beside the folder.")
        else:
            yield Problem("adr-other-file", Where(log.path(file)), "lies among the records and is none.")
