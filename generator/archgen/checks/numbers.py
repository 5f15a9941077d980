"""Numbers of the documents: each that was printed stands on its page as the ledger has it."""

from __future__ import annotations

from collections.abc import Iterator

from archgen.checks.drift import STALE
from archgen.checks.registry import check
from archgen.checks.subject import Subject
from archgen.problems import Problem, Where


@check("check-number", "error", "A page says another number than the ledger")
def number(subject: Subject) -> Iterator[Problem]:
    """A number that archgen printed from the ledger is no longer on the page: somebody changed it there, where the
    brief is the place to change it. A page that is out of date is a matter of drift alone.
    """
    stale = {action.path for action in subject.plan.actions if action.does in STALE}
    for design in subject.designs:
        missing: dict[tuple[str, str], None] = {}
        for entry in design.printed:
            path = f"{subject.folder(design)}/{entry.page}"
            if path in subject.files and path not in stale and entry.text not in subject.files[path]:
                missing.setdefault(
                    (path, f"{entry.quantity} is {entry.text} in the ledger, and the page does not say so.")
                )
        for path, what in missing:
            hint = "Change the answer in brief.yaml and run `archgen update`."
            yield Problem("check-number", Where(path), what, hint)
