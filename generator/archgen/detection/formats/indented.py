"""Settings written by indentation (compose files, Kubernetes, charts, workflows), line by line, without a YAML parser.

Templates of charts are no YAML, and a hostile file must not expand: a line is its keys and its value, nothing more.
"""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import Struct

from archgen.detection.numbered import numbered

DEEPEST = 60


class Line(Struct, frozen=True):
    """One setting: the keys down to it (`-` for an item of a list), its value without quotes, and where it stands."""

    number: int
    document: int
    keys: tuple[str, ...]
    value: str

    def ends(self, *keys: str) -> bool:
        return self.keys[-len(keys) :] == keys


def settings(text: str) -> Iterator[Line]:
    """The settings of a text, in order."""
    above: list[tuple[int, str]] = []
    document, folded = 0, -1
    for number, raw in numbered(text):
        content = raw.strip()
        indent = len(raw) - len(raw.lstrip(" "))
        if content.startswith("---"):
            above, document, folded = [], document + 1, -1
            continue
        if not content or content[0] in "#%" or content.startswith("{{"):
            continue
        if 0 <= folded < indent:
            continue
        folded = -1
        while (content.startswith("- ") or content == "-") and len(above) < DEEPEST:
            above = [*_shallower(above, indent, dash=True), (indent, "-")]
            rest = content[1:].lstrip()
            indent, content = indent + len(content) - len(rest), rest
        key, value = _split(content)
        above = _shallower(above, indent)
        if value[:1] in {"|", ">"}:
            folded = indent
        yield from _lines(number, document, tuple(name for _, name in above), key, value)
        if key and len(above) < DEEPEST:
            above = [*above, (indent, key)]


def _shallower(above: list[tuple[int, str]], indent: int, *, dash: bool = False) -> list[tuple[int, str]]:
    """What a line belongs to; the dash of an item may stand right below the first letter of its list's key."""
    return [(depth, name) for depth, name in above if depth < indent or (dash and depth == indent and name != "-")]


def _split(content: str) -> tuple[str, str]:
    """`key: value` in two; an item without a key has only a value."""
    if content.endswith(":"):
        return _bare(content[:-1]), ""
    key, colon, value = content.partition(": ")
    return (_bare(key), value.strip()) if colon else ("", content)


def _lines(number: int, document: int, above: tuple[str, ...], key: str, value: str) -> Iterator[Line]:
    """The line itself, and one for each setting in braces behind it."""
    keys = (*above, key) if key else above
    if not (value.startswith("{") and value.endswith("}")) or value.startswith("{{"):
        yield Line(number, document, keys, _bare(value))
        return
    yield Line(number, document, keys, "")
    for part in value[1:-1].split(","):
        inner, colon, told = part.partition(":")
        if colon:
            yield Line(number, document, (*keys, _bare(inner)), _bare(told))


def _bare(text: str) -> str:
    """Without quotes, anchor or comment."""
    text = text.strip()
    if text[:1] in {'"', "'"}:
        return text[1:].partition(text[0])[0]
    if text.startswith("&"):
        text = text.partition(" ")[2]
    return text.partition(" #")[0].strip()
