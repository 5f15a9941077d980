"""What tests of documents read: the pages of every example, made once, and the sentences on them."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

from archgen import library
from archgen.documents import Renderer
from archgen.pipeline import Designed, design
from make import EXAMPLES, a_brief

OWN = Path(__file__).parent / "briefs"
ORDINARY = ("courses", "habits", "help-desk", "scooters", "bazaar", "clinic", "meters")
ALL = (*ORDINARY, "hostile")

_FENCE = re.compile(r"^```.*?^```$", re.MULTILINE | re.DOTALL)
_ASIDE = ("runbooks/", "ledger", "compliance", "artifacts/")
_TRACE = re.compile(r"^<details markdown=\"1\"><summary>\d+ traces<.*?^</details>$", re.MULTILINE | re.DOTALL)


@cache
def designed(name: str) -> Designed:
    """The whole design of an example, or of a brief that was written for these tests before any row was looked at."""
    own = OWN / f"{name}.yaml"
    return design_of(name, (own if own.exists() else EXAMPLES / name / "brief.yaml").read_text(encoding="utf-8"))


def design_of(name: str, text: str) -> Designed:
    """The whole design of a brief."""
    known = library.load()
    renderer = Renderer(library.templates_folder())
    return design(a_brief(text=text), known, renderer, slug=name, documents=library.document_rows())


def pages(name: str) -> dict[str, str]:
    """The pages of an example by path."""
    return {page.path: page.text for page in designed(name).pages}


def fences(text: str) -> list[str]:
    """The Mermaid diagrams of a page."""
    return re.findall(r"^```mermaid\n(.*?)^```$", text, re.MULTILINE | re.DOTALL)


@cache
def sentences(name: str) -> frozenset[str]:
    """The sentences of seven words and more on the design's own pages, numbers masked and names kept.

    Runbooks, the ledger, the list of files, the checklist of rules and the traces of tables are records, not prose.
    """
    found: set[str] = set()
    for path, text in pages(name).items():
        if not path.startswith(_ASIDE):
            for block in _blocks(text):
                found |= {mask(one) for one in re.split(r"(?<=[.!?])\s+", block) if len(one.split()) >= 7}
    return frozenset(found)


def mask(sentence: str) -> str:
    """The sentence with every number masked, links and emphasis taken off."""
    plain = re.sub(r"\[([^\]]*)\]\([^)]*\)", r"\1", sentence)
    plain = re.sub(r"<[^>]+>|[*`]", "", plain)
    return re.sub(r"\d[\d,.]*", "#", plain).strip()


def _blocks(text: str) -> list[str]:
    """Paragraphs, list items and cells of tables."""
    blocks: list[str] = []
    for line in _TRACE.sub("", _FENCE.sub("", text)).split("\n"):
        stripped = line.strip().removeprefix("- ")
        cells = re.split(r"(?<!\\)\|", stripped.strip("|")) if stripped.startswith("|") else [stripped]
        blocks += [cell.strip() for cell in cells if not cell.strip().startswith("#")]
    return blocks
