"""A hook that mkdocs loads: owner and topic as tags of each page, and links from its numbers to what explains them.

What a page shows is told by the run that made it. Links are made of the built page, so that its Markdown stays as
people edit it. It imports nothing of archgen, since mkdocs may live in another environment.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cache
from html import escape
from itertools import repeat
from pathlib import Path
from typing import Any

LEDGER = "ledger.md"
PAGES = "pages.md"
RUNBOOKS = "runbooks/"
SOONER = 4  # a search for the name of a failure or of a procedure finds its runbook before what else speaks of it
_HEADS = ("h1", "h2", "h3", "h4", "h5", "h6")
_CLOSED = frozenset({"a", "button", "code", "pre", "script", "style", "summary", "svg", *_HEADS})
_ANCHOR = re.compile(r'<a id="([^"]+)"></a>(?:`([^`]+)`)?')
_TAG = r"<(/?)(\w*)[^>]*>"
_DIGITS = re.compile(r"-?\d[\d,]*(?:\.\d+)?")
_NUMBER = re.compile(rf"{_TAG}|(?<![\w.,-]){_DIGITS.pattern}")
_WORD = re.compile(rf"{_TAG}|[A-Za-z_]\w*(?:\.\w+)*(?:\[[^\]]*\])?(?:@\w+)?")
_GOES_ON = re.compile(r"[\w/]|[.,]\d")


def on_page_content(html: str, *, page: Any, config: Any, files: Any) -> str:
    """The page with its tags, and with its numbers as links."""
    design, path = _place(page.file.src_uri, config)
    leaf = _shown(design, config).get("pages", {}).get(path)
    if leaf is None:
        return html
    page.meta.setdefault("tags", [*leaf["owners"], leaf["topic"]])
    if path.startswith(RUNBOOKS):
        page.meta.setdefault("search", {"boost": SOONER})

    def there(to: str) -> Any:
        return files.get_file_from_path(f"{page.file.src_uri.removesuffix(path)}{to}")

    def names(to: str) -> Mapping[str, str]:
        return names_at(_source(file, config)) if (file := there(to)) else {}

    return explained(html, path, leaf, names=names, address=lambda to: there(to).url_relative_to(page.file))


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


def explained(
    html: str,
    path: str,
    leaf: Mapping[str, Any],
    *,
    names: Callable[[str], Mapping[str, str]],
    address: Callable[[str], str],
) -> str:
    """The page `path` of a design with its numbers as links; `names` are those at the anchors of another page of it."""
    if path == LEDGER:
        return named(html, {name: f"#{anchor}" for anchor, name in names(LEDGER).items()})

    def why(place: str) -> tuple[str, str] | None:
        to, _, anchor = place.rpartition("#")
        known = names(to or LEDGER)
        return (f"{address(to or LEDGER)}#{anchor}", known[anchor]) if anchor in known else None

    return linked(html, leaf["numbers"], cache(why))


def linked(html: str, numbers: Mapping[str, list[str]], why: Callable[[str], tuple[str, str] | None]) -> str:
    """The page with each number as a link to where it is explained; `why` gives the address of a place and its name.

    A number of several meanings is told apart by its place among its like, and stays as it is where people have added
    or taken away one of them.
    """
    found = list(_numbers(html, _by_digits(numbers)))
    counted = Counter(text for _, text, _ in found)
    sure = {text for text, places in numbers.items() if len(places) in (1, counted[text])}
    meant = {text: iter(places) if len(places) > 1 else repeat(places[0]) for text, places in numbers.items()}

    def link(text: str, *, visible: bool) -> str:
        place = next(meant[text], "")
        explained = why(place) if visible and text in sure else None
        return _link(explained[0], text, title=f"Why: {explained[1]}") if explained else text

    return _put(html, ((start, text, link(text, visible=visible)) for start, text, visible in found))


def named(html: str, addresses: Mapping[str, str]) -> str:
    """The ledger with each name in what a number is made of as a link to its own line."""
    found = ((start, name) for start, name, visible, cell in _tokens(html, _WORD) if visible and cell)
    return _put(html, ((start, name, _link(addresses[name], name)) for start, name in found if name in addresses))


def _link(address: str, text: str, *, title: str = "") -> str:
    told = f' title="{escape(title)}"' if title else ""
    kind = "archgen-why archgen-range" if " to " in text else "archgen-why"
    return f'<a class="{kind}" href="{address}"{told}>{text}</a>'


def _put(html: str, changes: Iterable[tuple[int, str, str]]) -> str:
    """The page with texts at their places changed into others."""
    parts, end = [], 0
    for start, text, other in changes:
        parts += [html[end:start], other]
        end = start + len(text)
    return "".join((*parts, html[end:]))


def _tokens(html: str, of_a_kind: re.Pattern[str]) -> Iterator[tuple[int, str, bool, bool]]:
    """What of a kind stands in the text of a page: where, what, whether it may be a link, whether in a cell's text."""
    closed, cell = 0, False
    for token in of_a_kind.finditer(html):
        name = token[2]
        if name is None:
            yield token.start(), token[0], not closed, cell
            continue
        cell = name == "td" and not token[1]
        if name in _CLOSED:
            closed += -1 if token[1] else 1


def _by_digits(numbers: Iterable[str]) -> dict[str, list[str]]:
    """The numbers by the digits that they begin with, the longest first."""
    spelled: dict[str, list[str]] = {}
    for text in sorted(numbers, key=len, reverse=True):
        if digits := _DIGITS.match(text):
            spelled.setdefault(digits[0], []).append(text)
    return spelled


def _numbers(html: str, spelled: Mapping[str, list[str]]) -> Iterator[tuple[int, str, bool]]:
    """The numbers of a page: where, what, and whether it may be a link; one without a unit fills a cell."""
    end = 0
    for start, digits, visible, cell in _tokens(html, _NUMBER):
        for text in spelled.get(digits, ()) if start >= end else ():
            after = start + len(text)
            if not html.startswith(text, start) or _GOES_ON.match(html, after):
                continue
            if not _is_bare(text) or (cell and html[start - 1] == ">" and html.startswith("<", after)):
                end = after
                yield start, text, visible
                break


def _is_bare(text: str) -> bool:
    """Is it without a unit?"""
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
def names_at(page: str) -> dict[str, str]:
    """What stands at each anchor of a page: the code behind it, else what the anchor says."""
    return {anchor: name or anchor.replace("-", " ") for anchor, name in _ANCHOR.findall(page)}
