"""What happens to one file: the table of base, theirs and ours. Knows one file at a time, no disk and no documents."""

from __future__ import annotations

from collections.abc import Callable
from typing import Literal, Protocol

from msgspec import Struct, field
from msgspec.structs import replace

from archgen.workspace import merging
from archgen.workspace.manifest import Entry
from archgen.workspace.merging import Conflict, Labels, Lines, Merge, digest, marked_lines, merge, normal
from archgen.workspace.plan import Action, Does

Mode = Literal["report", "markers", "ours", "theirs", "ask"]
Answer = Literal["markers", "ours", "theirs", "both"]
Ask = Callable[[str, Conflict], Answer]


class Options(Struct, frozen=True):
    """How a run treats what it cannot decide itself.

    `adopt` merges files that archgen did not write; `rebase` takes bases that git merged; `scope` are the designs
    whose files may be orphans (None: those that are produced); `ask` is asked about each conflict in mode `ask`.
    """

    conflict: Mode = "report"
    adopt: bool = False
    rebase: bool = False
    scope: frozenset[str] | None = None
    ask: Ask | None = None
    labels: Labels = field(default_factory=Labels)


class Base(Protocol):
    """What archgen wrote last, read when it is asked for; no text where that is lost or was tampered with."""

    def text(self) -> str | None: ...
    def hash(self) -> str: ...


class File(Struct, frozen=True):
    """One document. `after` is its entry once ours is its base; `before` the one of the last run, if there was one.

    `lies` is where people's file lies, `raw` what it holds, `theirs` the same with links mended for its new place.
    `base` is what archgen wrote last, links mended, too.
    """

    after: Entry
    ours: str
    before: Entry | None = None
    lies: str = ""
    raw: str | None = None
    theirs: str | None = None
    base: Base | None = None

    @property
    def path(self) -> str:
        """Where the file will lie."""
        return self.after.path


def settle(file: File, options: Options) -> Action:
    """Decide what happens to one file that archgen wants to write."""
    before = file.before
    if before is None:
        return _first_time(file, options)
    if file.raw is None or file.theirs is None:
        return _gone(before)
    if marked_lines(file.raw) and (before.state == "conflict" or not options.rebase):
        lines = ", ".join(map(str, marked_lines(file.raw)))
        return _left(file, Does.UNRESOLVED, before, f"conflicts stand at line {lines}; resolve them, then run again.")
    if marked_lines(file.raw):
        return _rebased(file, before, file.theirs, options)
    return _settled(file, before, file.theirs, options)


def _first_time(file: File, options: Options) -> Action:
    if file.raw is None:
        return Action(Does.CREATE, file.path, file.ours, entry=file.after, base=file.ours)
    if normal(file.raw) == normal(file.ours):
        return Action(Does.ADOPT, file.path, theirs=file.raw, entry=file.after, base=file.ours)
    if options.adopt:
        return _baseless(file, Does.ADOPT, options)
    note = "archgen did not write this file and leaves it alone; --adopt merges the two."
    return Action(Does.FOREIGN, file.path, theirs=file.raw, notes=(note,))


def _gone(before: Entry) -> Action:
    notes = () if before.state == "deleted" else (f"you deleted it; archgen restore {before.path} brings it back.",)
    return Action(Does.GONE, before.path, entry=replace(before, state="deleted"), notes=notes)


def _left(file: File, does: Does, before: Entry, *notes: str) -> Action:
    """People's file is left as it lies."""
    return Action(does, file.lies, theirs=file.raw, entry=replace(before, path=file.lies), notes=notes)


def _settled(file: File, before: Entry, theirs: str, options: Options) -> Action:
    """Both have the file: who changed it since the last run?"""
    if normal(theirs) == normal(file.ours):
        return _done(file, Does.SAME, theirs)
    if digest(theirs) == _hash(file):
        return _done(file, Does.UPDATE, merge(theirs, theirs, file.ours, path=file.path).text(_none))
    if digest(file.ours) == _hash(file):
        return _done(file, Does.KEEP, theirs)
    base = _base(file)
    if base is not None:
        base = merging.sides_of(base)[0]  # either side, where git left both
        return _merged(file, merge(base, theirs, file.ours, path=file.path), Does.MERGE, options)
    if options.adopt:
        return _baseless(file, Does.MERGE, options)
    note = "what archgen wrote last is lost or was changed; restore .archgen from git, or merge without it by --adopt."
    return _left(file, Does.BASELESS, before, note)


