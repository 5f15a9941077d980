"""Names as ASCII words for paths and labels; letters of other scripts are transliterated, never dropped."""

from __future__ import annotations

import hashlib

from archgen.adr.names import slug

SHARED = ("adr", "handbook", "incidents", "pages")  # names beside the designs, which all of them share


def design_slug(name: str) -> str:
    """The folder of a design: `parley`; `design-<4 hex>` where nothing of the name remains."""
    made = slug(name)
    if made in SHARED:
        return f"design-{made}"
    if made == "decision" and name.strip().casefold() != "decision":
        return f"design-{hashlib.sha256(name.encode()).hexdigest()[:4]}"
    return made
