"""A store that fails or dies at every single step, runs at once, killed runs, full and locked disks, jumping clocks.

After each: nothing of people's is lost, files are all as before or all as after, and the next run says what it did.
"""

from __future__ import annotations

import errno
import json
import os
import random
import signal
import subprocess
import time
import warnings
from collections.abc import Callable, Iterator
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from archgen.problems import Exit, Stop
from archgen.workspace import store

NOW = datetime(2026, 3, 4, tzinfo=UTC)
BEFORE = {"docs/a.md": "a before", "docs/deep/b.md": "b before", "docs/gone/c.md": "c before", "docs/same.md": "same"}
CHANGES = {"docs/a.md": "a after", "docs/deep/b.md": "b after", "docs/gone/c.md": None, "docs/new/d.md": "d after"}
AFTER = {"docs/a.md": "a after", "docs/deep/b.md": "b after", "docs/same.md": "same", "docs/new/d.md": "d after"}
SOAK = bool(os.environ.get("ARCHGEN_SOAK")) or os.environ.get("HYPOTHESIS_PROFILE") == "soak"


def tree(root: Path) -> dict[str, str]:
    files = (file for file in root.rglob("*") if file.is_file() and ".archgen" not in file.relative_to(root).parts)
    return {file.relative_to(root).as_posix(): file.read_text(encoding="utf-8") for file in files}


def lay(root: Path, files: dict[str, str]) -> Path:
    for path, text in files.items():
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_text(text, encoding="utf-8")
    return root


def apply(root: Path, steps: Callable[[str], None]) -> None:
    store.apply(root, CHANGES, message="a run", now=NOW, steps=steps)


def undo(root: Path, steps: Callable[[str], None]) -> None:
    store.undo(root, now=NOW, steps=steps)


def laid_for_apply(root: Path) -> Path:
    return lay(root, BEFORE)


def laid_for_undo(root: Path) -> Path:
    apply(lay(root, BEFORE), lambda _: None)
    return root


OPERATIONS = {"apply": (laid_for_apply, apply, BEFORE, AFTER), "undo": (laid_for_undo, undo, AFTER, BEFORE)}


def steps_of(name: str, root: Path) -> list[str]:
    prepare, operate, _, after = OPERATIONS[name]
    taken: list[str] = []
    operate(prepare(root), taken.append)
    assert tree(root) == after
    return taken


def every_step(name: str, folder: Path) -> Iterator[tuple[int, str, Path]]:
    """For every step of an operation its number, its name, and a tree of its own on which nothing has run yet."""
    for number, step in enumerate(steps_of(name, folder / "rehearsal")):
        yield number, step, OPERATIONS[name][0](folder / str(number))


class At:
    """A step hook that acts at the n-th step."""

    def __init__(self, number: int, act: Callable[[], None]) -> None:
        self.left, self.act = number, act

    def __call__(self, _step: str) -> None:
        self.left -= 1
        if self.left == -1:
            self.act()


def fail(code: int) -> Callable[[], None]:
    def act() -> None:
        raise OSError(code, os.strerror(code), "docs/a.md")

    return act


def die_in_a_child(operate: Callable[[Path, Callable[[str], None]], None], root: Path, number: int) -> None:
    """Run an operation in a process of its own, which ends without a word at the n-th step."""
    child = forked(lambda: operate(root, At(number, lambda: os._exit(9))))
    assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 9


def strays(root: Path) -> list[str]:
    """What a run must not leave behind: drafts, and runs that are not over."""
    runs = [file.name for file in (root / ".archgen/run").glob("*/*.json") if file.name != "done.json"]
    return [file.name for file in root.rglob(".archgen-*.new")] + runs


@pytest.mark.parametrize("name", OPERATIONS)
@pytest.mark.parametrize("code", [errno.ENOSPC, errno.EIO])
def test_an_operation_that_fails_at_any_step_leaves_everything_as_it_was(tmp_path, name, code):
    _, operate, before, after = OPERATIONS[name]
    for number, step, root in every_step(name, tmp_path):
        with pytest.raises(Stop) as stop:
            operate(root, At(number, fail(code)))
        assert stop.value.code == Exit.ENVIRONMENT
        assert "Nothing was changed." in str(stop.value), step
        assert tree(root) == before, step
        assert strays(root) == [], step
        operate(root, lambda _: None)
        assert tree(root) == after, step


@pytest.mark.parametrize("name", OPERATIONS)
def test_an_operation_that_dies_at_any_step_is_finished_or_taken_back_by_the_next(tmp_path, name):
    _, operate, before, after = OPERATIONS[name]
    for number, step, root in every_step(name, tmp_path):
        die_in_a_child(operate, root, number)
        for path, text in tree(root).items():
            assert path.endswith(".new") or text in (before.get(path), after.get(path)), step
        notes = store.recover(root, now=NOW)
        assert tree(root) in (before, after), step
        assert strays(root) == [], step
        if number > 0:
            assert "had been cut off" in notes[-1], step
            assert "ended without finishing" in notes[0], step
        if tree(root) == before:
            operate(root, lambda _: None)
        assert tree(root) == after, step


