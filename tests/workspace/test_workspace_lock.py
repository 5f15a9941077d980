"""The lock as Unix and as Windows keep it: one run at a time, and the other one is told whose turn it is."""

from __future__ import annotations

import fcntl
import os
import struct
import sys
from datetime import UTC, datetime
from pathlib import Path
from types import SimpleNamespace

import pytest

from archgen.problems import Exit, Stop
from archgen.workspace.store.lock import PATH, locked

NOW = datetime(2026, 3, 4, tzinfo=UTC)


def locking(file: int, mode: int, length: int) -> None:
    """`msvcrt.locking`: holds bytes from where the file stands, until it is closed; says PermissionError if held."""
    start = os.lseek(file, 0, os.SEEK_CUR)
    try:
        fcntl.fcntl(file, mode, struct.pack("hhqqi", fcntl.F_WRLCK, os.SEEK_SET, start, length, 0))
    except BlockingIOError as held:
        raise PermissionError(*held.args) from held


@pytest.fixture(params=["linux", "win32"])
def _system(request, monkeypatch) -> None:
    if request.param == "win32":
        held_by_the_open_file = getattr(fcntl, "F_OFD_SETLK", None)
        if held_by_the_open_file is None:
            pytest.skip("this system has no lock of bytes that an open file holds")
        monkeypatch.setitem(sys.modules, "msvcrt", SimpleNamespace(LK_NBLCK=held_by_the_open_file, locking=locking))
    monkeypatch.setattr(sys, "platform", request.param)


def held(root: Path, doing: str):
    return locked(root, doing=doing, now=NOW)


@pytest.mark.usefixtures("_system")
def test_a_second_run_is_refused_until_the_first_ends(tmp_path):
    with held(tmp_path, "update parley") as notes:
        assert notes == ()
        with pytest.raises(Stop, match=r"since 2026-03-04T00:00:00.*: update parley") as stop, held(tmp_path, "undo"):
            pass
        assert stop.value.code == Exit.ENVIRONMENT
    with held(tmp_path, "undo") as notes:
        assert notes == ()


@pytest.mark.usefixtures("_system")
def test_the_lock_of_a_dead_run_is_taken_over(tmp_path):
    with held(tmp_path, "a run"):
        pass
    (tmp_path / PATH).write_text('{"process": 1, "since": "yesterday", "doing": "update parley"}')
    with held(tmp_path, "undo") as notes:
        assert "An earlier run ('update parley', process 1, begun yesterday)" in notes[0]
