"""Relative links of Markdown that follow files when these move. Knows paths and texts, no disk."""

from __future__ import annotations

import re
from collections.abc import Callable
from posixpath import dirname, join, normpath, relpath
from urllib.parse import quote, unquote

from archgen.markdown import outside_fences

Follow = Callable[[str], str]

_CODE = re.compile(r"(`+)(?:(?!\1).)+\1(?!`)")
_INLINE = re.compile(r"(\]\(\s*<?)([^)<>\s]+)")
_REFERENCE = re.compile(r"(^ {0,3}\[[^\]]+\]:\s*<?)([^<>\s]+)")
_ATTRIBUTE = re.compile(r"""(\b(?:href|src)\s*=\s*["'])([^"']+)""")
_OUTSIDE = re.compile(r"[a-zA-Z][a-zA-Z0-9+.-]*:|//|/|#|\{|\$")


def mend_links(
    text: str, *, at: str, was: str = "", follow: Follow = str, exists: Callable[[str], bool] | None = None
) -> str:
    """The text of the file at path `at` with its relative links right again.

    `was` is where the links were written, if elsewhere; `follow` says where a linked file lies now. With `exists`, a
    link that leads somewhere from `at` is left alone: people have mended it already.
    """

    def mended(found: re.Match[str]) -> str:
        return found[1] + _mended(found[2], at=at, was=was or at, follow=follow, exists=exists)

    if "](" not in text and "]:" not in text and "href" not in text and "src" not in text:
        return text
    lines = text.split("\n")
    told = zip(lines, outside_fences(lines), strict=True)
    return "\n".join(_outside_code(line, mended) if text else line for line, text in told)


def links_in(text: str, *, at: str) -> tuple[str, ...]:
    """The paths to which the relative links of a file lead, fragments left off."""
    found: list[str] = []

    def follow(path: str) -> str:
        found.append(path)
        return path

    mend_links(text, at=at, follow=follow)
    return tuple(dict.fromkeys(found))


def _outside_code(line: str, mended: Callable[[re.Match[str]], str]) -> str:
    """The line with its links mended, those in code spans left alone."""
    if "](" not in line and "]:" not in line and "href" not in line and "src" not in line:
        return line
    kept: list[str] = []

    def hide(found: re.Match[str]) -> str:
        kept.append(found[0])
        return f"\0{len(kept) - 1}\0"

    hidden = _CODE.sub(hide, line)
    for pattern in (_INLINE, _REFERENCE, _ATTRIBUTE):
        hidden = pattern.sub(mended, hidden)
    return re.sub(r"\0(\d+)\0", lambda found: kept[int(found[1])], hidden)


def _mended(link: str, *, at: str, was: str, follow: Follow, exists: Callable[[str], bool] | None) -> str:
    target, mark, rest = _parted(link)
    if not target or _OUTSIDE.match(target):
        return link
    path, folder = unquote(target), target.endswith("/")
    here, there = (normpath(join(dirname(place), path)) for place in (at, was))
    right = at != was and exists is not None and (exists(here) or not exists(there))
    now = follow(here if right else there)
    shortest = _from(was, there) == path.rstrip("/")  # a link that was as short as can be stays so
    if now == here and (right or not shortest):
        return link
    new = quote(_from(at, now), safe="/~+@:,;=!$&'()*") if "%" in target else _from(at, now)
    return f"{new}{'/' if folder else ''}{mark}{rest}"


def _from(place: str, target: str) -> str:
    return relpath(target, dirname(place) or ".")


def _parted(link: str) -> tuple[str, str, str]:
    """A link's path, the sign that ends it, and the fragment or query behind that."""
    ends = [at for sign in "#?" if (at := link.find(sign)) >= 0]
    at = min(ends, default=len(link))
    return link[:at], link[at : at + 1], link[at + 1 :]
