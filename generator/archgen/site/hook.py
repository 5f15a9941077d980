"""A hook that mkdocs loads: unlinks pages that a public site leaves out, and lays our files over each rebuild while
it serves. Imports nothing of archgen, since mkdocs may live in another environment."""

from __future__ import annotations

import re
import shutil
from fnmatch import fnmatchcase
from pathlib import Path
from typing import Any

_LINK = re.compile(r"(?<!!)\[([^\]\n]*)\]\(([^)#?\s]+)(?:#[^)\s]*)?\)")


def on_page_markdown(markdown: str, *, config: Any, **_: Any) -> str:
    """Keep the words of a link to a hidden page, without the link."""
    hidden = config.extra.get("archgen_unlinked", ())

    def unlinked(found: re.Match[str]) -> str:
        page = found[2].rpartition("/")[2]
        return found[1] if any(fnmatchcase(page, pattern) for pattern in hidden) else found[0]

    return _LINK.sub(unlinked, markdown) if hidden else markdown


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
