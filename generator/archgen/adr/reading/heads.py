"""Which lines of a record's head are fields that a writer writes again, and which are text to be left alone."""

from __future__ import annotations

from collections.abc import Container, Iterator

from msgspec import Struct

from archgen.adr.reading.fields import Field, name_of
from archgen.adr.reading.front import Entry, scalar, written
from archgen.adr.reading.parts import Parts
from archgen.adr.reading.phrases import kind_of
from archgen.adr.record import Kind

_ELSEWHERE = ("status", "date")


class Head(Struct, frozen=True):
    """`fields` by name, `kept` the lines of front matter that are more than a value, `text` the rest of the head."""

    fields: tuple[tuple[str, str], ...]
    kept: tuple[str, ...]
    text: tuple[str, ...]


def head_of(parts: Parts) -> Head:
    """The head of a Markdown record; status and date have their own places and are left out."""
    taken = dict(_taken(parts))
    fields = [*_front_fields(parts), *((key, value) for key, value in taken.values() if key not in _ELSEWHERE)]
    items = {field.line for field in parts.fields if field.form == "list"}
    gone = set(taken) | _rules(parts, taken)
    gone |= {at for line in taken if line in items for at in _continuation(parts, line)}
    if parts.title:
        gone.update(range(parts.title.line, parts.title.after))
    text = tuple(parts.lines[at] for at in range(*parts.head) if at not in gone)
    return Head(tuple(dict.fromkeys(fields)), tuple(_kept(parts)), text)


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
    known = _blocks_with_known(parts)
    for field in parts.fields:
        beside = field.form in ("list", "table") and field.line in known and not _has_list(parts, field)
        if field.name or beside:
            below = _continuation(parts, field.line) if field.form == "list" else ()
            value = " ".join([field.value, *(parts.lines[at].strip() for at in below)])
            yield field.line, (field.name or field.key, value)


def _blocks_with_known(parts: Parts) -> set[int]:
    """The lines of every stretch between blank lines that holds a known field."""
    known = {field.line for field in parts.fields if field.name}
    found: set[int] = set()
    block: list[int] = []
    for at in range(parts.head[0], parts.head[1] + 1):
        if at < parts.head[1] and parts.lines[at].strip():
            block.append(at)
            continue
        if not known.isdisjoint(block):
            found.update(block)
        block = []
    return found


def _has_list(parts: Parts, field: Field) -> bool:
    """Has the list item a list of its own below?"""
    after = parts.lines[field.line + 1] if field.line + 1 < len(parts.lines) else ""
    return field.form == "list" and after[:1] in (" ", "\t") and after.lstrip()[:1] in ("-", "*", "+")


def _continuation(parts: Parts, line: int) -> range:
    """Indented lines that go on with the list item above them."""
    end = line + 1
    while end < parts.head[1] and parts.lines[end][:1] in (" ", "\t") and _goes_on(parts.lines[end]):
        end += 1
    return range(line + 1, end)


def _goes_on(line: str) -> bool:
    return bool(line.strip()) and line.lstrip()[:1] not in ("-", "*", "+", "|", ">", "`")


def _rules(parts: Parts, taken: Container[int]) -> set[int]:
    """Header and rule of tables whose rows are fields: table lines next to one that is taken."""
    rows = [field.line for field in parts.fields if field.form == "table" and field.line in taken]
    near = {at for row in rows for at in (row - 2, row - 1, row + 1)}
    return {at for at in near if parts.head[0] <= at < parts.head[1] and parts.lines[at].lstrip().startswith("|")}
