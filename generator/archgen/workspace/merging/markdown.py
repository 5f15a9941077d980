"""Markdown as blocks: a section for each heading, sections inside sections. Knows headings, no more."""

from __future__ import annotations

import re

from archgen.markdown import outside_fences
from archgen.workspace.merging.blocks import Block
from archgen.workspace.merging.pieces import Lines

_HEADING = re.compile(r" {0,3}(#{1,6})(?:[ \t]+(.*?))?(?:[ \t]+#+)?[ \t]*$")
_ANCHOR = re.compile(r"""<a (?:id|name)=["']([^"']+)["']>\s*</a>|\{\s*#([\w.:-]+)[^}]*\}""")
_ID = re.compile(r"<!-- archgen-id:[^>]*-->\s*$")
_LONE_ANCHOR = re.compile(r"""\s*<a (?:id|name)=["'][^"']+["']>\s*</a>\s*$""")


def sections(lines: Lines) -> Block:
    """The text as a tree of its headings; a heading is known by its explicit anchor, else by its words."""
    starts = _starts(lines)
    bounds = [*(at for at, _, _ in starts), len(lines)]
    flat = [(level, title, lines[at:end]) for (at, level, title), end in zip(starts, bounds[1:], strict=True)]
    return _nested("", lines[: bounds[0]], flat, 0)


def front_matter(lines: Lines) -> int:
    """How many lines at the beginning are front matter, its fences included."""
    if not lines or lines[0].rstrip() != "---":
        return 0
    return next((at + 1 for at, line in enumerate(lines) if at and line.rstrip() in ("---", "...")), 0)


def _nested(title: str, lines: Lines, flat: list[tuple[int, str, Lines]], level: int) -> Block:
    """A block of its own lines and of the deeper sections that follow it, which are taken off `flat`."""
    children = []
    own = _without_gap(lines)
    while flat and flat[0][0] > level:
        deeper, name, section = flat.pop(0)
        children.append(_nested(name, section, flat, deeper))
    return Block(title, own, len(lines) - len(own), tuple(children))


def _without_gap(lines: Lines) -> Lines:
    end = len(lines)
    while end and not lines[end - 1].strip():
        end -= 1
    return lines[:end] if all(not line for line in lines[end:]) else lines


def _starts(lines: Lines) -> list[tuple[int, int, str]]:
    """Where each section begins, its level and what it is known by; a lone anchor above a heading belongs to it."""
    starts = []
    for at, (line, text) in enumerate(zip(lines, outside_fences(lines), strict=True)):
        if text and _ID.match(line):
            starts.append((at, 1, "the document's id"))  # apart, so that it is no neighbour of the last section's text
        elif text and (heading := _HEADING.match(line)):
            above = lines[at - 1] if at and _LONE_ANCHOR.match(lines[at - 1]) else ""
            starts.append((at - bool(above), len(heading[1]), _known_by(f"{above} {heading[2] or ''}")))
    return starts


def _known_by(heading: str) -> str:
    anchor = _ANCHOR.search(heading)
    return f"#{anchor[1] or anchor[2]}" if anchor else " ".join(heading.split())
