"""The text of a brief as an interview leaves it: what was said as it was typed, and as comments what is assumed."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from msgspec import Struct

from archgen.brief.schema import Schema, split_path
from archgen.yamltext import parse, spell

_SIZE = re.compile(r"[\d.,]+(?: ?[%A-Za-z][\w%/ ]*)?")

SAYS = """\
# What you said stands here; what you left open is assumed and stands as a comment with its ground.
# Take the '# ' away to confirm a line, or change it; then run archgen update.
"""


class Assumed(Struct, frozen=True):
    """What stands in place of an answer: plain data, None where nothing is assumed, and why."""

    raw: Any
    ground: str


def page(said: Mapping[str, Any], assumed: Mapping[str, Assumed], schema: Schema, *, address: str) -> str:
    """The brief's text; `said` and `assumed` are by path, and all keys come in the order of the schema."""
    order = {path: place for place, path in enumerate(schema.fields)}
    paths = sorted({*said, *assumed}, key=lambda path: order.get(path, len(order)))
    tree = nested({path: _Said(said[path]) if path in said else assumed[path] for path in paths})
    first = f"# yaml-language-server: $schema={address}\n" if address else ""
    return f"{first}{SAYS}\n" + "".join(f"{line}\n" for line in _lines(tree, ""))


def nested(values: Mapping[str, Any]) -> dict[str, Any]:
    """Values by path as groups within groups, in their order."""
    tree: dict[str, Any] = {}
    for path, value in values.items():
        *groups, name = split_path(path)
        node = tree
        for group in groups:
            node = node.setdefault(group, {})
        node[name] = value
    return tree


class _Said(Struct, frozen=True):
    raw: Any


def _lines(node: Mapping[str, Any], indent: str) -> Iterator[str]:
    for name, part in node.items():
        if isinstance(part, Assumed):
            yield f"{indent}# {name}: {_spelled(part.raw)}".rstrip() + f"  # {_one_line(part.ground)}"
        elif not isinstance(part, _Said):
            yield f"{indent}{name}:"
            yield from _lines(part, f"{indent}  ")
        elif isinstance(part.raw, list) and part.raw and isinstance(part.raw[0], dict):
            yield f"{indent}{name}:"
            yield from (f"{indent}- {spell(item)}" for item in part.raw)
        else:
            yield f"{indent}{name}: {_spelled(part.raw)}"


def _spelled(raw: Any) -> str:
    """The value as YAML; a size or rate stands without quotes, as people write it, where it is read back as it is."""
    if raw is None:
        return ""
    bare = isinstance(raw, str) and _SIZE.fullmatch(raw) and parse(f"is: {raw}", file="").data == {"is": raw}
    return str(raw) if bare else spell(raw)


def _one_line(text: str) -> str:
    return " ".join(text.split())
