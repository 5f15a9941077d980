"""Files laid over a built site: the diagram script, what the theme lacks, a first page where the docs have none.

They enter no repository; a plain `mkdocs build` works without them and fetches the script from a CDN.
"""

from __future__ import annotations

from collections.abc import Mapping
from html import escape
from importlib.util import find_spec
from pathlib import Path

from msgspec import Struct

from archgen.problems import Exit, Problem, Stop, Where

MERMAID = "assets/archgen/mermaid.js"
FIRST = "index.html"
SCRIPT = "assets/archgen/archgen.js"
STYLE = "assets/archgen/archgen.css"
WHAT_IF = "assets/archgen/what-if"


class Overlay(Struct, frozen=True):
    """What is laid over a site: bytes by path."""

    files: tuple[tuple[str, bytes], ...]

    def lay(self, site: Path) -> None:
        """Write what `site` does not have, or has of another version; a first page of its own is kept."""
        for path, content in self.files:
            file = site / path
            if not file.exists() or (path != FIRST and file.stat().st_size != len(content)):
                file.parent.mkdir(parents=True, exist_ok=True)
                file.write_bytes(content)


def overlay(docs: Path, *, first_page: str, what_if: Mapping[str, str]) -> Overlay:
    """The overlay of a site made of the folder `docs`; `first_page` is opened where `docs` has no index.md.

    `what_if` is the data of the what-if pages by design.
    """
    files = [(MERMAID, mermaid()), *((path, _ours(path.rpartition("/")[2])) for path in (SCRIPT, STYLE))]
    if what_if:
        files.append((f"{WHAT_IF}.js", _ours("what-if.js")))
        files += [(f"{WHAT_IF}/{slug}.json", text.encode()) for slug, text in what_if.items()]
    if not any((docs / name).exists() for name in ("index.md", "README.md", "index.html")):
        files.append((FIRST, _forward(first_page).encode()))
    return Overlay(tuple(files))


def mermaid() -> bytes:
    """The script that draws diagrams, with our colours and no smaller than can be read."""
    spec = find_spec("mermaidx")  # found, not imported: it would load a JavaScript engine
    if spec is None or spec.origin is None:
        what = "The package that brings the diagram script is not installed."
        raise Stop([Problem("site-no-mermaid", Where("mermaidx"), what, INSTALL)], Exit.ENVIRONMENT)
    script = Path(spec.origin).with_name("assets").joinpath("mermaid.js").read_bytes()
    return script + b"\n" + _ours("diagrams.js")


def _ours(name: str) -> bytes:
    return Path(__file__).with_name(name).read_bytes()


def _forward(page: str) -> str:
    place = escape(page, quote=True)
    return (
        '<!doctype html>\n<html lang="en">\n<meta charset="utf-8">\n'
        f'<title>Designs</title>\n<meta http-equiv="refresh" content="0; url={place}">\n'
        f'<p><a href="{place}">To the designs</a></p>\n</html>\n'
    )


INSTALL = 'Install it beside archgen: pip install "archgen[site]".'
