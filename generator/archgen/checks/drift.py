"""Documents against answers: what `archgen update` would change, and what an earlier run left open."""

from __future__ import annotations

from collections.abc import Iterator

from archgen.checks.registry import check
from archgen.checks.subject import Subject
from archgen.problems import Problem, Where
from archgen.workspace.plan import Does

STALE = frozenset({Does.CREATE, Does.UPDATE, Does.MERGE, Does.MOVE, Does.REMOVE})


@check("check-drift", "warning", "A document no longer says what the answers lead to")
def drift(subject: Subject) -> Iterator[Problem]:
    """The brief, the tables or archgen changed since the documents were written.

    `archgen update` brings them up to date and keeps what people wrote.
    """
    if subject.written_by and subject.written_by != subject.version:
        what = f"the documents were written by archgen {subject.written_by}, and this is {subject.version}."
        yield Problem("check-drift", Where(subject.docs), what, "Run `archgen update --all`.")
        return
    for action in subject.plan.actions:
        if action.does in STALE and action.path.startswith(f"{subject.docs}/"):
            hint = "Run `archgen update`."
            yield Problem(
                "check-drift", Where(action.path), f"it is out of date: archgen would {action.does} it.", hint
            )


@check("check-conflict", "error", "Both people and archgen changed the same place")
def conflict(subject: Subject) -> Iterator[Problem]:
    """A conflict waits for a decision, or conflict markers are left in a page."""
    for action in subject.plan.actions:
        if action.does in (Does.CONFLICT, Does.UNRESOLVED):
            hint = "Decide in the file, or run `archgen update --conflict=ask`."
            yield Problem("check-conflict", Where(action.path), "a conflict is not resolved.", hint)
