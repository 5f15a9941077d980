"""The way in for the rooms: apply changes, undo the last run, recover. Knows bytes and paths, not their meaning."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec import Struct

from archgen.problems import Exit, Problem, Stop, Where
from archgen.workspace.store import journal as journals
from archgen.workspace.store import transaction
from archgen.workspace.store.disk import Content, digest_of, encoded, explained, read
from archgen.workspace.store.journal import Journal, Step
from archgen.workspace.store.lock import locked
from archgen.workspace.store.places import places

if TYPE_CHECKING:  # most who write have no plan and must not pay for the merge behind it
    from archgen.workspace.plan import Plan

UNTOUCHED = "Nothing was changed."


class Applied(Struct, frozen=True):
    """What a run did to the disk; `notes` are sentences for people: what was recovered, what was left alone."""

    written: tuple[str, ...] = ()
    removed: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.written or self.removed)


class Undone(Struct, frozen=True):
    """The run that was taken back, and what that did to the disk."""

    message: str
    when: str
    applied: Applied


def _no_step(_name: str) -> None:
    """The place where tests let a run fail."""


def apply(
    root: Path,
    changes: Mapping[str, str | bytes | None],
    *,
    message: str,
    now: datetime,
    within: tuple[str, ...] = ("docs",),
    seen: Mapping[str, str | bytes | None] | None = None,
    steps: Step = _no_step,
) -> Applied:
    """Bring every path to its content (None: removed), all or nothing; what is so already is not touched.

    `within` are the folders and files that may be written beside archgen's own. `seen` is what the caller read before
    it decided: where a file differs from that by now, nothing is written.
    """
    with explained(UNTOUCHED):
        lies = places(root, changes, within=within)
        contents = {lies[path]: content for path, content in changes.items()}
        if not any(_differs(root, *change) for change in contents.items()) and not journals.pending(root):
            return Applied()
        with locked(root, doing=message, now=now) as notes:
            notes += transaction.recover(root, steps=steps)
            _stop_if_changed(root, seen or {})
            differing: dict[str, Content | None] = {
                path: content for path, content in contents.items() if _differs(root, path, content)
            }
            if not differing:
                return Applied(notes=notes)
            journal = transaction.run(root, differing, message=message, now=now, steps=steps)
    return _applied(journal, notes)


def apply_plan(
    root: Path,
    plan: Plan,
    *,
    message: str,
    now: datetime,
    within: tuple[str, ...] = ("docs",),
    steps: Step = _no_step,
) -> Applied:
    """Write what a plan says, bases and manifest with it; stops if the plan is blocked or people's files changed."""
    if plan.blocked:
        raise Stop(plan.waits_for, Exit.FINDINGS)
    return apply(root, plan.changes(), message=message, now=now, within=within, seen=plan.seen(), steps=steps)


def undo(root: Path, *, now: datetime, steps: Step = _no_step) -> Undone:
    """Take back the last run that wrote something; files that people have edited since stay as they are."""
    with explained(UNTOUCHED), locked(root, doing="undo", now=now) as notes:
        notes += transaction.recover(root, steps=steps)
        last = next(iter(journals.finished(root)), None)
        if last is None:
            nothing = "no run is remembered that could be taken back."
            raise Stop([Problem("workspace-nothing-to-undo", Where("."), nothing)])
        contents, edited = _ways_back(root, last)
        message = f"undo of '{last.message}'"
        journal = transaction.run(root, contents, message=message, now=now, undoes=last.run, steps=steps)
        journals.forget(root, last.run, journal.run)
    notes += tuple(f"{path} was edited since and stays as it is." for path in edited)
    return Undone(last.message, last.when, _applied(journal, notes))


def recover(root: Path, *, now: datetime, steps: Step = _no_step) -> tuple[str, ...]:
    """Finish or take back what an earlier run left half done; a sentence on each. Writes nothing where nothing is."""
    with explained("The earlier run stays unfinished until this is mended."):
        if not journals.pending(root):
            return ()
        with locked(root, doing="recover", now=now) as notes:
            return notes + transaction.recover(root, steps=steps)


def _differs(root: Path, path: str, content: str | bytes | None) -> bool:
    return read(root / path) != (None if content is None else encoded(content))


def _stop_if_changed(root: Path, seen: Mapping[str, str | bytes | None]) -> None:
    what = f"was changed while archgen was at work. {UNTOUCHED}"
    changed = [path for path, content in sorted(seen.items()) if _differs(root, path, content)]
    problems = [Problem("workspace-edited-meanwhile", Where(path), what, "Run again.") for path in changed]
    if problems:
        raise Stop(problems, Exit.FINDINGS)


def _ways_back(root: Path, last: Journal) -> tuple[dict[str, Content | None], tuple[str, ...]]:
    """What each file of a run goes back to, and the files that were edited since."""
    contents: dict[str, Content | None] = {}
    edited: list[str] = []
    for change in last.changes:
        now = digest_of(root / change.path)
        if now == change.after:
            contents[change.path] = None if change.before is None else last.before(root, change)
        elif now != change.before:
            edited.append(change.path)
    places(root, contents, within=("",))
    return contents, tuple(edited)


def _applied(journal: Journal, notes: Iterable[str]) -> Applied:
    written = tuple(change.path for change in journal.changes if change.after is not None)
    removed = tuple(change.path for change in journal.changes if change.after is None)
    return Applied(written, removed, tuple(notes))
