"""A hook that mkdocs loads: reads pages of the public edition in the place of the files, keeps the diagram script to
pages with diagrams, and lays our files over each rebuild while it serves.

It imports nothing of archgen, since mkdocs may live in another environment.
"""

from __future__ import annotations

import re
import shutil
from pathlib import Path
from typing import Any


def on_page_read_source(*, page: Any, config: Any) -> str | None:
    """The text that a page has on this site, if it is another one than that of its file."""
    folder = config.extra.get("archgen_pages")
    file = Path(folder, page.file.src_uri) if folder else None
    return file.read_text(encoding="utf-8") if file and file.is_file() else None


def on_post_page(output: str, *, config: Any, **_: Any) -> str:
    """The page without the large diagram script where it has no diagram, unless the theme swaps pages in place."""
    script = config.extra.get("archgen_diagrams")
    if not script or 'class="mermaid"' in output or "navigation.instant" in config.theme.get("features", ()):
        return output
    return re.sub(rf'\s*<script src="[^"]*{re.escape(script)}"[^>]*></script>', "", output)


def on_post_build(*, config: Any) -> None:
    """Copy what the built site does not have yet."""
    if "archgen_overlay" not in config.extra:
        return
    laid, site = Path(config.extra["archgen_overlay"]), Path(config.site_dir)
    for source in sorted(laid.rglob("*")):
        target = site / source.relative_to(laid)
        if source.is_file() and not target.exists():
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(source, target)
