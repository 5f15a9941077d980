"""Where a change of several files is laid out before anything is written: texts, seals, and what is said of it."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import TYPE_CHECKING, NamedTuple

from archgen.adr.log.log import Log
from archgen.adr.names import name
from archgen.adr.reading.document import Document, read
from archgen.adr.record import Record
from archgen.adr.source import Source

if TYPE_CHECKING:
    from archgen.adr.log.state import Derived, State


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
        self._state: State | None = None

    @property
    def state(self) -> State:
        """What is remembered of the log, this change counted."""
        return self.log.state if self._state is None else self._state

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
        if held:
            self.seal(file)

    def move(self, old: str, new: str) -> None:
        """Give a file another name; its text and its seal go with it."""
        self._texts[new] = self.text(old)
        self._texts[old] = None
        self._state = self.state.moved({self.log.path(old): self.log.path(new)})

    def seal(self, file: str) -> None:
        """Remember the text as what was accepted."""
        from archgen.adr.log.seal import sealed  # deferred: hashes are needed for accepted records only

        self._state = self.state.with_seal(self.log.path(file), sealed(self.document(file)))

    def tie(self, file: str, derived: Derived) -> None:
        """Remember what a decision wrote into a record."""
        self._state = self.state.with_derived(self.log.path(file), derived)

    def next_number(self) -> int:
        """The next free number, records on the desk counted."""
        laid = (name(file).number or 0 for file, text in self._texts.items() if text is not None)
        return max(self.log.next_number(), *(number + 1 for number in laid), 1)

    def say(self, sentence: str) -> None:
        self.says.append(sentence)

    def change(self, path: str = "") -> Change:
        """Everything that differs from what was read."""
        log = self.log
        files = {log.path(file): None if text is None else text.encoded() for file, text in self._texts.items()}
        seen = {log.path(file): log.files[file].encoded() if file in log.files else None for file in self._texts}
        files = {place: data for place, data in files.items() if data != seen[place]}
        if self._state is not None and self._state != log.state:
            from archgen.adr.log.state import FILE, dump  # deferred: see the class

            files[FILE] = dump(self._state).encode("utf-8")
            seen[FILE] = log.state_text.encode("utf-8") if log.state_text else None
        return Change(files, {place: seen[place] for place in files}, tuple(self.says), path)

    def _is_here(self, file: str) -> bool:
        return self._texts.get(file) is not None or (file in self.log.files and file not in self._texts)

    def _is_sealed(self, file: str) -> bool:
        """Is there a seal, and does it hold?"""
        old = self.state.sealed.get(self.log.path(file))
        if old is None:
            return False
        from archgen.adr.log.seal import seal  # deferred: see `seal`

        return dict(old.parts) == seal(self.document(file))


def named(record: Record) -> str:
    """How messages name a record."""
    return f"'{record.label}'"
