"""What the repository shows, as a layer between people's answers and assumptions."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from msgspec import Struct
from msgspec.structs import asdict

from archgen.brief.layers import Layer, stack
from archgen.brief.reader import DETECTED, Reading
from archgen.brief.schema import Field, Schema
from archgen.problems import Problem, Where
from archgen.yamltext import Parsed, spell

HEAD = "\n# Read from the repository on that day, and kept; what you say above wins. Take out a line that is wrong.\n"
_KEYS = frozenset({"path", "value", "file", "on"})


class Found(Struct, frozen=True):
    """Something that the repository shows: a path of the brief, its value as people write it, the file that says so."""

    path: str
    value: Any
    file: str
    on: str = ""


def read_detected(parsed: Parsed, schema: Schema, found: Iterable[Found] = ()) -> tuple[Layer, tuple[Problem, ...]]:
    """The layer of the brief's own `detected:` block, which wins over what is found now, and of `found`."""
    problems: list[Problem] = []
    written = tuple(_written(parsed, problems))
    paths = {entry.path for entry, _ in written}
    layer = Layer()
    for entry, where in (*((entry, Where(entry.file)) for entry in found if entry.path not in paths), *written):
        field = schema.field(entry.path)
        if field is None or field.type in ("group", "items"):
            what = f"'{entry.path}' in the detected block is no path of the brief."
            problems.append(Problem("brief-unknown-key", where, what, "Remove the entry; it is detected again."))
        else:
            layer = stack(layer, _read(entry, field, where, schema, problems), schema)
    return layer, tuple(problems)


def detected_block(found: Iterable[Found], said: Iterable[str]) -> str:
    """The `detected:` block of a new brief: what was found and nobody `said`; empty where nothing is left."""
    told = frozenset(said)
    lines = [f"- {spell(asdict(entry))}\n" for entry in found if entry.path not in told]
    return "".join((HEAD, f"{DETECTED}:\n", *lines)) if lines else ""


def _read(entry: Found, field: Field, where: Where, schema: Schema, problems: list[Problem]) -> Layer:
    reading = Reading(schema, layer="detected", where=lambda _: where, grounds=lambda _: entry.file)
    reading.value(field, entry.path, entry.value, ())
    problems += reading.problems
    return reading.layer


def _written(parsed: Parsed, problems: list[Problem]) -> Iterator[tuple[Found, Where]]:
    block = parsed.data.get(DETECTED) or ()
    for place, entry in enumerate(block if isinstance(block, list) else ()):
        where = parsed.where((DETECTED, place))
        if isinstance(entry, Mapping) and {"path", "value"} <= set(entry) <= _KEYS:
            said = {key: str(value) for key, value in entry.items() if key != "value"}
            yield Found(said["path"], entry["value"], said.get("file", ""), said.get("on", "")), where
        else:
            what = "an entry of the detected block does not hold path, value, file and on."
            problems.append(Problem("brief-wrong-type", where, what, "Remove it; it is detected again."))
    if block and not isinstance(block, list):
        where = parsed.where((DETECTED,))
        problems.append(
            Problem("brief-wrong-type", where, "the detected block is no list.", "Remove it; it is made again.")
        )