def _baseless(file: File, does: Does, options: Options) -> Action:
    theirs = file.theirs or file.raw or ""
    base = merging.shared(theirs, file.ours, path=file.path)
    return _merged(file, merge(base, theirs, file.ours, path=file.path), does, options)


def _rebased(file: File, before: Entry, theirs: str, options: Options) -> Action:
    """Git left both branches' texts in the file: bring each to ours, then merge the two."""
    base = _base(file)
    if base is None:
        return _settled(file, before, merging.sides_of(theirs)[0], options)
    olds, sides = merging.sides_of(base), merging.sides_of(theirs)
    brought = []
    for old, side in zip(olds, sides, strict=True):
        merged = merge(old, side, file.ours, path=file.path)
        brought.append(merged.text(lambda conflict: conflict.theirs))
    both = merge(file.ours, brought[0], brought[1], path=file.path)
    return _merged(file, both, Does.MERGE, options)


def _merged(file: File, merged: Merge, does: Does, options: Options) -> Action:
    """Decide the conflicts of a merge as the options say."""
    conflicts = merged.conflicts
    if conflicts and options.conflict == "report":
        action = Action(Does.CONFLICT, file.lies, theirs=file.raw, entry=file.before, conflicts=conflicts)
        return replace(action, notes=merged.notes)
    decide = _Decide(file, merged, options)
    done = _done(file, does, merged.text(decide))
    done = replace(done, conflicts=conflicts, notes=(*done.notes, *merged.notes))
    return _still_open(file, done) if decide.left_open else done


class _Decide:
    """Decides conflicts one by one and remembers whether one stays open."""

    def __init__(self, file: File, merged: Merge, options: Options) -> None:
        self._file, self._options = file, options
        self._marked = merging.markers(options.labels, longer_than=(merged.base, merged.theirs, merged.ours))
        self.left_open = False

    def __call__(self, conflict: Conflict) -> Lines:
        match self._answer(conflict):
            case "ours":
                return conflict.ours
            case "theirs":
                return conflict.theirs
            case "both":
                return (*conflict.theirs, *conflict.ours)
        self.left_open = True
        return self._marked(conflict)

    def _answer(self, conflict: Conflict) -> str:
        if self._options.conflict == "ask" and self._options.ask:
            return self._options.ask(self._file.path, conflict)
        return self._options.conflict


def _done(file: File, does: Does, text: str) -> Action:
    """The file holds `text` from now on, and ours is its base."""
    moved = file.lies != file.path
    known = file.before
    if moved and does is not Does.CREATE:
        does = Does.MOVE
    elif text != file.raw and does in (Does.SAME, Does.KEEP):
        does = Does.MEND
    same_base = known and known.hash == file.after.hash and known.home == file.after.home and known.state == "kept"
    forget = (known.home,) if known and (known.home != file.after.home or known.state == "conflict") else ()
    return Action(
        does,
        file.path,
        text if moved or text != file.raw else None,
        was=file.lies if moved else "",
        theirs=file.raw,
        entry=file.after,
        base=None if same_base else file.ours,
        forget=forget,
    )


def _still_open(file: File, done: Action) -> Action:
    """The same, with conflicts between markers: the base stays, ours waits to become it."""
    base = _base(file) or ""
    entry = replace(file.after, hash=digest(base), state="conflict")
    note = "conflicts are marked in the file; resolve them, then run archgen update again."
    return replace(done, entry=entry, base=base, pending=file.ours, notes=(*done.notes, note))


def _none(_conflict: Conflict) -> Lines:
    return ()


def _base(file: File) -> str | None:
    return file.base.text() if file.base else None


def _hash(file: File) -> str:
    return file.base.hash() if file.base else ""
