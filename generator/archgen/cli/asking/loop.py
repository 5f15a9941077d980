"""From the first question to the last look, and which front fits the terminal at hand."""

from __future__ import annotations

import os
import select
import stat
import sys
from collections.abc import Callable, Mapping
from typing import TextIO

from archgen.brief.interview import Draft, Interview, Setting, begin
from archgen.cli.asking.front import Decision, Front, Move
from archgen.cli.asking.lists import Lists
from archgen.cli.asking.plain import Plain

FIRST_LINE = 1.0  # seconds in which a pipe must begin to speak, so that one that never will does not hang us


def front_for(reads: TextIO, shows: TextIO, environment: Mapping[str, str], *, no_input: bool = False) -> Front | None:
    """Lists where the cursor can be moved, plain lines where it cannot or answers are piped in, else nobody to ask."""
    if no_input or reads.closed:
        return None
    if not reads.isatty():
        return Plain(reads, sys.stderr, piped=True) if _speaks(reads) else None
    if not shows.isatty():
        return Plain(reads, sys.stderr)
    return Plain(reads, shows) if environment.get("TERM", "dumb") == "dumb" and os.name == "posix" else Lists()


def interview(
    setting: Setting,
    front: Front,
    *,
    quick: bool = False,
    draft: Draft | None = None,
    keep: Callable[[Draft], None],
    last_page: Callable[[Interview], str],
) -> Interview | None:
    """Ask until the last page is confirmed; None if the person leaves. `keep` gets the draft after every move.

    Ctrl-C comes out as `KeyboardInterrupt`; what was said has been kept by then.
    """
    with front.session():
        front.greet()
        state = begin(setting, quick=quick, draft=draft if draft and front.resume(draft) else None)
        while True:
            while state.question is not None:
                state = _moved(state, front.ask(state.asked()))
                keep(state.draft)
            match front.decide(last_page(state)):
                case Decision.WRITE:
                    return state
                case Decision.LEAVE:
                    return None
                case Decision.BACK:
                    state = state.back()


def _moved(state: Interview, said: str | Move) -> Interview:
    match said:
        case Move.BACK:
            return state.back()
        case Move.OPEN:
            return state.leave_open()
        case Move.REST:
            return state.finish()
    return state.answer(said)


def _speaks(reads: TextIO) -> bool:
    """A file or a pipe that says something; a device such as /dev/null, or a pipe that stays silent, does not."""
    try:
        mode = os.fstat(reads.fileno()).st_mode
        if stat.S_ISREG(mode):
            return True
        return stat.S_ISFIFO(mode) and bool(select.select([reads], [], [], FIRST_LINE)[0])
    except (OSError, ValueError):
        return False
