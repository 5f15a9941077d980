"""Which files of the docs folder the published site leaves out, as patterns in the manner of .gitignore."""

from __future__ import annotations

from collections.abc import Iterable
from fnmatch import fnmatchcase

BRIEF = "brief.yaml"
BUSINESS = ("cost.md", "business.md", "risk-assessment.md", "threats.md", "compliance.md")


def hidden(*, public: bool) -> tuple[str, ...]:
    """The brief always; costs, business and threats, too, where the site is public."""
    return (BRIEF, *BUSINESS) if public else (BRIEF,)


def is_hidden(path: str, patterns: Iterable[str]) -> bool:
    """Whether a page, by its path or name, is left out by one of the patterns."""
    name = path.rpartition("/")[2]
    return any(fnmatchcase(name, pattern) for pattern in patterns)
