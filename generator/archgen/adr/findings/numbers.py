"""Numbers: doubles here, numbers that other branches use, titles that say another one."""

from __future__ import annotations

from collections.abc import Iterator

from archgen.adr.log.log import Log
from archgen.adr.names import name
from archgen.adr.reading.title import split_title
from archgen.problems import Problem, Where

TRUNKS = ("main", "master", "trunk", "HEAD")


def doubles(log: Log) -> Iterator[Problem]:
    """Records of one number in one folder; folders for categories count on their own."""
    for number, records in sorted(log.by_number.items()):
        folders = {name(record.file).folder for record in records}
        for folder in sorted(folders):
            same = [record for record in records if name(record.file).folder == folder]
            for record in same[1:]:
                what = f"number {number} is also the number of {same[0].file}."
                hint = "Part them with: archgen adr renumber."
                yield Problem("adr-duplicate-number", Where(log.path(record.file)), what, hint)


def taken_elsewhere(log: Log) -> Iterator[Problem]:
    """Records that are new here and bear a number that another branch gave to another file."""
    code = "adr-number-taken-here" if log.branch in TRUNKS else "adr-number-taken"
    others = _others(log)
    for record in log.records:
        taken = [] if record.number is None else others.get((name(record.file).folder, record.number), [])
        for file, ref in taken:
            if not _is_settled(log, record.file):
                what = f"number {record.number} is used by {file} on {ref}."
                hint = "Whoever merges last takes the next one: archgen adr renumber."
                yield Problem(code, Where(log.path(record.file)), what, hint)


def titles(log: Log) -> Iterator[Problem]:
    """Titles whose number is not the one of the file name."""
    for document in log.documents.values():
        title, number = document.parts.title, document.record.number
        if title is None:
            if document.parts.markup == "markdown":
                what = "has no title of the first level; readers of records show an empty one."
                yield Problem("adr-no-title", Where(log.path(document.record.file), 1), what, "Begin it with '# '.")
        elif number is not None and split_title(title.text, number)[0] == "" and split_title(title.text, None)[0]:
            what = f"the title says '{title.text[:40]}', the file name says {number}."
            yield Problem("adr-title-number", Where(log.path(document.record.file), title.line + 1), what)


def _others(log: Log) -> dict[tuple[str, int], list[tuple[str, str]]]:
    """Files that only other branches have, by folder and number: one mention a file."""
    found: dict[tuple[str, int], list[tuple[str, str]]] = {}
    seen: set[str] = set()
    for ref, files in sorted(log.elsewhere.items()):
        for file in files:
            parts = name(file)
            if parts.number is not None and file not in log.files and file not in seen:
                seen.add(file)
                found.setdefault((parts.folder, parts.number), []).append((file, ref.removeprefix("refs/")))
    return found


def _is_settled(log: Log, file: str) -> bool:
    """Does a trunk have the record under this name already, so that others must give way?"""
    trunks = (files for ref, files in log.elsewhere.items() if ref.rpartition("/")[2] in TRUNKS)
    return any(file in files for files in trunks)
