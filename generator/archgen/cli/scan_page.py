"""The page of a scan: what was found by kind, what a brief takes from it, how much was looked at."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from archgen.cli.survey import Survey
from archgen.detection import Detected, Finding


def found(seen: Survey) -> Iterator[str]:
    """What was found, in a table for each kind."""
    for kind, title in seen.signs.kinds.items():
        alike = [each for each in seen.findings if each.kind == kind]
        if alike:
            yield from (title, *_rows(alike), "")


def about(seen: Survey) -> Iterator[str]:
    """What a brief takes from it, and how much was looked at."""
    if seen.detected:
        yield from ("A brief takes from it, until somebody says otherwise", *_rows_of_brief(seen.detected), "")
    if not seen.findings:
        yield "Nothing here says what this repository is: a design starts from answers alone."
    read, left = len(seen.choice.formats), seen.choice.left
    more = f"; {left:,} more would say something and were not read" if left else ""
    yield f"Looked at the names of {len(seen.choice.paths):,} files and read {read:,} of them{more}."


def _rows_of_brief(detected: tuple[Detected, ...]) -> Iterator[str]:
    width = max(len(each.path) for each in detected)
    yield from (f"  {each.path:<{width}}  {_spelled(each.value)}" for each in detected)


def _rows(found: Iterable[Finding]) -> Iterator[str]:
    rows = [(str(each.value), _place(each), _note(each)) for each in found]
    widths = [min(max(len(row[column]) for row in rows), 44) for column in (0, 1)]
    for value, place, note in rows:
        yield f"  {value:<{widths[0]}}  {place:<{widths[1]}}  {note}".rstrip()


def _place(each: Finding) -> str:
    if str(each.value) == each.file:
        return f"line {each.line}" if each.line else ""
    return f"{each.file}:{each.line}" if each.line else each.file


def _note(each: Finding) -> str:
    agree = f"{each.files:,} files in all" if each.files > 1 and each.kind != "records" else ""
    return "; ".join(filter(None, (each.note, agree)))


def _spelled(value: object) -> str:
    if isinstance(value, tuple):
        return ", ".join(map(str, value))
    return "yes" if value is True else str(value)