@pytest.mark.parametrize("name", OPERATIONS)
def test_what_people_save_after_a_death_is_kept_whatever_the_next_run_does(tmp_path, name):
    _, operate, before, after = OPERATIONS[name]
    for number, step, root in every_step(name, tmp_path):
        die_in_a_child(operate, root, number)
        lay(root, {"docs/a.md": "Ann's words", "docs/gone/c.md": "Ann's page"})
        store.recover(root, now=NOW)
        assert tree(root)["docs/a.md"] == "Ann's words", step
        assert tree(root)["docs/gone/c.md"] == "Ann's page", step
        assert without_anns(tree(root)) in (without_anns(before), without_anns(after)), step
        assert strays(root) == [], step


def without_anns(files: dict[str, str]) -> dict[str, str]:
    return {path: text for path, text in files.items() if path not in ("docs/a.md", "docs/gone/c.md")}


def test_a_recovery_that_dies_at_any_step_is_recovered_itself(tmp_path):
    committed = steps_of("apply", tmp_path / "rehearsal").index("keep docs/deep/b.md")

    def recover(root: Path, steps: Callable[[str], None]) -> None:
        store.recover(root, now=NOW, steps=steps)

    def cut_off(name: str) -> Path:
        root = laid_for_apply(tmp_path / name)
        die_in_a_child(apply, root, committed)
        return root

    for edited in (False, True):
        taken: list[str] = []
        first = cut_off(f"counted {edited}")
        if edited:
            lay(first, {"docs/deep/b.md": "Ann's"})
        recover(first, taken.append)
        assert taken
        for number, step in enumerate(taken):
            root = cut_off(f"{edited} {number}")
            if edited:
                lay(root, {"docs/deep/b.md": "Ann's"})
            die_in_a_child(recover, root, number)
            store.recover(root, now=NOW)
            assert tree(root) == ({**BEFORE, "docs/deep/b.md": "Ann's"} if edited else AFTER), step
            assert strays(root) == [], step


def test_a_file_saved_while_archgen_writes_stops_and_undoes_the_run(tmp_path):
    for number, step, root in every_step("apply", tmp_path):
        if not step.startswith(("keep docs/deep", "commit", "stage")):
            continue
        with pytest.raises(Stop, match=r"docs/deep/b\.md: was saved by somebody else") as stop:
            apply(
                root,
                At(number - step.startswith("keep"), lambda root=root: lay(root, {"docs/deep/b.md": "Ann's"}) and None),
            )
        assert stop.value.code == Exit.FINDINGS
        assert tree(root) == {**BEFORE, "docs/deep/b.md": "Ann's"}, step


def test_an_interrupt_before_the_commit_point_leaves_everything_as_it_was(tmp_path):
    def interrupt() -> None:
        raise KeyboardInterrupt

    names = steps_of("apply", tmp_path / "rehearsal")
    for number in range(names.index("commit")):
        root = laid_for_apply(tmp_path / str(number))
        with pytest.raises(KeyboardInterrupt):
            apply(root, At(number, interrupt))
        assert tree(root) == BEFORE
        assert strays(root) == []


def test_an_interrupt_past_the_commit_point_waits_until_the_run_is_complete(tmp_path):
    names = steps_of("apply", tmp_path / "rehearsal")
    for number in range(names.index("commit"), len(names)):
        root = laid_for_apply(tmp_path / str(number))
        apply(root, At(number, lambda: os.kill(os.getpid(), signal.SIGINT)))
        assert tree(root) == AFTER


def forked(work: Callable[[], None]) -> int:
    """Run `work` in a process of its own; its exit code is 1 if it raises."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of threads beside a fork, which the child does not need
        child = os.fork()
    if child == 0:
        with suppress(BaseException):
            work()
            os._exit(0)
        os._exit(1)
    return child


def write_on_and_on(root: Path, name: str, rounds: int) -> None:
    """Write a dozen files again and again, all of a round alike; another run's lock is waited for."""
    for number in range(rounds):
        text = f"{name} {number}"
        changes: dict[str, str | None] = {f"docs/{at % 4}/{at}.md": text for at in range(12)}
        changes["docs/sometimes.md"] = text if number % 2 else None
        try:
            store.apply(root, changes, message=text, now=NOW)
        except Stop as stop:
            if [problem.code for problem in stop.problems] != ["workspace-lock-held"]:
                raise


def texts_of_one_run(root: Path) -> bool:
    """Are all files of one and the same run?"""
    texts = {text for path, text in tree(root).items() if path != "docs/people.md"}
    return len(texts) == 1


