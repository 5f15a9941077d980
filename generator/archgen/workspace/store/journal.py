"""What a run is about to do to the disk, written down first. The name of the journal's file is its state.

`.archgen/run/0007/` holds `staging.json`, then `committed.json` (the commit point), then `done.json`; `back.json` while
a committed run is taken back. `before/3` is what file 3 held: it serves the way back and `archgen undo`.
"""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Literal

from msgspec import Struct

from archgen.problems import Exit, Problem, Stop, Where
from archgen.workspace.store.places import RUNS

State = Literal["staging", "committed", "back", "done"]
STATES: tuple[State, ...] = ("back", "committed", "staging", "done")
RUNS_KEPT = 5
Step = Callable[[str], None]


class Change(Struct, frozen=True):
    """One file of a run: hashes of its bytes before and after (None: no such file), and where its new text waits."""

    number: int
    path: str
    before: str | None
    after: str | None
    stage: str


class Journal(Struct, frozen=True):
    """One run. `undoes` is the number of the run that it takes back, 0 for an ordinary one."""

    run: int
    message: str
    when: str
    changes: tuple[Change, ...]
    folders: tuple[str, ...] = ()
    undoes: int = 0

    def folder(self, root: Path) -> Path:
        """Where this run keeps its journal and what the files held before."""
        return _folder(root, self.run)

    def before(self, root: Path, change: Change) -> Path:
        """The file that keeps what `change.path` held before the run."""
        return self.folder(root) / "before" / str(change.number)


def write(root: Path, journal: Journal) -> None:
    """Write the journal down as `staging`, safe against loss of power."""
    folder = journal.folder(root)
    (folder / "before").mkdir(parents=True)
    draft = folder / "draft"
    with draft.open("w", encoding="utf-8") as handle:
        handle.write(json.dumps(_plain(journal)))
        handle.flush()
        os.fsync(handle.fileno())
    draft.rename(folder / "staging.json")
    sync_folders((folder, folder.parent))


def advance(root: Path, journal: Journal, *, was: State, to: State) -> None:
    """Change the state of a journal in one step."""
    folder = journal.folder(root)
    (folder / f"{was}.json").rename(folder / f"{to}.json")
    sync_folders((folder,))


def pending(root: Path) -> bool:
    """Is there a run that neither ended nor was taken back? May be asked without the lock."""
    return any(_state(root, number) not in ("done", None) for number in _numbers(root))


def unfinished(root: Path) -> tuple[tuple[State, Journal], ...]:
    """The runs that neither ended nor were taken back, oldest first; the lock must be held."""
    found = ((state, number) for number in _numbers(root) if (state := _state(root, number)) != "done")
    return tuple((state, _read(root, number, state)) for state, number in found if state)


def finished(root: Path) -> tuple[Journal, ...]:
    """The runs that ended and are still remembered, newest first; those taken back, and the taking back, left out."""
    done = [_read(root, number, "done") for number in reversed(_numbers(root)) if _state(root, number) == "done"]
    undone = {journal.undoes for journal in done}
    return tuple(journal for journal in done if not journal.undoes and journal.run not in undone)


def next_number(root: Path) -> int:
    """The number of the next run; runs are counted, since clocks jump."""
    return max(_numbers(root), default=0) + 1


def forget(root: Path, *runs: int) -> None:
    """Remove the folders of runs; the journal goes first, so that half a removal is a run without a journal."""
    for run in runs:
        folder = _folder(root, run)
        files = [*folder.glob("*.json"), folder / "draft", *(folder / "before").glob("*")]
        for file in files:
            file.unlink(missing_ok=True)
        for empty in (folder / "before", folder):
            if empty.is_dir():
                empty.rmdir()


def prune(root: Path) -> None:
    """Forget all but the last few runs, and folders that hold no journal."""
    numbers = _numbers(root)
    forget(root, *numbers[:-RUNS_KEPT], *(number for number in numbers[-RUNS_KEPT:] if _state(root, number) is None))


def sync_folders(folders: Iterable[Path]) -> None:
    """Make renames in these folders safe against loss of power, where the system can."""
    if os.name == "nt":
        return
    for folder in sorted(set(folders)):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def _plain(journal: Journal) -> dict[str, object]:
    changes = [{name: getattr(change, name) for name in Change.__struct_fields__} for change in journal.changes]
    return {**{name: getattr(journal, name) for name in Journal.__struct_fields__}, "changes": changes}


def _folder(root: Path, run: int) -> Path:
    return root / RUNS / f"{run:04}"


def _numbers(root: Path) -> list[int]:
    try:
        names = [folder.name for folder in (root / RUNS).iterdir()]
    except FileNotFoundError:
        return []
    return sorted(int(name) for name in names if name.isdigit())


def _state(root: Path, run: int) -> State | None:
    folder = _folder(root, run)
    return next((state for state in STATES if (folder / f"{state}.json").exists()), None)


def _read(root: Path, run: int, state: State) -> Journal:
    file = _folder(root, run) / f"{state}.json"
    try:
        data = json.loads(file.read_text(encoding="utf-8"))
        changes = tuple(Change(**change) for change in data.pop("changes"))
        return Journal(**{**data, "changes": changes, "folders": tuple(data["folders"])})
    except (OSError, ValueError, TypeError, KeyError) as error:
        problem = Problem(
            "workspace-journal-unreadable",
            Where(file.relative_to(root).as_posix()),
            f"the journal of an unfinished run cannot be read ({error}).",
            f"Compare your files with your last commit, then delete {file.parent.relative_to(root).as_posix()}.",
        )
        raise Stop([problem], Exit.ENVIRONMENT) from error
