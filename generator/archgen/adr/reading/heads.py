"""Which lines of a record's head are fields that a writer writes again, and which are text to be left alone."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from archgen.adr.reading.fields import Field, name_of
from archgen.adr.reading.front import Entry, scalar, written
from archgen.adr.reading.parts import Parts
from archgen.adr.reading.phrases import kind_of
from archgen.adr.record import Kind

_ELSEWHERE = ("status", "date")


@dataclass(frozen=True, slots=True)
class Head:
    """`fields` by name, `kept` the lines of front matter that are more than a value, `text` the rest of the head."""

    fields: tuple[tuple[str, str], ...]
    kept: tuple[str, ...]
    text: tuple[str, ...]


def head_of(parts: Parts) -> Head:
    """The head of a Markdown record; status and date have their own places and are left out."""
    kept = tuple(_kept(parts))
    taken = dict(_taken(parts))
    fields = [*_front_fields(parts), *((key, value) for key, value in taken.values() if key not in _ELSEWHERE)]
    gone = set(taken) | _whole_tables(parts, set(taken))
    gone |= {at for line in taken for at in _continuation(parts, line)}
    if parts.title:
        gone.update(range(parts.title.line, parts.title.after))
    text = tuple(parts.lines[at] for at in range(*parts.head) if at not in gone)
    return Head(tuple(dict.fromkeys(fields)), kept, text)


def _front_fields(parts: Parts) -> Iterator[tuple[str, str]]:
    for entry in parts.entries:
        named = name_of(entry.key)
        if named not in _ELSEWHERE and entry.value and _is_field(entry):
            yield (named, entry.value) if named else (entry.key, _as_typed(parts, entry))


def _is_field(entry: Entry) -> bool:
    """May the entry stand as one line in another format? A list only where its commas are read again."""
    if entry.value is None or not entry.value.isprintable():
        return False
    listed = entry.items not in ((), (entry.value,))
    readable = bool(name_of(entry.key)) or kind_of(entry.key) is not Kind.OTHER
    return readable and not any("," in item for item in entry.items) if listed else True


def _as_typed(parts: Parts, entry: Entry) -> str:
    """The value; in its quotes if they only say that it is text."""
    raw = parts.lines[entry.start].partition(":")[2].strip()
    value = entry.value or ""
    return raw if raw[:1] in "\"'" and scalar(raw) == value and written(value) == value else value


def _kept(parts: Parts) -> Iterator[str]:
    """Lines of front matter that are no field: comments, maps, blocks, empty entries."""
    if not parts.front:
        return
    fields = {
        at
        for entry in parts.entries
        if name_of(entry.key) in _ELSEWHERE or (entry.value and _is_field(entry)) or _is_empty(entry)
        for at in range(entry.start, entry.end)
    }
    yield from (parts.lines[at] for at in range(1, parts.front) if at not in fields and parts.lines[at].strip())


def _is_empty(entry: Entry) -> bool:
    return entry.value == "" and bool(name_of(entry.key))


def _taken(parts: Parts) -> Iterator[tuple[int, tuple[str, str]]]:
    """Each line of the head that is a field: a known one anywhere, any other in a list or table with one."""
    named = {field.line for field in parts.fields if field.name}
    for field in parts.fields:
        if field.name or (field.form in ("list", "table") and _is_beside(field, parts, named)):
            below = [parts.lines[at].strip() for at in _continuation(parts, field.line)]
            yield field.line, (field.name or field.key, " ".join([field.value, *below]))


def _is_beside(field: Field, parts: Parts, named: set[int]) -> bool:
    """Does the field stand in one block with a known one, and has it no list of its own below?"""
    after = parts.lines[field.line + 1] if field.line + 1 < len(parts.lines) else ""
    if field.form == "list" and after[:1] in (" ", "\t") and after.lstrip()[:1] in ("-", "*", "+"):
        return False
    return any(at in named for at in _block(parts, field.line))


def _block(parts: Parts, line: int) -> range:
    """The lines around one that no blank line parts from it."""
    start, end = line, line + 1
    while start > parts.head[0] and parts.lines[start - 1].strip():
        start -= 1
    while end < parts.head[1] and parts.lines[end].strip():
        end += 1
    return range(start, end)


def _continuation(parts: Parts, line: int) -> range:
    """Indented lines that go on with the list item above them."""
    end = line + 1
    if parts.lines[line].lstrip()[:1] in ("-", "*", "+") and any(
        f.line == line and f.form == "list" for f in parts.fields
    ):
        while end < parts.head[1] and parts.lines[end][:1] in (" ", "\t") and _goes_on(parts.lines[end]):
            end += 1
    return range(line + 1, end)


def _goes_on(line: str) -> bool:
    return bool(line.strip()) and line.lstrip()[:1] not in ("-", "*", "+", "|", ">", "`")


def _whole_tables(parts: Parts, taken: set[int]) -> set[int]:
    """Header and rule of tables whose rows are fields."""
    rows = {field.line for field in parts.fields if field.form == "table"} & taken
    return {at for row in rows for at in _block(parts, row) if parts.lines[at].lstrip().startswith("|")}
