"""Where a change of several files is laid out before anything is written: texts, seals, and what is said of it."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property
from types import MappingProxyType
from typing import TYPE_CHECKING, NamedTuple

from archgen.adr.log.log import Log
from archgen.adr.names import name, spoken
from archgen.adr.reading.document import Document, read
from archgen.adr.record import Record
from archgen.adr.source import Source

if TYPE_CHECKING:
    from archgen.adr.log.state import Derived, Seal


class Change(NamedTuple):
    """`files` by path from the repository's root, None for one that goes; `seen` is what they held before."""

    files: Mapping[str, bytes | None] = MappingProxyType({})
    seen: Mapping[str, bytes | None] = MappingProxyType({})
    says: tuple[str, ...] = ()
    path: str = ""


class Desk:
    """Edits of one log, laid out; `change` hands them over all at once.

    What is remembered of the log is read when an edit first asks for it: a new record need not wait for that.
    """

    def __init__(self, log: Log) -> None:
        self.log = log
        self.says: list[str] = []
        self._texts: dict[str, Source | None] = {}
        self._changed = False

    @cached_property
    def _highest(self) -> int:
        return self.log.next_number() - 1

    @cached_property
    def _seals(self) -> dict[str, Seal]:
        return dict(self.log.state.sealed)

    @cached_property
    def _derived(self) -> dict[str, Derived]:
        return dict(self.log.state.derived)

    def derived(self, file: str) -> Derived | None:
        """What a decision wrote into a record, this change counted."""
        return self._derived.get(self.log.path(file))

    def text(self, file: str) -> Source:
        """The text of a record as it stands by now."""
        changed = self._texts.get(file)
        return self.log.files[file] if changed is None else changed

    def document(self, file: str) -> Document:
        return read(file, self.text(file).lines)

    def record(self, file: str) -> Record:
        return self.document(file).record

    def put(self, file: str, text: Source) -> None:
        """Lay a text on the desk; a seal that held before holds again afterwards."""
        held = self._is_here(file) and self._is_sealed(file)
        self._texts[file] = text
        self._highest = max(self._highest, name(file).number or 0)
        if held:
            self.seal(file)

    def move(self, old: str, new: str) -> None:
        """Give a file another name; its text and its seal go with it."""
        self._texts[new] = self.text(old)
        self._texts[old] = None
        for memory in (self._seals, self._derived):
            if self.log.path(old) in memory:
                memory[self.log.path(new)] = memory.pop(self.log.path(old))  # type: ignore[assignment]
                self._changed = True

    def seal(self, file: str) -> None:
        """Remember the text as what was accepted."""
        from archgen.adr.log.seal import sealed  # deferred: hashes are needed for accepted records only

        self._seals[self.log.path(file)] = sealed(self.document(file))
        self._changed = True

    def tie(self, file: str, derived: Derived) -> None:
        """Remember what a decision wrote into a record."""
        self._derived[self.log.path(file)] = derived
        self._changed = True

    def next_number(self) -> int:
        """The next free number, records on the desk counted."""
        return self._highest + 1

    def say(self, sentence: str) -> None:
        self.says.append(sentence)

    def change(self, path: str = "") -> Change:
        """Everything that differs from what was read."""
        log = self.log
        files = {log.path(file): None if text is None else text.encoded() for file, text in self._texts.items()}
        seen = {log.path(file): log.files[file].encoded() if file in log.files else None for file in self._texts}
        files = {place: data for place, data in files.items() if data != seen[place]}
        if self._changed:
            from archgen.adr.log.state import FILE, State, dump  # deferred: see the class

            state = State(self._seals, self._derived)
            if state != log.state:
                files[FILE] = dump(state).encode("utf-8")
                seen[FILE] = log.state_text.encode("utf-8") if log.state_text else None
        return Change(files, {place: seen[place] for place in files}, tuple(self.says), path)

    def _is_here(self, file: str) -> bool:
        return self._texts.get(file) is not None or (file in self.log.files and file not in self._texts)

    def _is_sealed(self, file: str) -> bool:
        """Is there a seal, and does it hold?"""
        old = self._seals.get(self.log.path(file))
        if old is None:
            return False
        from archgen.adr.log.seal import seal  # deferred: see `seal`

        return dict(old.parts) == seal(self.document(file))


def named(record: Record) -> str:
    """How messages name a record."""
    return f"'{spoken(record.label)}'"
