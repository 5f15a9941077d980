"""What a run will do to the files, and why: a value to print, compare and apply. Knows no disk, decides nothing."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from difflib import unified_diff
from enum import StrEnum

from msgspec import Struct

from archgen.problems import Problem, Where
from archgen.workspace.manifest import PATH as MANIFEST
from archgen.workspace.manifest import Entry, base_path, pending_path
from archgen.workspace.merging import Conflict, normal

ATTRIBUTES = ".archgen/.gitattributes"  # git must not change line ends of bases, and reviews need not show them


class Does(StrEnum):
    """What happens to one file, in one word; the order is that of a printed plan."""

    CREATE = "create"
    UPDATE = "update"
    MERGE = "merge"
    MOVE = "move"
    EDIT = "edit"
    MEND = "mend links"
    REMOVE = "remove"
    ADOPT = "adopt"
    DETACH = "detach"
    RESTORE = "restore"
    KEEP = "keep"
    GONE = "stays deleted"
    CONFLICT = "conflict"
    UNRESOLVED = "unresolved"
    FOREIGN = "not ours"
    BASELESS = "no base"
    SAME = "unchanged"


BLOCKING = frozenset({Does.CONFLICT, Does.FOREIGN, Does.BASELESS})
QUIET = frozenset({Does.SAME, Does.KEEP, Does.GONE})


class Action(Struct, frozen=True):
    """One file: what happens, where; `text` is what it will hold (None: it is not written), `was` its old path.

    `entry`, `base` and `pending` are what archgen remembers of it from then on; `forget` are homes whose base goes,
    `drops` the id of a document that goes.
    """

    does: Does
    path: str
    text: str | None = None
    was: str = ""
    theirs: str | None = None
    entry: Entry | None = None
    base: str | None = None
    pending: str | None = None
    forget: tuple[str, ...] = ()
    drops: str = ""
    conflicts: tuple[Conflict, ...] = ()
    notes: tuple[str, ...] = ()

    @property
    def writes(self) -> bool:
        """Does this touch a file of the docs?"""
        return self.text is not None or bool(self.was) or self.does is Does.REMOVE


class Plan(Struct, frozen=True):
    """All files of a run; `manifest` is its text afterwards. A blocked plan must not be applied."""

    actions: tuple[Action, ...]
    manifest: str
    manifest_before: str | None = None
    problems: tuple[Problem, ...] = ()
    blocked_by: tuple[Problem, ...] = ()

    @property
    def blocked(self) -> bool:
        """Must people decide something first?"""
        return bool(self.blocked_by) or any(action.does in BLOCKING for action in self.actions)

    @property
    def waits_for(self) -> tuple[Problem, ...]:
        """What blocks the plan, as problems."""
        return (*self.blocked_by, *(_waiting(action) for action in self.actions if action.does in BLOCKING))

    @property
    def unresolved(self) -> tuple[str, ...]:
        """Files in which conflicts of an earlier run, or of git, still stand, or will stand after this run."""
        waiting = (a for a in self.actions if a.does is Does.UNRESOLVED or (a.entry and a.entry.state == "conflict"))
        return tuple(action.path for action in waiting)

    def changes(self) -> dict[str, str | None]:
        """Every path that is to be written (its text) or removed (None); empty if the run changes nothing."""
        changes: dict[str, str | None] = dict.fromkeys(path for action in self.actions for path in _removed(action))
        for action in self.actions:  # after the removals: where one file leaves, another may come
            changes.update(_written(action))
        if changes or self.manifest != self.manifest_before:
            changes[MANIFEST] = self.manifest
        if changes and self.manifest_before is None:
            changes[ATTRIBUTES] = "base/** -text linguist-generated\npending/** -text linguist-generated\n"
        return changes

    def seen(self) -> dict[str, str | None]:
        """What people's files held when the plan was made, for those that it touches."""
        new = {action.path: None for action in self.actions if action.was}
        return {**new, **{action.was or action.path: action.theirs for action in self.actions if action.writes}}

    def as_text(self, *, diff: bool = False) -> str:
        """The plan for people: one line a file that changes or waits, then the sums."""
        lines = [line for action in self.actions if action.does not in QUIET or action.notes for line in _lines(action)]
        lines += [str(problem) for problem in (*self.blocked_by, *self.problems)]
        if diff:
            lines += [line for action in self.actions if action.text is not None for line in action_diff(action)]
        return "\n".join((*lines, self.sums()))

    def sums(self) -> str:
        """How many files for each word."""
        count = Counter(action.does for action in self.actions)
        return ", ".join(f"{count[does]} {does}" for does in Does if count[does]) or "Nothing to do."


def action_diff(action: Action) -> Iterator[str]:
    """The change of one file as a unified diff."""
    before, after = (normal(text or "").splitlines() for text in (action.theirs, action.text))
    names = (f"a/{action.was or action.path}", f"b/{action.path}")
    return unified_diff(before, after, *names, lineterm="")


def _waiting(action: Action) -> Problem:
    places = [f"both changed '{conflict.where or 'its first lines'}'" for conflict in action.conflicts]
    hint = "Run again with --conflict=markers, ours, theirs or ask." if action.conflicts else ""
    what = f"{action.does}: {'; '.join((*places, *action.notes))} Nothing was written."
    return Problem(f"workspace-{action.does.replace(' ', '-')}", Where(action.path), what, hint)


def _removed(action: Action) -> Iterator[str]:
    if action.was and action.was != action.path:
        yield action.was
    if action.does is Does.REMOVE:
        yield action.path
    for home in action.forget:
        yield base_path(home)
        yield pending_path(home)


def _written(action: Action) -> Iterator[tuple[str, str]]:
    if action.text is not None:
        yield action.path, action.text
    if action.entry and action.base is not None:
        yield base_path(action.entry.home), action.base
    if action.entry and action.pending is not None:
        yield pending_path(action.entry.home), action.pending


def _lines(action: Action) -> Iterator[str]:
    moved = f"{action.was} -> " if action.was else ""
    yield f"{action.does:<13} {moved}{action.path}"
    for conflict in action.conflicts:
        yield f"{'':<13}   both changed: {conflict.where or 'its first lines'}"
    for note in action.notes:
        yield f"{'':<13}   {note}"
