"""Which files of the docs folder the published site leaves out, as patterns in the manner of .gitignore."""

from __future__ import annotations

from typing import Literal

Publish = Literal["internal", "public"]

BRIEF = "brief.yaml"
BUSINESS = ("cost.md", "costs.md", "business.md", "business-*.md", "threats.md", "threat-*.md")


def hidden(publish: Publish) -> tuple[str, ...]:
    """The brief always; costs, business and threats, too, where the site is public."""
    return (BRIEF, *BUSINESS) if publish == "public" else (BRIEF,)
