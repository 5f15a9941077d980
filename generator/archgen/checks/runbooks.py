"""Runbooks: paired with alerts, what to expect of every command, a way back from every step, drills that are done."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date

from archgen.checks.links import anchors
from archgen.checks.registry import check
from archgen.checks.subject import Subject
from archgen.markdown import open_fence, outside_fences
from archgen.pipeline import Designed
from archgen.problems import Problem, Where

DRILLED_WITHIN = 180  # days
_ALERT = re.compile(r"^\s*- alert: '?([A-Za-z0-9_:]+)'?$")
_RUNBOOK = re.compile(r"^\s*runbook_url: '?([^'\s]+)'?$")
_NAMED = re.compile(r"^\| Alert \| `([^`]+)`")
_TESTED = re.compile(r"Last tested: ([^.\n]*)\.?")
_STEP = re.compile(r"^\d+\. ")


@check("check-runbook", "error", "An alert without a runbook, or a runbook without an alert")
def runbook(subject: Subject) -> Iterator[Problem]:
    """Every alert of the rules opens a page of the set at an anchor that is there, and every alert that a runbook names
    is among the rules.
    """
    for design in subject.designs:
        rules = f"{subject.folder(design)}/slo/rules.yaml"
        alerts = dict(_alerts(subject.files.get(rules, "")))
        for name, (line, url) in alerts.items():
            if problem := _unanswered(subject, design, url):
                hint = "Run `archgen update`, or `archgen restore` the page."
                yield Problem("check-runbook", Where(rules, line), f"the alert {name} {problem}", hint)
        for path, text in _pages(subject, design) if alerts else ():
            for line, name in _found(_NAMED, text):
                if name not in alerts:
                    what = f"the runbook answers the alert {name}, which {rules} does not have."
                    yield Problem("check-runbook", Where(path, line), what, "Bring the alert back, or drop its name.")


@check("check-command", "warning", "A command of a runbook without what to expect of it")
def command(subject: Subject) -> Iterator[Problem]:
    """Under its first five minutes a runbook says after each command what is well and what is not: whoever is called at
    night cannot judge a bare output.
    """
    for design in subject.designs:
        for path, text in _pages(subject, design):
            for line, followed in _commands(text):
                if "Well:" not in followed:
                    what = "a command of the first five minutes does not say what is well and what is not."
                    yield Problem("check-command", Where(path, line), what, "Add '- Well: ...' and '- Not well: ...'.")


@check("check-undo", "warning", "A step of a runbook without the way back")
def undo(subject: Subject) -> Iterator[Problem]:
    """Every step under 'What to do' says how it is undone, or that there is nothing to undo."""
    for design in subject.designs:
        for path, text in _pages(subject, design):
            for line, step in _steps(text):
                if "undo" not in step.lower():
                    what = "a step does not say how to undo it."
                    yield Problem("check-undo", Where(path, line), what, "Add 'To undo it: ...', or 'nothing to undo'.")


@check("check-drill", "warning", "A drill that is overdue")
def drill(subject: Subject) -> Iterator[Problem]:
    """The day in 'Last tested' of a runbook is more than 180 days ago, or is no day."""
    for design in subject.designs:
        for path, text in _pages(subject, design):
            for line, said in _found(_TESTED, text):
                if said.strip() != "never" and (what := _overdue(said.strip(), subject.today)):
                    yield Problem("check-drill", Where(path, line), what, "Do the drill and write down the day.")


@check("check-undrilled", "note", "A runbook that nobody has tried")
def undrilled(subject: Subject) -> Iterator[Problem]:
    """A page has drills that were never done; an untested alert equals none."""
    for design in subject.designs:
        for path, text in _pages(subject, design):
            days = [said.strip() for _, said in _found(_TESTED, text)]
            if never := days.count("never"):
                what = (
                    f"{never} of {len(days)} drills were never done." if len(days) > 1 else "its drill was never done."
                )
                hint = "Do one, and write the day into its 'Last tested' as 2026-03-01."
                yield Problem("check-undrilled", Where(path), what, hint)


def _pages(subject: Subject, design: Designed) -> Iterator[tuple[str, str]]:
    folder = f"{subject.folder(design)}/runbooks/"
    yield from (
        (path, text) for path, text in subject.files.items() if path.startswith(folder) and path.endswith(".md")
    )


def _found(pattern: re.Pattern[str], text: str) -> Iterator[tuple[int, str]]:
    for number, line in enumerate(text.split("\n"), start=1):
        if found := pattern.search(line):
            yield number, found[1]


def _alerts(rules: str) -> Iterator[tuple[str, tuple[int, str]]]:
    """The name of each alert, its line, and the page that it opens."""
    name, line = "", 0
    for number, text in enumerate(rules.split("\n"), start=1):
        if found := _ALERT.match(text):
            name, line = found[1], number
        elif name and (found := _RUNBOOK.match(text)):
            yield name, (line, found[1])
            name = ""
    if name:
        yield name, (line, "")


def _unanswered(subject: Subject, design: Designed, url: str) -> str:
    """What is wrong with the page that an alert opens; nothing for one that is published elsewhere."""
    if not url:
        return "has no runbook_url."
    address, _, anchor = url.removeprefix(design.blueprint.site).partition("#")
    if ":" in address:
        return ""
    page = f"{subject.folder(design)}/{address.strip('/').removesuffix('.md')}"
    path = next((path for path in (f"{page}.md", f"{page}/index.md") if path in subject.files), None)
    if path is None:
        return f"opens {page}.md, which is not there."
    missing = anchor and anchor not in anchors(subject.files[path])
    return f"opens {path} at '{anchor}', which the page does not have." if missing else ""


def _commands(text: str) -> Iterator[tuple[int, str]]:
    """Each command under the first five minutes: its line, and what is said of it before the next one."""
    lines = tuple(_section(text, "first five minutes"))
    fence, starts = "", set()
    for number, line in lines:
        before, fence = fence, open_fence(fence, line)
        if fence and not before:
            starts.add(number)
    return _groups(lines, frozenset(starts))


def _steps(text: str) -> Iterator[tuple[int, str]]:
    """Each numbered step under what to do: its line, and all that belongs to it."""
    lines = tuple(_section(text, "what to do"))
    return _groups(lines, frozenset(number for number, line in lines if _STEP.match(line)))


def _groups(lines: Sequence[tuple[int, str]], starts: frozenset[int]) -> Iterator[tuple[int, str]]:
    """The lines from each of `starts` to the next, as one text; what lies before the first is left out."""
    begun, said = 0, ""
    for number, line in lines:
        if number in starts:
            if begun:
                yield begun, said
            begun, said = number, ""
        said += f"{line}\n"
    if begun:
        yield begun, said


def _section(text: str, title: str) -> Iterator[tuple[int, str]]:
    """The lines below every heading that begins with `title`, up to the next heading."""
    within = False
    lines = text.split("\n")
    for number, (line, said) in enumerate(zip(lines, outside_fences(lines), strict=True), start=1):
        if line.startswith("#") and said:
            within = line.lstrip("# ").lower().startswith(title)
        elif within:
            yield number, line


def _overdue(said: str, today: date) -> str:
    try:
        day = date.fromisoformat(said)
    except ValueError:
        return f"'{said}' is no day such as 2026-03-01."
    days = (today - day).days
    return f"was last tested on {day}, {days} days ago; the limit is {DRILLED_WITHIN}." if days > DRILLED_WITHIN else ""
