"""A hook that mkdocs loads: reads pages of the public edition in the place of the files, and lays our files over each
rebuild while it serves. Imports nothing of archgen, since mkdocs may live in another environment."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any


def on_page_read_source(*, page: Any, config: Any) -> str | None:
    """The text that a page has on this site, if it is another one than that of its file."""
    folder = config.extra.get("archgen_pages")
    file = Path(folder, page.file.src_uri) if folder else None
    return file.read_text(encoding="utf-8") if file and file.is_file() else None


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
