"""Answers set from the command line, `journeys[send-reply].share=20 %`: checked, then written into the text."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any

from archgen.brief.brief import Brief
from archgen.brief.reader import Reading
from archgen.brief.schema import Field, Schema, nearest
from archgen.brief.spelling import SpellingError
from archgen.brief.values import read_id
from archgen.problems import Problem, Stop, Where, stop_if
from archgen.yamltext import Path, insert_item, parse, set_value

_WHOLE = re.compile(r"\d{1,18}")
_WORDS = {"true": True, "false": False}


def set_values(
    text: str,
    assignments: Iterable[str],
    *,
    file: str,
    schema: Schema,
    ids: Callable[[str], tuple[str, ...]] = lambda _: (),
) -> str:
    """`text` with every `path=value` written into it; comments, order and spelling stay. Stops with every problem.

    `ids` tells the items of a list as the design knows them: to set one that only the archetype names, the list is
    written with all its ids, since a list in the brief replaces the archetype's.
    """
    told = list(dict.fromkeys(assignments))
    problems = [problem for assignment in told for problem in _check(assignment, schema)]
    stop_if(problems)
    for assignment in told:
        path, _, value = _parted(assignment)
        text = _set(text, schema.names(path), _typed(_field(schema, path), value), file=file, schema=schema, ids=ids)
    return text


def dated(text: str, brief: Brief, *, today: str) -> str:
    """The text of `brief` with the day of its answers, where it names a deadline and not yet from when it counts."""
    if brief.get("constraints.deadline") is None or brief.get("system.created") is not None:
        return text
    return set_values(text, [f"system.created={today}"], file=brief.file, schema=brief.schema)


def _parted(assignment: str) -> tuple[str, str, str]:
    path, equals, value = assignment.partition("=")
    return path.strip(), equals, value.strip()


def _field(schema: Schema, path: str) -> Field:
    field = schema.field(path)
    assert field is not None
    return field


def _check(assignment: str, schema: Schema) -> tuple[Problem, ...]:
    path, equals, value = _parted(assignment)
    where = Where(f"--set {assignment[:80]}")
    field = schema.field(path)
    if not equals:
        return (Problem("brief-bad-assignment", where, "there is no '=' in it.", "Write path=value."),)
    if field is None:
        plain = re.sub(r"\[[^\]]*\]", "[]", path)
        close = nearest(plain, list(schema.fields))
        hint = f"Did you mean '{close}'?" if close else "The reference page lists every path."
        return (Problem("brief-unknown-key", where, f"'{path}' is no path of the brief.", hint),)
    if field.type in ("group", "items"):
        below = ", ".join(schema.below(f"{field.path}[]" if field.type == "items" else field.path))
        what = f"'{path}' holds several values; one is set at a time."
        return (Problem("brief-bad-assignment", where, what, f"It takes: {below}."),)
    reading = Reading(schema, layer="given", where=lambda _: where)
    reading.value(field, path, _typed(field, value), ())
    return (*_bad_ids(path, schema, where), *reading.problems)


def _bad_ids(path: str, schema: Schema, where: Where) -> Iterator[Problem]:
    """Items that a path names by what can be no id."""
    for before, item in re.findall(r"(.*?)\[([^\]]*)\]", path):
        field = schema.field(path[: path.index(f"{before}[") + len(before)])
        try:
            read_id(item, key=field.key if field and field.key else "index")
        except SpellingError as wrong:
            yield Problem(wrong.code, where, f"{wrong.what}.", wrong.hint)


def _typed(field: Field, value: str) -> Any:
    """The value as a person would have it in the file."""
    if not value:
        return None
    if field.type in ("list", "mix"):
        parsed = parse(f"v: {value}\n", file="")
        found = parsed.data["v"] if not parsed.problems and isinstance(parsed.data, Mapping) else value
        if field.type == "mix" or isinstance(found, (list, dict)):
            return found
        return [part.strip() for part in value.split(",")]
    if field.number and _WHOLE.fullmatch(value):
        return int(value)
    return _WORDS.get(value, value) if field.type == "flag" else value


def _set(
    text: str, names: tuple[str, ...], value: Any, *, file: str, schema: Schema, ids: Callable[[str], tuple[str, ...]]
) -> str:
    place: Path = ()
    walked = ""
    for name in names:
        head, bracket, item = name.removesuffix("]").partition("[")
        place, walked = (*place, head), f"{walked}.{head}" if walked else head
        if bracket:
            key = _field(schema, walked).key
            text = _with_item(text, place, item, key, file=file, known=ids(walked))
            place, walked = (*place, _index(text, place, item, key, file)), f"{walked}[{item}]"
    return set_value(text, place, value, file=file)


def _with_item(text: str, place: Path, item: str, key: str, *, file: str, known: tuple[str, ...]) -> str:
    """The text with that item in its list: alone, or with all that the list had before it was written down."""
    listed = _listed(text, place, file)
    if not key or any(isinstance(entry, Mapping) and entry.get(key) == item for entry in listed):
        return text
    for name in (*(known if not listed else ()), *(() if not listed and item in known else (item,))):
        text = insert_item(text, place, {key: name}, file=file)
    return text


def _index(text: str, place: Path, item: str, key: str, file: str) -> int:
    listed = _listed(text, place, file)
    if key:
        return next(n for n, entry in enumerate(listed) if isinstance(entry, Mapping) and entry.get(key) == item)
    if not item.isdecimal() or int(item) >= len(listed):
        what = f"'{'.'.join(map(str, place))}' has no item {item} in the file."
        raise Stop([Problem("brief-bad-assignment", Where(file), what, "Count from 0, or edit the file.")])
    return int(item)


def _listed(text: str, place: Path, file: str) -> list[Any]:
    data: Any = parse(text, file=file).data
    for key in place:
        data = data.get(key) if isinstance(data, Mapping) else data[key] if data else None
    return data if isinstance(data, list) else []
