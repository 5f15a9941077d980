"""What is checked: the designs as they would be made today, the files as they lie there, and the day."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from msgspec import Struct, field

from archgen.brief import Found
from archgen.pipeline import Designed
from archgen.workspace.plan import Plan


class Subject(Struct, frozen=True, dict=True):
    """A repository under review.

    `files` are the texts below the docs folder by path from the root, `deployables` the files that say what is
    deployed, `shown` what the repository says of paths of the brief, `technologies` what it has by name, with a file;
    `tree` are all paths, `sources` the texts that the looks at the repository read, and `words` those that the house
    calls empty.
    """

    designs: tuple[Designed, ...]
    plan: Plan
    files: Mapping[str, str]
    docs: str
    today: date
    written_by: str = ""
    version: str = ""
    deployables: tuple[str, ...] = ()
    shown: tuple[Found, ...] = ()
    technologies: Mapping[str, str] = field(default_factory=dict)
    tree: frozenset[str] = frozenset()
    sources: Mapping[str, str] = field(default_factory=dict)
    words: tuple[str, ...] = ()

    def folder(self, design: Designed) -> str:
        """The folder of a design from the root."""
        return f"{self.docs}/{design.slug}"
