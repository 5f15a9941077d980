"""A decision log as a value: its records, what is remembered of them, and numbers taken elsewhere. No disk."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cached_property
from typing import TYPE_CHECKING

from msgspec import Struct, field

from archgen.adr.log.settings import Settings
from archgen.adr.names import name, resolved
from archgen.adr.reading.document import Document, read
from archgen.adr.reading.relations import RECORD_ENDINGS
from archgen.adr.record import Record, Relation
from archgen.adr.source import Source
from archgen.problems import Problem, Stop, Where

if TYPE_CHECKING:
    from archgen.adr.log.state import State

DRAFTS = "drafts"
_REFERENCE = re.compile(r"(?:adr|rfc|decision)?[-_ #]*0*(\d{1,12})\.?", re.IGNORECASE)


class Log(Struct, frozen=True, dict=True):
    """`files` are the sources by their name in the folder, `listed` all names, should not all have been read;
    `elsewhere` are the names in the same folder on branches other than this one, which is `branch`.
    """

    folder: str
    files: Mapping[str, Source]
    listed: tuple[str, ...] = ()
    settings: Settings = field(default_factory=Settings)
    state_text: str = ""
    branch: str = ""
    elsewhere: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    @cached_property
    def state(self) -> State:
        """What is remembered of the log; stops if that cannot be read."""
        from archgen.adr.log.state import parse  # deferred: listing and writing a new record do without it

        return parse(self.state_text)

    @cached_property
    def documents(self) -> Mapping[str, Document]:
        """Every file taken for a record, read; in order of number, then name."""
        found = {file: read(file, source.lines) for file, source in self.files.items()}
        records = [file for file, document in found.items() if _is_record(document)]
        return {file: found[file] for file in sorted(records, key=lambda file: _order(found[file].record))}

    @cached_property
    def records(self) -> tuple[Record, ...]:
        return tuple(document.record for document in self.documents.values())

    @cached_property
    def strays(self) -> tuple[str, ...]:
        """Files in the folder that are no records: an index, a template, notes."""
        return tuple(sorted(file for file in self.files if file not in self.documents))

    @cached_property
    def by_number(self) -> Mapping[int, tuple[Record, ...]]:
        found: dict[int, tuple[Record, ...]] = {}
        for record in self.records:
            if record.number is not None:
                found[record.number] = (*found.get(record.number, ()), record)
        return found

    @cached_property
    def _by_stem(self) -> Mapping[str, Record | None]:
        """Records by their bare name without an ending; None where two have the same."""
        found: dict[str, Record | None] = {}
        for record in self.records:
            found[record.stem] = None if record.stem in found else record
        return found

    def path(self, file: str) -> str:
        """The path of a record from the repository's root."""
        return f"{self.folder}/{file}" if self.folder else file

    def name_of(self, path: str) -> str:
        """The name, in the log's folder, of a path from the repository's root; empty if it lies elsewhere."""
        if not self.folder:
            return path
        return path[len(self.folder) + 1 :] if path.startswith(f"{self.folder}/") else ""

    def record(self, file: str) -> Record:
        return self.documents[file].record

    def target(self, origin: Record, relation: Relation) -> Record | None:
        """The record that a relation means; None if the log has none, or more than one of that number."""
        file = resolved(origin.file, relation.target)
        if file in self.documents:
            return self.record(file)
        match = _REFERENCE.fullmatch(relation.target)
        if match is None:
            return self._by_stem.get(file.rpartition("/")[2])
        same = list(self.by_number.get(int(match[1]), ()))
        return same[0] if len(same) == 1 else None

    def find(self, reference: str) -> Record:
        """The record that a person names: by number, file or a part of its name that no other has."""
        found = self._named(reference.strip())
        if len(found) == 1:
            return found[0]
        if found:
            what = f"'{reference}' could be {', '.join(record.file for record in found[:5])}."
            raise Stop([Problem("adr-ambiguous", Where(self.folder), what, "Give the file's name.")])
        last = f" The log holds {len(self.records)} records." if self.records else " The log is empty."
        raise Stop([Problem("adr-not-found", Where(self.folder), f"there is no record '{reference}'.{last}")])

    def next_number(self) -> int:
        """One more than the highest number here and on every other branch."""
        there = (file for files in self.elsewhere.values() for file in files)
        named = (name(file) for file in {*self.files, *self.listed, *there} if file.lower().endswith(RECORD_ENDINGS))
        return max((parts.number for parts in named if parts.number is not None), default=0) + 1

    def _named(self, reference: str) -> list[Record]:
        if match := _REFERENCE.fullmatch(reference):
            return list(self.by_number.get(int(match[1]), ()))
        base = reference.rpartition("/")[2]
        exact = [record for record in self.records if reference in (record.file, self.path(record.file))]
        same = exact or [record for record in self.records if base in (record.stem, record.file.rpartition("/")[2])]
        text = base.casefold()
        same = same or [record for record in self.records if text and name(record.file).slug.casefold() == text]
        return same or [record for record in self.records if text and text in record.stem.casefold()]


def is_draft(file: str) -> bool:
    """Does the file wait for its number?"""
    return file.startswith(f"{DRAFTS}/")


def _is_record(document: Document) -> bool:
    """A number or a date in the name, or a status that is said; an index or a template is none."""
    named = document.parts.named
    if named.reserved:
        return False
    return bool(named.digits) or bool(document.statuses) or is_draft(document.record.file)


def _order(record: Record) -> tuple[bool, int, str, str]:
    dated = name(record.file)
    digits = dated.digits if dated.dated else ""
    return (record.number is None, record.number or 0, digits, record.file)
