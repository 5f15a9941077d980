"""The handbook as files: one page a topic and a page that leads to them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from archgen.documents import Renderer
from archgen.handbook.fitting import Handbook
from archgen.pipeline import marked
from archgen.workspace.scene import Produced

FOLDER = "handbook"


def handbook_files(
    handbook: Handbook, renderer: Renderer, *, docs: str, sources: Mapping[str, Any]
) -> dict[str, Produced]:
    """Every page by its path from the root; `sources` are the cited texts, for their titles and links."""
    pages = {"index": renderer.page("handbook/index.md", f"{FOLDER}/index.md", {"handbook": handbook})}
    for chapter in handbook.chapters:
        values = {"page": chapter, "sources": sources}
        pages[chapter.id] = renderer.page("handbook/topic.md", f"{FOLDER}/{chapter.id}.md", values)
    return {f"{docs}/{FOLDER}/{name}.md": _made(name, text) for name, text in pages.items()}


def _made(name: str, text: str) -> Produced:
    up = "[Backend](../index.md)" if name == "index" else "[Handbook](index.md)"
    return Produced(f"{FOLDER}/{name}", marked("index.md", text, f"{FOLDER}/{name}", up=up))


def titles_by_path(handbook: Handbook) -> dict[str, str]:
    """The title of every page by its path under the docs folder, in the order of the navigation."""
    chapters = {f"{FOLDER}/{chapter.id}.md": chapter.title for chapter in handbook.chapters}
    return {f"{FOLDER}/index.md": "What is here", **chapters}
