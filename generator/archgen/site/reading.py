"""A hook that mkdocs loads: owner and topic as tags of each page, and links from its numbers to what explains them.

What a page shows is told by the run that made it. Links are made of the built page, so that its Markdown stays as
people edit it. It imports nothing of archgen, since mkdocs may live in another environment.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from html import escape
from itertools import repeat
from pathlib import Path
from typing import Any

LEDGER = "ledger.md"
PAGES = "pages.md"
_TAG = re.compile(r"(<[^>]+>)")
_NAME = re.compile(r"<(/?)(\w+)")
_HEADS = ("h1", "h2", "h3", "h4", "h5", "h6")
_CLOSED = frozenset({"a", "button", "code", "pre", "script", "style", "summary", "svg", *_HEADS})
_ANCHOR = re.compile(r'<a id="([^"]+)"></a>(?:`([^`]+)`)?')
_WORD = re.compile(r"[A-Za-z_]\w*(?:\.\w+)*(?:\[[^\]]*\])?(?:@\w+)?")


@dataclass(frozen=True)
class Piece:
    """A tag, or text of a page: `open` where a link may stand, `cell` where it begins a cell of a table."""

    text: str
    tag: bool
    open: bool = False
    cell: bool = False


def on_page_content(html: str, *, page: Any, config: Any, files: Any) -> str:
    """The page with its tags, and with its numbers as links."""
    design, path = _place(page.file.src_uri, config)
    leaf = _shown(design, config).get("pages", {}).get(path)
    if leaf is None:
        return html
    page.meta.setdefault("tags", [*leaf["owners"], leaf["topic"]])
    folder = page.file.src_uri.removesuffix(path)
    if path == LEDGER:
        return named(html, {name: f"#{anchor}" for anchor, name in _names(_source(page.file, config)).items()})

    def why(place: str) -> tuple[str, str] | None:
        to, _, anchor = place.rpartition("#")
        file = files.get_file_from_path(f"{folder}{to or LEDGER}")
        names = _names(_source(file, config)) if file else {}
        return (f"{file.url_relative_to(page.file)}#{anchor}", names[anchor]) if anchor in names else None

    return linked(html, leaf["numbers"], cache(why))


def on_page_context(context: Any, *, page: Any, config: Any, nav: Any) -> Any:
    """The tags as the theme shows them, each with its place on the page of all pages."""
    design, path = _place(page.file.src_uri, config)
    shown = _shown(design, config)
    if leaf := shown.get("pages", {}).get(path):
        index = f"{_below(config)}{PAGES}"
        at = next((each.url for each in nav.pages if each.file.src_uri == index), None)
        tags = (_tag(name, at and f"{at}#{shown['tags'].get(name, '')}") for name in (*leaf["owners"], leaf["topic"]))
        context["tags"] = [*context.get("tags", ()), *tags]
    return context


def linked(html: str, numbers: Mapping[str, list[str]], why: Callable[[str], tuple[str, str] | None]) -> str:
    """The page with each number as a link to where it is explained; `why` gives the address of a place and its name.

    A number of several meanings is told apart by its place among its like, and stays as it is where people have added
    or taken away one of them.
    """
    found = list(pieces(html))
    pattern = _pattern(text for text in numbers if not _is_bare(text))
    counted = Counter(text for each in found for text in _numbers(each, pattern, numbers))
    sure = {text for text, places in numbers.items() if len(places) in (1, counted[text])}
    meant = {text: iter(places) if len(places) > 1 else repeat(places[0]) for text, places in numbers.items()}

    def link(text: str, *, visible: bool) -> str:
        place = next(meant[text], "")
        explained = why(place) if visible and text in sure else None
        if not explained:
            return text
        return f'<a class="archgen-why" href="{explained[0]}" title="Why: {escape(explained[1])}">{text}</a>'

    def piece(each: Piece) -> str:
        if _stands_alone(each, numbers):
            return link(each.text.strip(), visible=each.open)
        return pattern.sub(lambda match: link(match[0], visible=each.open), each.text)

    return "".join(each.text if each.tag else piece(each) for each in found)


def named(html: str, addresses: Mapping[str, str]) -> str:
    """The ledger with each name in what a number is made of as a link to its own line."""

    def link(match: re.Match[str]) -> str:
        address = addresses.get(match[0])
        return f'<a class="archgen-why" href="{address}">{match[0]}</a>' if address else match[0]

    return "".join(_WORD.sub(link, each.text) if each.open and each.cell else each.text for each in pieces(html))


def pieces(html: str) -> Iterator[Piece]:
    """A page cut at its tags."""
    closed, before = 0, ""
    for text in _TAG.split(html):
        if not text:
            continue
        if text.startswith("<"):
            name = _NAME.match(text)
            if name and name[2] in _CLOSED:
                closed += -1 if name[1] else 1
            yield Piece(text, tag=True)
        else:
            yield Piece(text, tag=False, open=not closed, cell=before.startswith("<td"))
        before = text


def _numbers(each: Piece, pattern: re.Pattern[str], numbers: Mapping[str, list[str]]) -> list[str]:
    """The numbers in a piece of a page, in their order."""
    if each.tag:
        return []
    return [each.text.strip()] if _stands_alone(each, numbers) else pattern.findall(each.text)


def _stands_alone(each: Piece, numbers: Mapping[str, list[str]]) -> bool:
    """Is it a cell that holds nothing but a number without its unit?"""
    text = each.text.strip()
    return each.cell and text in numbers and _is_bare(text)


def _pattern(texts: Iterable[str]) -> re.Pattern[str]:
    """Any of the numbers with their units, the longest first, and none inside of another number or unit."""
    any_of = "|".join(re.escape(text) for text in sorted(texts, key=len, reverse=True))
    return re.compile(rf"(?<![\w.,-])(?:{any_of})(?![\w/]|[.,]\d)" if any_of else r"(?!)")


def _is_bare(text: str) -> bool:
    """Is it without a unit? Such a number is meant for a cell of its own."""
    return not any(char.isalpha() or char == "%" for char in text.replace(" to ", ""))


def _tag(name: str, address: str | None) -> dict[str, str]:
    return {"name": escape(name), **({"url": address} if address else {})}


def _place(page: str, config: Any) -> tuple[str, str]:
    """The design that a page belongs to, and its path there."""
    below = _below(config)
    design, _, path = page.removeprefix(below).partition("/")
    return (design, path) if page.startswith(below) else ("", "")


def _below(config: Any) -> str:
    folder = str(config.extra.get("archgen_designs", ""))
    return "" if folder == "." else f"{folder}/"


def _shown(design: str, config: Any) -> Mapping[str, Any]:
    file = Path(config.extra["archgen_shown"], f"{design}.json")
    return _read(file, file.stat().st_mtime_ns) if design and file.is_file() else {}


@cache
def _read(file: Path, _changed: int) -> Mapping[str, Any]:
    data: Mapping[str, Any] = json.loads(file.read_text(encoding="utf-8"))
    return data


def _source(file: Any, config: Any) -> str:
    """The text of a page in this edition of the site."""
    other = Path(config.extra.get("archgen_pages", ""), file.src_uri)
    return (other if other.is_file() else Path(file.abs_src_path)).read_text(encoding="utf-8")


@cache
def _names(page: str) -> dict[str, str]:
    """What stands at each anchor of a page: the code behind it, else what the anchor says."""
    return {anchor: name or anchor.replace("-", " ") for anchor, name in _ANCHOR.findall(page)}
