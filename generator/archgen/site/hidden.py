"""Which files of the docs folder the published site leaves out, as patterns in the manner of .gitignore."""

from __future__ import annotations

from collections.abc import Iterable
from fnmatch import fnmatchcase

BRIEF = "brief.yaml"
BUSINESS = ("cost.md", "business.md", "risk-assessment.md", "threats.md", "compliance.md")
REGISTERS = ("incidents/", "debt.md")


def hidden(*, public: bool) -> tuple[str, ...]:
    """The brief always; costs, business, threats, incidents and debt, too, where the site is public."""
    return (BRIEF, *BUSINESS, *REGISTERS) if public else (BRIEF,)


def is_hidden(path: str, patterns: Iterable[str]) -> bool:
    """Whether a page, by its name or a folder above it (`incidents/`), is left out by one of the patterns."""
    *folders, name = path.split("/")
    names = (name, *(f"{folder}/" for folder in folders))
    return any(fnmatchcase(each, pattern) for pattern in patterns for each in names)
