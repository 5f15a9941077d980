"""HCL from data: blocks with labels, attributes and further blocks; people's words never become expressions."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from archgen.texts import Text

_NAME = re.compile(r"[A-Za-z_][\w-]*")
_ESCAPES = {"\\": "\\\\", '"': '\\"', "\n": "\\n", "\r": "\\r", "\t": "\\t"}


Block = tuple[str, Mapping[str, Any]]
"""What a block begins with, and its body."""


def hcl(blocks: Sequence[Block]) -> str:
    """The text of a file; a block is its head (`resource aws_s3_bucket files`) and its body.

    In a body a mapping is a block and a list of mappings several, unless the key ends in `=`: then it is a value.
    `${...}` alone is an expression, within other words a template.
    """
    return "\n".join("\n".join(_block(head, body, 0)) + "\n" for head, body in blocks)


def _block(head: str, body: Mapping[str, Any], depth: int) -> Iterator[str]:
    kind, *labels = head.split(" ")
    pad = "  " * depth
    opening = f"{pad}{' '.join((kind, *(_string(label) for label in labels)))} {{"
    if not body:
        yield f"{opening}}}"
        return
    yield opening
    group: list[tuple[str, str]] = []
    for key, value in body.items():
        written = "" if key == "#" or _nested(key, value) else _value(value, depth + 1)
        if written and "\n" not in written:
            group.append((key.removesuffix("="), written))
            continue
        yield from _aligned(group, pad)
        group = []
        if key == "#":
            yield from (f"{pad}  # {line}" for line in str(value).splitlines())
        elif written:
            yield f"{pad}  {key.removesuffix('=')} = {written}"
        else:
            for each in value if isinstance(value, list) else [value]:
                yield from _block(key, each, depth + 1)
    yield from _aligned(group, pad)
    yield f"{pad}}}"


def _aligned(group: Sequence[tuple[str, str]], pad: str) -> Iterator[str]:
    """Attributes of one line each, their signs below one another, as the formatter has them."""
    width = max((len(name) for name, _ in group), default=0)
    yield from (f"{pad}  {name.ljust(width)} = {written}" for name, written in group)


def _nested(key: str, value: Any) -> bool:
    return not key.endswith("=") and (
        isinstance(value, Mapping) or (isinstance(value, list) and bool(value) and isinstance(value[0], Mapping))
    )


def _value(value: Any, depth: int) -> str:
    pad = "  " * depth
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int | float):
        return str(value)
    if isinstance(value, Mapping):
        if not value:
            return "{}"
        width = max(len(_key(key)) for key in value)
        lines = (f"{pad}  {_key(key).ljust(width)} = {_value(each, depth + 1)}" for key, each in value.items())
        return "\n".join(("{", *lines, f"{pad}}}"))
    if isinstance(value, list):
        return f"[{', '.join(_value(each, depth) for each in value)}]"
    return _string(value)


def _key(key: str) -> str:
    return key if _NAME.fullmatch(key) else _string(Text(key))


def _string(value: str | Text) -> str:
    """A string of ours may hold `${...}`; one of people's is only itself."""
    if isinstance(value, Text):
        quiet = value.raw.replace("${", "$${").replace("%{", "%%{")
        return f'"{_escaped(quiet)}"'
    parts = list(_parts(value))
    if len(parts) == 1 and parts[0][0]:
        return parts[0][1]
    return '"' + "".join(f"${{{text}}}" if code else _escaped(text) for code, text in parts) + '"'


def _parts(value: str) -> Iterator[tuple[bool, str]]:
    """The words of a template and the expressions within it, by whether they are code."""
    at = 0
    while (start := value.find("${", at)) >= 0:
        if start > at:
            yield False, value[at:start]
        depth, end = 1, start + 2
        while depth and end < len(value):
            depth += {"{": 1, "}": -1}.get(value[end], 0)
            end += 1
        yield True, value[start + 2 : end - 1]
        at = end
    if at < len(value) or not value:
        yield False, value[at:]


def _escaped(words: str) -> str:
    return "".join(_ESCAPES.get(char, char if char.isprintable() else " ") for char in words)
