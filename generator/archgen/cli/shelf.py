"""A repository's designs as commands see them: where each lies, its brief, and everything resolved from it."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property
from pathlib import Path
from typing import Annotated, Any

import typer
from msgspec import Struct, field
from msgspec.structs import replace

from archgen import library
from archgen.brief import Brief, read_brief
from archgen.cli import options
from archgen.compliance import Settings, read_settings
from archgen.configuration import FILE, Configuration, read_configuration
from archgen.documents import Renderer
from archgen.pipeline import Designed, Planned, planned, rendered
from archgen.pricing import FILE as PRICES
from archgen.pricing import Price, read_own_prices
from archgen.problems import Problem, Stop, Where
from archgen.repository import Repository
from archgen.slugs import SHARED, design_slug
from archgen.texts import Text
from archgen.workspace.manifest import shown_path

Design = Annotated[str, typer.Option("--design", help="Which design, by its folder's name, where there are several.")]


class Shelf(Struct, frozen=True, dict=True, eq=False):
    """The designs of the repository at `root`."""

    root: Path
    _briefs: dict[tuple[str, str], Brief] = field(default_factory=dict)

    @cached_property
    def repository(self) -> Repository:
        return Repository(self.root)

    @cached_property
    def configuration(self) -> Configuration:
        return read_configuration(self.repository.read_text(FILE) or "")

    @cached_property
    def library(self) -> library.Library:
        """The knowledge base with the organisation's rules and the team's own prices."""
        known = library.load(self.house)
        text = self.repository.read_text(self.prices_path)
        return replace(known, own_prices=own_prices(text, self.prices_path, known)) if text else known

    def text(self, path: str) -> str | None:
        """What people keep in a file, None where there is none; raises `Stop` where the file cannot be read as text."""
        text = self.repository.read_text(path)
        if text is None and self.repository.exists(path):
            hint = "Save it as UTF-8, or put it back from version control."
            raise Stop([Problem("file-not-text", Where(path), "is no text in UTF-8, or too large to be read.", hint)])
        return text

    @property
    def prices_path(self) -> str:
        return f"{self.docs}/{PRICES}"

    @cached_property
    def settings(self) -> Settings:
        """What the team says of its checks: answers and waivers."""
        return read_settings(self.repository.read_text(FILE) or "", [check.id for check in self.library.checklist])

    @property
    def house(self) -> Path | None:
        """The folder of the organisation's own rules, if there is one."""
        folder = self.root / self.configuration.house
        return folder if folder.is_dir() else None

    @property
    def docs(self) -> str:
        return self.configuration.docs

    def slugs(self) -> tuple[str, ...]:
        """Every design that has a brief, by the name of its folder."""
        found = (path.split("/")[-2] for path in self.repository.files(f"{self.docs}/*/brief.yaml"))
        return tuple(sorted(found))

    def brief_path(self, slug: str) -> str:
        return f"{self.docs}/{slug}/brief.yaml"

    def shown_path(self, slug: str) -> str:
        """Where is kept what the pages of a design show."""
        return shown_path(f"{self.docs}/{slug}")

    def brief_text(self, slug: str) -> str | None:
        return self.repository.read_text(self.brief_path(slug))

    def brief(self, slug: str, text: str | None = None, *, file: str = "") -> Brief:
        """The brief of a design, or `text` in its place, called `file` in messages; stops with every problem."""
        text = self.brief_text(slug) if text is None else text
        assert text is not None, f"there is no brief of {slug}"
        known = self.library
        told = (text, file or self.brief_path(slug))
        if told not in self._briefs:
            self._briefs[told] = read_brief(text, file=told[1], schema=known.schema, archetypes=known.archetypes)
        return self._briefs[told]

    def slug_of(self, text: str, *, name: str = "", file: str = "brief.yaml") -> str:
        """The slug of a brief's system; stops where `name`, if it is given, is another one's."""
        brief = self.brief("", text, file=file)
        said, slug = brief.get("system.name"), brief.get("system.slug")
        assert said is not None, "a brief has a name"
        assert isinstance(said.value, Text)
        own = design_slug(said.value.raw)
        if name and design_slug(name) not in (own, slug and slug.value):
            what = f"the brief is about '{said.value.raw}', and the command names '{name}'."
            hint = "Name the same system in both, or leave the name off the command."
            raise Stop([Problem("design-other-name", said.where, what, hint)])
        if slug and slug.value in SHARED:
            what = f"the slug '{slug.value}' is the name of a folder that all designs share."
            hint = f"Call it '{design_slug(str(slug.value))}', for instance, or leave the slug out."
            raise Stop([Problem("design-slug", slug.where, what, hint)])
        return str(slug.value) if slug else own

    def edited(self, slug: str, settings: tuple[str, ...]) -> str:
        """The text of a design's brief with answers changed, as `path=value`."""
        from archgen.brief.edit import set_values  # deferred: most commands only read

        text = self.brief_text(slug) or ""
        if settings:
            ids = self.brief(slug, text).ids
            text = set_values(text, settings, file="--set", schema=self.library.schema, ids=ids)
        return self.dated(text, self.brief_path(slug))

    def dated(self, text: str, file: str) -> str:
        """The text of a brief; where it names a deadline, with the day from which it counts."""
        from archgen.brief.edit import dated  # deferred: most commands only read

        return dated(text, self.brief("", text, file=file), today=options.today().isoformat())

    def designed(self, slug: str, brief: Brief) -> Designed:
        """Everything that is made of a brief."""
        return rendered(self.planned(slug, brief), self.renderer())

    def planned(self, slug: str, brief: Brief) -> Planned:
        """A design before its pages."""
        site = f"{self.configuration.site}/{self.docs.partition('/')[2]}/{slug}/" if self.configuration.site else ""
        return planned(brief, self.library, slug=slug, documents=documents(), site=site, settings=self.settings)

    def renderer(self) -> Renderer:
        templates = (self.house / "templates",) if self.house and (self.house / "templates").is_dir() else ()
        return Renderer(library.templates_folder(), house=templates, cache=library.COMPILED / "templates")

    def chosen(self, slug: str) -> str:
        """The design that a person means: as named, else the only one."""
        slugs = self.slugs()
        if slug in slugs:
            return slug
        if not slug and len(slugs) == 1:
            return slugs[0]
        where = Where(str(self.docs))
        if not slugs:
            hint = "Run `archgen new-design NAME` first."
            raise Stop([Problem("design-none", where, "there is no design in this repository.", hint)])
        what = f"there is no design '{slug}'." if slug else "there are several designs."
        raise Stop([Problem("design-unknown", where, what, f"Name one of: {', '.join(slugs)}.")])


def own_prices(text: str, file: str, known: library.Library) -> tuple[Price, ...]:
    """The prices of a team's list; stops with every mistake in it."""
    return read_own_prices(text, file=file, bundled=known.figures["prices"].bundled)


def documents() -> tuple[Mapping[str, Any], ...]:
    """The rows that say which documents there are."""
    return tuple(library.document_rows())
