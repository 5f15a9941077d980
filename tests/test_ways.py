"""No dead end: in every golden tree pages lead up to the first of their folder, and the overview to all."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from posixpath import dirname, join, normpath

import pytest

from golden.regenerate import kept, names

FENCES = re.compile(r"^```.*?^```$", re.MULTILINE | re.DOTALL)
LINK = re.compile(r"\]\(([^)\s]+)\)")


@pytest.fixture(params=names())
def tree(request) -> Mapping[str, frozenset[str]]:
    """Which pages every page of one example links to, by path below the documents' folder."""
    root = kept(request.param)
    pages = [page.relative_to(root).as_posix() for page in root.rglob("*.md")]
    return {page: frozenset(targets(root, page)) for page in pages}


def targets(root: Path, page: str) -> Iterator[str]:
    """The pages that a page links to."""
    for address in LINK.findall(FENCES.sub("", (root / page).read_text(encoding="utf-8"))):
        yield normpath(join(dirname(page), address.partition("#")[0]))


def reached(tree: Mapping[str, frozenset[str]], first: str, within: str = "") -> set[str]:
    """The pages below `within` that links lead to from the first one, over any number of pages."""
    found, waiting = {first}, [first]
    while waiting:
        new = {page for page in tree[waiting.pop()] if page in tree and page.startswith(within)} - found
        found |= new
        waiting += new
    return found


def test_every_page_is_reached_from_the_overview(tree):
    assert reached(tree, "index.md") == set(tree)


def test_every_page_of_a_design_and_of_the_handbook_is_reached_from_its_first_page(tree):
    for first in firsts(tree):
        folder = f"{dirname(first)}/"
        assert reached(tree, first, folder) == {page for page in tree if page.startswith(folder)}


def test_every_page_of_a_design_and_of_the_handbook_leads_to_its_first_page(tree):
    for first in firsts(tree):
        below = {page for page in tree if page.startswith(f"{dirname(first)}/")} - {first}
        assert {page for page in below if first not in tree[page]} == set()


def test_first_pages_and_the_decision_log_lead_to_the_overview(tree):
    assert {page for page in (*firsts(tree), "decisions.md") if "index.md" not in tree[page]} == set()


def test_a_page_that_nothing_links_to_is_found(tree):
    assert "lost.md" not in reached({**tree, "lost.md": frozenset({"index.md"})}, "index.md")


def firsts(tree: Mapping[str, frozenset[str]]) -> list[str]:
    """The first page of every design, and of the handbook."""
    return sorted(page for page in tree if page.count("/") == 1 and page.endswith("/index.md"))
