"""Which files of the docs folder the published site leaves out, as patterns in the manner of .gitignore."""

from __future__ import annotations

BRIEF = "brief.yaml"
BUSINESS = ("cost.md", "business.md", "risk-assessment.md", "threats.md")


def hidden(*, public: bool) -> tuple[str, ...]:
    """The brief always; costs, business and threats, too, where the site is public."""
    return (BRIEF, *BUSINESS) if public else (BRIEF,)
