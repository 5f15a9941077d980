"""Logs as values for tests: `a_log({file: text})`, and a record in the universal layout."""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence

from hypothesis import settings

from archgen.adr import Change, Derivation, Log, RecordDraft, decode
from archgen.adr.log.settings import Settings
from archgen.adr.log.state import FILE
from archgen.adr.source import from_text

# Properties that take long are tried less often, but for `make soak`.
SLOW = settings() if os.environ.get("HYPOTHESIS_PROFILE") == "soak" else settings(max_examples=40)
FOLDER = "docs/backend/adr"


def a_log(files: Mapping[str, str | bytes], **over) -> Log:
    """A log of these files, in docs/backend/adr."""
    data = {file: text.encode() if isinstance(text, str) else text for file, text in files.items()}
    return Log(**{"folder": FOLDER, "files": {file: decode(one) for file, one in data.items()}, **over})


def a_record(number: int, title: str, status: str = "accepted", relations: str = "", body: str = "") -> str:
    """A record in the universal layout, without successors."""
    middle = f"{status.capitalize()}\n\n{relations}\n\n" if relations else f"{status.capitalize()}\n\n"
    head = f"# {number}. {title}\n\n- Status: {status}\n- Date: 2026-01-03\n- Deciders: Ann\n\nDate: 2026-01-03\n"
    return f"{head}\n## Status\n\n{middle}" + (body or "## Context\n\nWhy.\n\n## Decision\n\nWhat.\n")


def edited(log: Log, old: str, new: str, file: str = "0001-a.md") -> Log:
    """The log after a person has replaced words in one of its files."""
    text = log.files[file].text
    assert old in text
    return Log(log.folder, {**log.files, file: from_text(text.replace(old, new))}, state_text=log.state_text)


def after(log: Log, change: Change) -> Log:
    """The log as it is when the change has been carried out."""
    cut = len(f"{log.folder}/")
    files = dict(log.files)
    for path, data in change.files.items():
        if path.startswith(f"{log.folder}/"):
            files.pop(path[cut:], None)
            if data is not None:
                files[path[cut:]] = decode(data)
    state = change.files.get(FILE)
    return Log(log.folder, files, settings=log.settings, state_text=state.decode() if state else log.state_text)


def derive(log: Log, drafts: Sequence[RecordDraft], *, today: str, at_once: bool = False) -> Change:
    """What the log would change to hold these drafts."""
    derivation = Derivation(log, today=today, at_once=at_once)
    derivation.take(drafts)
    return derivation.change()


def the_text(log: Log, change: Change, file: str) -> str:
    """The text of a file in the change."""
    data = change.files[log.path(file)]
    assert data is not None
    return data.decode()


MADR = Settings(format="madr4")
