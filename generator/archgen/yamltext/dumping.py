"""Our own YAML: plain data to block style, the same bytes everywhere, read alike by YAML 1.1 and 1.2 parsers."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator, Mapping
from decimal import Decimal
from typing import Any

Plain = Callable[[str, bool], str]

_STEP = "  "
_PLAIN = re.compile(r"[A-Za-z_/$][\w./+@%()=;$€£'-]*(?: [\w./+@%()=;$€£'&*!|>-][\w./+@%()=;$€£'-]*)*", re.ASCII)
_LISTED = re.compile(rf"{_PLAIN.pattern}(?:, {_PLAIN.pattern})+", re.ASCII)  # a comma means something in brackets only
_OTHERWISE_READ = re.compile(r"(?i:y|n|yes|no|on|off|true|false|null|_|\.inf|\.nan)")
_LINE = re.compile("[ -~\xa0-\ud7ff\ue000-\ufefe\uff00-\ufffd\U00010000-\U0010ffff]*")
_SPLITS = re.compile("[\x85\u2028\u2029]")


def dump(data: Any) -> str:
    """`data` (mappings, sequences, text, numbers, bools, None) as a document; keys keep their order."""
    if isinstance(data, (Mapping, list, tuple)) and data:
        return "".join(f"{line}\n" for line in block_lines(data))
    return f"{spell(data)}\n"


def spell(value: Any, *, plain: Plain | None = None) -> str:
    """`value` on one line, collections in brackets; `plain` is another rule for which text needs no quotes."""
    word = plain or _text
    match value:
        case None:
            return "null"
        case bool():
            return "true" if value else "false"
        case int() | Decimal():
            return f"{value:f}" if isinstance(value, Decimal) else str(value)
        case float():
            return repr(value)
        case str():
            return word(value, True)
        case Mapping():
            return "{" + ", ".join(f"{_key(key)}: {spell(part, plain=plain)}" for key, part in value.items()) + "}"
    return "[" + ", ".join(spell(part, plain=plain) for part in value) + "]"


def block_lines(data: Any, *, plain: Plain | None = None) -> Iterator[str]:
    """The lines of a mapping or a sequence that is not empty, in block style."""
    if isinstance(data, Mapping):
        for key, value in data.items():
            yield from _entry(f"{_key(key)}:", value, plain)
        return
    for value in data:
        yield from _entry("-", value, plain)


def single(value: Any) -> bool:
    """A list of single values; people write it on one line."""
    return not isinstance(value, Mapping) and not any(isinstance(part, (Mapping, list, tuple)) for part in value)


def quoted(text: str) -> str:
    """`text` in quotes: single ones where they hold it, else double ones with escapes."""
    if _LINE.fullmatch(text) and not _SPLITS.search(text):
        return "'" + text.replace("'", "''") + "'"
    return "".join(map(_escaped, json.dumps(text, ensure_ascii=False)))


def _entry(head: str, value: Any, plain: Plain | None) -> Iterator[str]:
    if isinstance(value, (Mapping, list, tuple)) and value and not (plain and single(value)):
        lines = block_lines(value, plain=plain)
        yield f"- {next(lines)}" if head == "-" else head
        yield from (f"{_STEP}{line}" if line else line for line in lines)
    elif isinstance(value, str) and _fits_literal(value):
        yield f"{head} |" + ("" if value.endswith("\n") else "-")
        yield from (f"{_STEP}{line}" if line else line for line in value.removesuffix("\n").split("\n"))
    else:
        yield f"{head} {(plain or _text)(value, False) if isinstance(value, str) else spell(value, plain=plain)}"


def _fits_literal(text: str) -> bool:
    """Several lines that a literal block gives back exactly: no odd blanks at the edges, nothing to escape."""
    lines = text.removesuffix("\n").split("\n")
    if "\n" not in text or not lines[0] or lines[0][0] == " " or not lines[-1]:
        return False
    return all(_LINE.fullmatch(line) and not line.endswith(" ") for line in lines) and not _SPLITS.search(text)


def _key(key: Any) -> str:
    return _text(key, True) if isinstance(key, str) else quoted(str(key))


def _text(text: str, flow: bool = False) -> str:
    """Plain where every parser reads the same text back."""
    if _PLAIN.fullmatch(text) and not _OTHERWISE_READ.fullmatch(text):
        return text
    return text if not flow and _LISTED.fullmatch(text) else quoted(text)


def _escaped(character: str) -> str:
    code = ord(character)
    if _LINE.fullmatch(character) and not _SPLITS.match(character):
        return character
    return f"\\u{code:04x}"
