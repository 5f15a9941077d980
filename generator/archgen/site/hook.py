"""A hook that mkdocs loads while it serves: lays our files over each rebuild. Imports nothing of archgen."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any


def on_post_build(*, config: Any) -> None:
    """Copy what the built site does not have yet."""
    laid, site = Path(config.extra["archgen_overlay"]), Path(config.site_dir)
    for source in sorted(laid.rglob("*")):
        target = site / source.relative_to(laid)
        if source.is_file() and not target.exists():
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(source, target)
