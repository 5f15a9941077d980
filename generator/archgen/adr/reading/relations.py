"""Typed links between records: lines such as `Supersedes [2. Use Redis](0002-use-redis.md)`, in all three markups."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise
from typing import NamedTuple

from archgen.adr.reading.phrases import kind_of
from archgen.adr.record import Kind, Relation

RECORD_ENDINGS = (".md", ".markdown", ".mdx", ".adoc", ".asciidoc", ".asc", ".rst")
_LINKS = {
    "markdown": re.compile(r"\[((?:[^\[\]\\]|\\.|\[[^\[\]]{0,200}\]){0,300})\]\(<?([^()<>\s]{1,300})>?\)"),
    "asciidoc": re.compile(
        r"(?:xref|link):(?P<target>[^\[\s]{1,300})\[(?P<label>[^\]]{0,300})\]|<<(?P<to>[^,>\s]{1,300})(?:,\s*(?P<as>[^>]{0,300}))?>>"
    ),
    "rst": re.compile(r"(?::doc:)?`([^`<]{0,300}?)\s*<([^<>\s]{1,300})>`_{0,2}"),
}
_NUMBER = re.compile(r"(?:\b(?:ADR|adr|Adr)[-_ #]?|#|\b)(\d{1,6})\b(?![-/.:]\d)")
_COMMENT = re.compile(r"<!--.*?(?:-->|$)")
_LEAD = re.compile(r"\s*(?:[-*+•][ \t]+)?(?:\*\*|__)?(?P<words>[^\[\]`<>|]{0,60}?)(?:\*\*|__)?\s*:?\s*(?:\*\*|__)?\s*")
_JOINED = re.compile(r"\s*(?:[,;&]|,?\s*(?:and|und|et|y|e|en)\s)\s*")


class Link(NamedTuple):
    """A link as it stands in a line: `line[start:end]`."""

    start: int
    end: int
    label: str
    target: str


def links(line: str, markup: str) -> list[Link]:
    """All links of a line that may name a record."""
    if "(" not in line and "<" not in line and "[" not in line:
        return []
    found = []
    for match in _LINKS[markup].finditer(line):
        groups = match.groups()
        label, target = groups if markup != "asciidoc" else (groups[1] or groups[3] or "", groups[0] or groups[2])
        if is_record_link(target):
            found.append(Link(match.start(), match.end(), label.replace("\\[", "[").replace("\\]", "]"), target))
    return found


def is_record_link(target: str) -> bool:
    """May the target be a record: a relative path with a record's ending, or a bare numbered name?"""
    path = target.partition("#")[0]
    if not path or ":" in path or path.startswith("/"):
        return False
    return path.lower().endswith(RECORD_ENDINGS) or (path.rpartition("/")[2][:1].isdigit() and "." not in path)


def relations(line: str, at: int, markup: str) -> Iterator[Relation]:
    """The relations that a line states: its words, then one or several links, or numbers after words that are known."""
    text = _COMMENT.sub("", line)
    found = links(text, markup)
    if not found:
        yield from _by_number(text, at)
        return
    lead = _LEAD.fullmatch(text[: found[0].start])
    if lead is None:
        return
    words = _last_clause(lead["words"])
    yield Relation(kind_of(words), words, found[0].target, found[0].label, at)
    for before, link in pairwise(found):
        if not _JOINED.fullmatch(text[before.end : link.start]):
            return
        yield Relation(kind_of(words), words, link.target, link.label, at)


def related(words: str, value: str, at: int, markup: str) -> Iterator[Relation]:
    """The relations of a field such as `supersedes: [ADR-2](0002-x.md), ADR-4`."""
    kind = kind_of(words)
    if kind is Kind.OTHER:
        return
    text = _COMMENT.sub("", value)
    found = links(text, markup)
    for link in found:
        yield Relation(kind, words, link.target, link.label, at)
    if found:
        return
    for part in re.split(r"[,;]", text):
        name = part.strip().strip("\"'`")
        if is_record_link(name):
            yield Relation(kind, words, name, "", at)
        elif match := _NUMBER.fullmatch(name) or _NUMBER.match(name):
            yield Relation(kind, words, match[0].strip(), "", at)


def _by_number(text: str, at: int) -> Iterator[Relation]:
    """`Superseded by ADR-0003`, without a link."""
    match = _NUMBER.search(text)
    if match is None:
        return
    lead = _LEAD.fullmatch(text[: match.start()])
    words = _last_clause(lead["words"]) if lead else ""
    if kind_of(words) is Kind.OTHER:
        return
    yield Relation(kind_of(words), words, match[0].strip(), "", at)
    end = match.end()
    while following := _NUMBER.search(text, end):
        if not _JOINED.fullmatch(text[end : following.start()]):
            return
        yield Relation(kind_of(words), words, following[0].strip(), "", at)
        end = following.end()


def _last_clause(words: str) -> str:
    """`supersedes` of `Accepted, supersedes`."""
    return re.split(r"[,;:(.]\s*", words.strip())[-1].strip()
