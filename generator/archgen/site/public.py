"""The public edition of a docs folder: which files it leaves out, and which pages read otherwise. Changes no file."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path

from msgspec import Struct, field

from archgen.site.hidden import hidden
from archgen.site.redaction import Private, Redactor

_FOR_MACHINES = (".json", ".yaml", ".yml", ".csv", ".txt", ".md", ".sql", ".toml", ".dsl")


class Edition(Struct, frozen=True):
    """What of the docs folder is published: `hidden` patterns are left out, `pages` have another text."""

    hidden: tuple[str, ...]
    pages: Mapping[str, str] = field(default_factory=dict)

    def lay(self, folder: Path) -> None:
        """Write the pages that read otherwise into `folder`."""
        for path, text in self.pages.items():
            file = folder / path
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(text, encoding="utf-8")


INTERNAL = Edition(hidden(public=False))


def public_edition(docs: Path, designs: str, private: Private) -> Edition:
    """The edition without what is private; `designs` is the folder of designs below `docs`."""
    kept_off = hidden(public=True)
    redactor = Redactor(private, kept_off, designs)
    texts = dict(_texts(docs))
    pages = {path: text for path, text in texts.items() if path.endswith(".md")}
    telling = [
        f"/{path}"
        for path, text in texts.items()
        if path not in pages and redactor.is_ours(path) and redactor.tells(path, text)
    ]
    return Edition((*kept_off, *telling), redactor.redacted(pages))


def _texts(docs: Path) -> Iterator[tuple[str, str]]:
    for file in sorted(docs.rglob("*")):
        if file.suffix in _FOR_MACHINES and file.is_file():
            yield file.relative_to(docs).as_posix(), file.read_text(encoding="utf-8", errors="replace")
