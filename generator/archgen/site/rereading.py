"""What the hook of `reading` does while mkdocs builds, done to the built pages of an engine that takes no hooks."""

from __future__ import annotations

import json
import posixpath
from collections.abc import Mapping
from html import escape
from pathlib import Path
from typing import Any

from archgen.site.reading import PAGES, explained, names_at

_ARTICLE = '<article class="md-content__inner md-typeset">'


def reread(site: Path, docs: Path, below: str, shown: Mapping[str, str]) -> None:
    """Give the pages of each design in `site` their tags and the links of their numbers; `below` is their folder."""
    for slug, text in shown.items():
        told = json.loads(text)
        for path, leaf in told["pages"].items():
            file = site / _place(f"{below}/{slug}/{path}") / "index.html"
            before, mark, rest = (file.read_text(encoding="utf-8") if file.is_file() else "").partition(_ARTICLE)
            content, end, after = rest.partition("</article>")
            if mark:
                page = _Page(docs, below, slug, path)
                read = "".join((before, mark, page.tags(leaf, told["tags"]), page.read(content, leaf), end, after))
                file.write_text(read, encoding="utf-8")


class _Page:
    """A page of a design and the way from it to others."""

    def __init__(self, docs: Path, below: str, slug: str, path: str) -> None:
        self.docs, self.below, self.path = docs, below, path
        self.folder = posixpath.normpath(f"{below}/{slug}")

    def read(self, content: str, leaf: Mapping[str, Any]) -> str:
        return explained(content, self.path, leaf, names=self._names, address=self._beside)

    def tags(self, leaf: Mapping[str, Any], anchors: Mapping[str, str]) -> str:
        index = self._way(posixpath.normpath(f"{self.below}/{PAGES}"))
        links = (
            f'<a href="{index}#{anchors.get(name, "")}" class="md-tag">{escape(name)}</a>'
            for name in (*leaf["owners"], leaf["topic"])
        )
        return f'\n<nav class="md-tags">{"".join(links)}</nav>\n'

    def _names(self, to: str) -> Mapping[str, str]:
        file = self.docs / self.folder / to
        return names_at(file.read_text(encoding="utf-8")) if file.is_file() else {}

    def _beside(self, to: str) -> str:
        return self._way(f"{self.folder}/{to}")

    def _way(self, to: str) -> str:
        return posixpath.relpath(_place(to), _place(f"{self.folder}/{self.path}")) + "/"


def _place(page: str) -> str:
    """The folder in which a page is built."""
    path = posixpath.normpath(page).removesuffix(".md")
    return posixpath.dirname(path) if posixpath.basename(path) == "index" else path
