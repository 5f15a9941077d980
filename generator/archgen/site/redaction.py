"""What a public site leaves out of its pages: every row, item, sentence and section that tells what is private.

From text to text, whatever made the page: what people added is read as strictly as what archgen wrote.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterable, Iterator, Mapping
from itertools import zip_longest

from msgspec import Struct

from archgen.site.hidden import is_hidden
from archgen.site.markdown import Block, blocks, level_of, rows_of, table_of

_NUMBER = r"\d[\d.,\u202f]*"
_CURRENCY = "EUR|USD|GBP|CHF"
MONEY = re.compile(
    rf"{_NUMBER}(?: to {_NUMBER})?\s?(?:{_CURRENCY})\b|\b(?:{_CURRENCY})\s?{_NUMBER}|[€£]\s?{_NUMBER}|{_NUMBER}\s?[€£]"
)
_ANCHOR = re.compile(r'<a id="([^"]+)">')
_LINK = re.compile(r"(?<!!)\[((?:[^\[\]\n]|\[[^\]\n]*\])*)\]\(([^)#?\s]*)(?:#([^)\s]+))?\)")
_SENTENCE = re.compile(r"(?<=[.!?:])\s+(?=\S)")
_PAIRED = ("**", "`", "_")


class Private(Struct, frozen=True):
    """What must not be told: places as `page.md#id`, answers by how their path begins, words; `figures` on one page.

    A figure is a page, by its path below the folder of designs, and a number as it is printed there. `counted` are
    the places of what a page lists and links to it count, by the path of that page: a count tells what is left of them.
    """

    anchors: frozenset[str] = frozenset()
    paths: frozenset[str] = frozenset()
    words: frozenset[str] = frozenset()
    figures: frozenset[tuple[str, str]] = frozenset()
    counted: frozenset[tuple[str, frozenset[str]]] = frozenset()

    def __or__(self, other: Private) -> Private:
        return Private(
            self.anchors | other.anchors,
            self.paths | other.paths,
            self.words | other.words,
            self.figures | other.figures,
            self.counted | other.counted,
        )


class Redactor(Struct, frozen=True):
    """Redacts the pages below `designs` and takes away, everywhere, links to what is gone.

    Paths are those below the docs folder; `hidden` are patterns of pages that are left out whole, and `designs` is "."
    where all of the docs folder is archgen's, "" where none is.
    """

    private: Private
    hidden: tuple[str, ...]
    designs: str

    def redacted(self, pages: Mapping[str, str]) -> dict[str, str]:
        """The pages whose text becomes another one. A hidden page is none of them: nobody sees it."""
        shown = {path: text for path, text in pages.items() if not is_hidden(path, self.hidden)}
        ours = {path: _Page(self, path).told(text) for path, text in shown.items() if self.is_ours(path)}
        now = shown | ours
        gone = {
            f"{path}#{anchor}"
            for path, text in ours.items()
            for anchor in set(_ANCHOR.findall(shown[path])) - set(_ANCHOR.findall(text))
        }
        after = {path: self._linked(path, text, gone) for path, text in now.items()}
        return {path: text for path, text in after.items() if text != pages[path]}

    def tells(self, page: str, text: str) -> bool:
        """Does a piece of text name an amount of money, a private answer, or words that are private?"""
        plain = text.replace("\\", "")
        below = page.removeprefix(f"{self.designs}/")
        return (
            MONEY.search(plain) is not None
            or any(f"`{path}" in plain for path in self.private.paths)
            or any(word in plain for word in self.private.words)
            or any(at == below and _stands_in(plain, figure) for at, figure in self.private.figures)
        )

    def points(self, page: str, text: str) -> bool:
        """Does it link to, or stand at, a private place?"""
        here = posixpath.basename(page)
        at = {f"{here}#{anchor}" for anchor in _ANCHOR.findall(text)}
        to = {f"{posixpath.basename(found[2]) or here}#{found[3]}" for found in _LINK.finditer(text) if found[3]}
        return not self.private.anchors.isdisjoint(at | to)

    def opens_hidden(self, text: str) -> bool:
        """Is the first thing it says a link to a page that is left out?"""
        found = _LINK.search(text)
        return found is not None and not text[: found.start()].strip(" |*-") and is_hidden(found[2], self.hidden)

    def is_ours(self, path: str) -> bool:
        """Does it lie in the folder of designs?"""
        return self.designs == "." or path.startswith(f"{self.designs}/")

    def _linked(self, page: str, text: str, gone: set[str]) -> str:
        """Keep the words of a link to what is left out, without the link; a link that counts tells what is left."""
        counts = dict(self._counts(gone))

        def kept(found: re.Match[str]) -> str:
            target = posixpath.normpath(posixpath.join(posixpath.dirname(page), found[2])) if found[2] else page
            lost = is_hidden(found[2], self.hidden) or (found[3] is not None and f"{target}#{found[3]}" in gone)
            if lost or target not in counts or not self.is_ours(page):
                return found[1] if lost else found[0]
            listed, left = counts[target]
            return found[0].replace(found[1], re.sub(rf"\b{listed}\b", str(left), found[1], count=1), 1)

        return _LINK.sub(kept, text)

    def _counts(self, gone: set[str]) -> Iterator[tuple[str, tuple[int, int]]]:
        """How many each page lists, and how many of them are left."""
        for below, anchors in self.private.counted:
            page = posixpath.normpath(posixpath.join(self.designs, below))
            yield page, (len(anchors), sum(f"{page}#{anchor}" not in gone for anchor in anchors))


class _Page(Struct, frozen=True):
    """One page that is being redacted."""

    rules: Redactor
    path: str

    def told(self, text: str) -> str:
        kept = [block for block in (self._kept(block) for block in self._open(blocks(text))) if block is not None]
        return "".join(block.text for block in _filled(kept))

    def _open(self, found: Iterable[Block]) -> Iterator[Block]:
        """The blocks without the sections that stand at a private anchor."""
        listed, closed = list(found), 0
        for place, block in enumerate(listed):
            level = level_of(block)
            if closed and level and level <= closed:
                closed = 0
            if level and not closed and self._is_private(block, listed[place + 1 :]):
                closed = level
            if not closed:
                yield block

    def _is_private(self, heading: Block, after: list[Block]) -> bool:
        first = next((block for block in after if block.kind != "blank"), None)
        if first is None or level_of(first):
            return self.rules.points(self.path, heading.text) or self.rules.tells(self.path, heading.text)
        opening = first.text if first.kind == "paragraph" and first.text.startswith("<a id=") else ""
        return self.rules.points(self.path, heading.text + opening) or self.rules.tells(self.path, heading.text)

    def _kept(self, block: Block) -> Block | None:
        if block.kind in ("blank", "heading"):
            return block
        if block.kind == "table":
            return self._table(block)
        if block.kind == "paragraph":
            return self._paragraph(block)
        return None if self._tells(block.text) else block

    def _tells(self, text: str) -> bool:
        return self.rules.tells(self.path, text) or self.rules.points(self.path, text) or self.rules.opens_hidden(text)

    def _table(self, block: Block) -> Block | None:
        """The table without columns that are private for the most part, and without rows that are so for the rest."""
        head, rows = rows_of(block)
        if not any(self._tells(" | ".join(row)) for row in (*head, *rows)):
            return block
        private = {
            place
            for place in range(1, len(head[0]))
            if 2 * sum(self.rules.tells(self.path, row[place]) for row in rows if place < len(row)) > len(rows)
        }
        kept = [[cell for place, cell in enumerate(row) if place not in private] for row in (*head, *rows)]
        left = [row for row in kept[2:] if not self._tells(" | ".join(row))]
        told = any(self._tells(" | ".join(row)) for row in kept[:2])
        return table_of([*kept[:2], *left]) if left and len(kept[0]) > 1 and not told else None

    def _paragraph(self, block: Block) -> Block | None:
        """The paragraph without the sentences that tell; left out whole where its marks would not match any more."""
        if not self._tells(block.text):
            return block
        said = _SENTENCE.split(block.text.strip("\n"))
        left = " ".join(sentence for sentence in said if not self._tells(sentence))
        whole = all(left.count(mark) % 2 == 0 for mark in _PAIRED) and left.count("[") == left.count("]")
        return Block("paragraph", f"{left}\n") if left and whole and not self._tells(left) else None


def _stands_in(text: str, figure: str) -> bool:
    return re.search(rf"(?<![\d.,]){re.escape(figure)}(?!\w)", text) is not None


def _filled(found: list[Block]) -> list[Block]:
    """The blocks without headings that head nothing any more."""
    spoken = [block for block in found if block.kind != "blank"]
    empty: set[Block] = set()
    for block, after in zip_longest(spoken, spoken[1:]):
        if _is_empty(block, after):
            empty |= {block, after} if after and _folds(block) else {block}
    return _filled([block for block in found if block not in empty]) if empty else found


def _folds(block: Block) -> bool:
    return block.kind == "html" and block.text.lstrip().startswith("<details")


def _is_empty(block: Block, after: Block | None) -> bool:
    """A heading, or the opening line of a folded part, with nothing below."""
    if _folds(block):
        return after is None or after.text.lstrip().startswith("</details>")
    return level_of(block) > 1 and (after is None or 0 < level_of(after) <= level_of(block))
