"""One run over many files: all of it happens or none, whatever fails. Knows bytes and paths, not what they mean.

lock - stage beside the targets - journal (the commit point) - rename each - done. A run that died before the commit
point is discarded; one that died after it is finished, or taken back where people edited a file in between.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path

from archgen.problems import Exit, Problem, Stop, Where
from archgen.workspace.store import journal as journals
from archgen.workspace.store.disk import (
    Content,
    digest,
    digest_of,
    drop_empty,
    encoded,
    explained,
    keep,
    missing_folders,
    refusal,
    stage,
)
from archgen.workspace.store.journal import Change, Journal, Step


class EditedMeanwhileError(Exception):
    """A person saved a file between our look at it and our write."""


def run(
    root: Path, contents: Mapping[str, Content | None], *, message: str, now: datetime, undoes: int = 0, steps: Step
) -> Journal:
    """Bring every path to its content (None: removed), or nothing at all. The lock is held by the caller."""
    journals.prune(root)
    journal = _drafted(root, contents, message=message, now=now, undoes=undoes)
    try:
        steps("write the journal")
        journals.write(root, journal)
        _stage(root, journal, contents, steps)
        with _uninterrupted():
            steps("commit")
            journals.advance(root, journal, was="staging", to="committed")
            _forward(root, journal, steps)
    except EditedMeanwhileError as edited:
        raise Stop([_edited(str(edited), _give_up(root, journal, steps))], Exit.FINDINGS) from edited
    except OSError as refused:
        raise refusal(refused, _give_up(root, journal, steps)) from refused
    except BaseException:
        _give_up(root, journal, steps)
        raise
    return journal


def recover(root: Path, *, steps: Step) -> tuple[str, ...]:
    """Finish or take back what an earlier run left half done; a sentence on each. The lock is held by the caller."""
    notes: list[str] = []
    for state, journal in journals.unfinished(root):
        with explained("The earlier run stays unfinished until this is mended."):
            notes.extend(_recovered(root, journal, state, steps))
    return tuple(notes)


def _give_up(root: Path, journal: Journal, steps: Step) -> str:
    """Put everything back after a failure; says how things stand then."""
    try:
        _back(root, journal, steps)
    except OSError:
        return "The next run will put back what this one had begun."
    return "Nothing was changed."


def _recovered(root: Path, journal: Journal, state: journals.State, steps: Step) -> tuple[str, ...]:
    run_of = f"The run of {journal.when} ('{journal.message}') had been cut off"
    if state == "committed":
        try:
            _forward(root, journal, steps)
            return (f"{run_of} while it wrote {len(journal.changes)} files; it was finished now.",)
        except (EditedMeanwhileError, OSError):
            pass
    left = _back(root, journal, steps)
    if state == "staging":
        return (f"{run_of} before it changed anything; its drafts were removed.",)
    edited = f" Edited since and therefore left as they are: {', '.join(left)}." if left else ""
    return (f"{run_of} half way; the files were put back as they were before it.{edited}",)


def _drafted(
    root: Path, contents: Mapping[str, Content | None], *, message: str, now: datetime, undoes: int
) -> Journal:
    run = journals.next_number(root)
    changes = tuple(
        Change(number, path, digest_of(root / path), _digest(content), _draft_of(path, run, number))
        for number, (path, content) in enumerate(sorted(contents.items()))
    )
    folders = missing_folders(root, (change.path for change in changes if change.after))
    when = now.isoformat(timespec="seconds")
    return Journal(run=run, message=message, when=when, changes=changes, folders=folders, undoes=undoes)


def _draft_of(path: str, run: int, number: int) -> str:
    """The name under which a text waits beside its target, hidden from people's tools."""
    folder, slash, _ = path.rpartition("/")
    return f"{folder}{slash}.archgen-{run:04}-{number}.new"


def _digest(content: Content | None) -> str | None:
    if isinstance(content, Path):
        return digest_of(content)
    return None if content is None else digest(encoded(content))


def _stage(root: Path, journal: Journal, contents: Mapping[str, Content | None], steps: Step) -> None:
    staged: dict[Path, tuple[Path, Content]] = {}
    for folder in journal.folders:
        steps(f"make the folder {folder}")
        (root / folder).mkdir(exist_ok=True)
    for change in journal.changes:
        content = contents[change.path]
        if content is not None:
            staged[root / change.stage] = (root / change.path, content)
    for place in stage(staged):
        steps(f"stage {place.name}")
    journals.sync_folders(place.parent for place in staged)


def _forward(root: Path, journal: Journal, steps: Step) -> None:
    """Rename what is staged over its target; what was done before is not done again."""
    for change in journal.changes:
        if change.after is None:
            _remove(root, journal, change, steps)
        elif (root / change.stage).exists():
            _replace(root, journal, change, steps)
    _finish(root, journal, steps)


def _replace(root: Path, journal: Journal, change: Change, steps: Step) -> None:
    target, before = root / change.path, journal.before(root, change)
    _check_unedited(target, change)
    if change.before is not None:
        steps(f"keep {change.path}")
        keep(target, before)
    steps(f"write {change.path}")
    (root / change.stage).replace(target)


def _remove(root: Path, journal: Journal, change: Change, steps: Step) -> None:
    target = root / change.path
    if not target.exists():
        return
    _check_unedited(target, change)
    steps(f"keep {change.path}")
    keep(target, journal.before(root, change))
    steps(f"remove {change.path}")
    target.unlink()


def _check_unedited(target: Path, change: Change) -> None:
    if digest_of(target) != change.before:
        raise EditedMeanwhileError(change.path)


def _back(root: Path, journal: Journal, steps: Step) -> tuple[str, ...]:
    """Put every file back as it was before the run; names those that people have edited since, which stay."""
    folder = journal.folder(root)
    if (folder / "committed.json").exists():
        journals.advance(root, journal, was="committed", to="back")
    left = []
    for change in journal.changes:
        (root / change.stage).unlink(missing_ok=True)
        if (folder / "back.json").exists() and not _put_back(root, journal, change, steps):
            left.append(change.path)
    drop_empty(root / made for made in journal.folders)
    journals.forget(root, journal.run)
    return tuple(left)


def _put_back(root: Path, journal: Journal, change: Change, steps: Step) -> bool:
    """Undo one change of a run; False if a person has edited the file since."""
    target, before = root / change.path, journal.before(root, change)
    now = digest_of(target)
    if now == change.before:
        return True
    if now != change.after:
        return False
    steps(f"put back {change.path}")
    if change.before is None:
        target.unlink()
    else:
        target.parent.mkdir(parents=True, exist_ok=True)
        keep(before, root / change.stage)
        (root / change.stage).replace(target)
    return True


def _finish(root: Path, journal: Journal, steps: Step) -> None:
    folders = {(root / change.path).parent for change in journal.changes}
    removed = [root / change.path for change in journal.changes if change.after is None]
    drop_empty(parent for place in removed for parent in place.parents if root in parent.parents)
    journals.sync_folders(folder for folder in folders if folder.exists())
    steps("close the journal")
    journals.advance(root, journal, was="committed", to="done")


def _edited(path: str, stands: str) -> Problem:
    what = f"was saved by somebody else while archgen was about to write it. {stands}"
    return Problem("workspace-edited-meanwhile", Where(path), what, "Run again.")


@contextmanager
def _uninterrupted() -> Iterator[None]:
    """Let Ctrl-C wait: past the commit point the run takes milliseconds, and 'nothing was written' would be untrue."""
    import signal  # deferred: most runs change nothing
    import threading

    if threading.current_thread() is not threading.main_thread():
        yield
        return
    handler = signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, handler)