def test_a_run_killed_at_a_random_moment_is_finished_or_taken_back(tmp_path):
    rng = random.Random(7)
    lay(tmp_path, {"docs/people.md": "Ann's"})
    write_on_and_on(tmp_path, "first", 1)
    kills = 1000 if SOAK else 40
    for number in range(kills):
        child = forked(lambda number=number: write_on_and_on(tmp_path, f"killed {number}", 10_000))
        time.sleep(rng.random() * 0.04)
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)
        store.recover(tmp_path, now=NOW)
        assert texts_of_one_run(tmp_path), tree(tmp_path)
        assert strays(tmp_path) == []
        assert tree(tmp_path)["docs/people.md"] == "Ann's"
    print(f"{kills} runs killed")


def test_two_runs_at_once_never_mix(tmp_path):
    children = [forked(lambda name=name: write_on_and_on(tmp_path, name, 40)) for name in ("one", "other")]
    assert [os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) for child in children] == [0, 0]
    assert texts_of_one_run(tmp_path)
    assert strays(tmp_path) == []


def test_a_held_lock_names_its_owner(tmp_path):
    def second(step: str) -> None:
        if step == "commit":
            with pytest.raises(Stop) as stop:
                apply(tmp_path, lambda _: None)
            assert stop.value.code == Exit.ENVIRONMENT
            assert f"process {os.getpid()}, since 2026-03-04T00:00:00+00:00" in str(stop.value)
            assert "workspace-lock-held" in str(stop.value)

    apply(lay(tmp_path, BEFORE), second)


def test_a_clock_that_jumps_back_changes_nothing(tmp_path):
    lay(tmp_path, BEFORE)
    for number, day in enumerate((0, 4000, -4000)):
        store.apply(tmp_path, {"docs/a.md": f"{number}"}, message=f"{number}", now=NOW + timedelta(days=day))
    assert store.undo(tmp_path, now=NOW - timedelta(days=9000)).message == "2"
    assert store.undo(tmp_path, now=NOW).message == "1"
    assert tree(tmp_path)["docs/a.md"] == "0"


def test_a_lock_of_a_dead_run_from_the_future_is_taken_over_and_explained(tmp_path):
    apply(lay(tmp_path, BEFORE), lambda _: None)
    lock = tmp_path / ".archgen/run/lock"
    lock.write_text(json.dumps({"process": 1, "since": "2099-01-01T00:00:00+00:00", "doing": "update parley"}))
    applied = store.apply(tmp_path, {"docs/a.md": "x"}, message="next", now=NOW)
    begun = "'update parley', process 1, begun 2099-01-01T00:00:00+00:00"
    assert applied.notes == (f"An earlier run ({begun}) ended without finishing; its lock was taken over.",)


@pytest.mark.parametrize("text", ["", "not json", "[]", "{}"])
def test_a_lock_without_a_readable_owner_does_not_hinder(tmp_path, text):
    lay(tmp_path, {**BEFORE, ".archgen/run/lock": text})
    apply(tmp_path, lambda _: None)
    assert tree(tmp_path) == AFTER


def test_an_unreadable_journal_says_what_to_do(tmp_path):
    lay(tmp_path, {**BEFORE, ".archgen/run/0001/committed.json": "not json"})
    with pytest.raises(Stop, match=r"delete \.archgen/run/0001") as stop:
        apply(tmp_path, lambda _: None)
    assert stop.value.code == Exit.ENVIRONMENT
    assert tree(tmp_path) == BEFORE


def test_a_folder_without_the_right_to_write_is_refused_and_nothing_is_written(tmp_path):
    root = lay(tmp_path / "root", BEFORE)
    apply(root, lambda _: None)
    store.undo(root, now=NOW)
    files = [*root.rglob("*"), root, tmp_path]
    (root / "docs/deep").chmod(0o555)
    if os.geteuid() == 0:
        for file in files:
            os.chown(file, 65534, 65534)
        os.seteuid(65534)
    try:
        with pytest.raises(Stop) as stop:
            apply(root, lambda _: None)
    finally:
        if os.getuid() == 0:
            os.seteuid(0)
        (root / "docs/deep").chmod(0o755)
    assert [problem.code for problem in stop.value.problems] == ["workspace-not-permitted"]
    assert stop.value.code == Exit.ENVIRONMENT
    assert tree(root) == BEFORE
    assert strays(root) == []


@pytest.mark.conformance
def test_a_disk_that_is_really_full_loses_nothing(tmp_path):
    disk = tmp_path / "disk"
    disk.mkdir()
    if subprocess.run(["mount", "-t", "tmpfs", "-o", "size=256k", "none", str(disk)], check=False).returncode:
        pytest.skip("no right to mount a small disk")
    try:
        lay(disk, BEFORE)
        big = {f"docs/{number}.md": "x" * 40_000 for number in range(12)}
        with pytest.raises(Stop) as stop:
            store.apply(disk, {**CHANGES, **big}, message="big", now=NOW)
        assert [problem.code for problem in stop.value.problems] == ["workspace-disk-full"]
        assert "Nothing was changed." in str(stop.value)
        assert tree(disk) == BEFORE
        apply(disk, lambda _: None)
        assert tree(disk) == AFTER
    finally:
        subprocess.run(["umount", str(disk)], check=True)
