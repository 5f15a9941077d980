"""The check of registers that people keep: actions of incidents whose day has passed."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from archgen.checks.registry import check
from archgen.checks.subject import Subject
from archgen.problems import Problem, Where
from archgen.registers import incident_of


@check("check-action", "warning", "What was to follow from an incident is overdue")
def actions(subject: Subject) -> Iterator[Problem]:
    """A review promised something until a day, that day has passed, and nobody wrote down that it is done. The next
    incident of that kind would be one that was foreseen.
    """
    for path, text in sorted(subject.files.items()):
        incident = incident_of(text) if path.startswith(f"{subject.docs}/incidents/") else None
        for action in incident.open_actions if incident else ():
            if (until := _day(action.until)) and until < subject.today:
                what = f"'{action.what}' of {action.who or 'nobody'} was to be done until {action.until}."
                yield Problem("check-action", Where(path, action.line), what, "Do it and date it, or set a new day.")


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None
