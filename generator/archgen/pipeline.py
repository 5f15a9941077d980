"""The spine: the stages in order, each from a frozen value to a frozen value. No disk, no terminal, no clock."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from msgspec import Struct

from archgen.artifacts import artifacts
from archgen.blueprint import Blueprint, assemble, holds
from archgen.challenges import challenges, compared
from archgen.compliance import Settings, Verdict, verdicts
from archgen.documents import Page, Printed, Renderer, Standing, compose, plain
from archgen.documents.places import prose
from archgen.outline import Outline, outline
from archgen.quantities import Answer, Ledger
from archgen.resolver.analysis import influence, movable
from archgen.resolver.flips import turns
from archgen.workspace.ids import id_line
from archgen.workspace.scene import Produced

if TYPE_CHECKING:
    from archgen.adr import RecordDraft
    from archgen.brief import Brief
    from archgen.library import Library
    from archgen.resolver import Design

_NO_SETTINGS = Settings()
_NO_RECORDS: Mapping[str, Standing] = MappingProxyType({})
FIRST = "index.md"
DRIVERS = ("users", "engineers", "senders", "peak_rps_measured")


class Planned(Struct, frozen=True):
    """One design before its pages: what it is, and which documents and records it owes."""

    slug: str
    brief: Brief
    design: Design
    blueprint: Blueprint
    outline: Outline
    judged: tuple[Verdict, ...] = ()


class Designed(Struct, frozen=True):
    """One design, whole: everything that is written of it, and everything it was made from."""

    slug: str
    brief: Brief
    design: Design
    blueprint: Blueprint
    outline: Outline
    pages: tuple[Page, ...]
    printed: tuple[Printed, ...]
    judged: tuple[Verdict, ...] = ()

    @property
    def ledger(self) -> Ledger:
        """Every number that a page prints, and everything that one rests on."""
        return self.design.ledger.under(entry.quantity for entry in self.printed)

    def plain(self, value: Any) -> str:
        """A value of the design as plain words, for a terminal."""
        return plain(value)


def design(brief: Brief, library: Library, renderer: Renderer, **about: Any) -> Designed:
    """From a brief to every page of its design, none of whose records is known; for `about` see `planned`."""
    return rendered(planned(brief, library, **about), renderer)


def planned(
    brief: Brief,
    library: Library,
    *,
    slug: str,
    documents: Sequence[Mapping[str, Any]],
    site: str = "",
    settings: Settings = _NO_SETTINGS,
) -> Planned:
    """From a brief to everything that its pages are made of.

    `site` is the address under which its folder is published, `settings` what the team says of its checks.
    """
    resolved = library.resolve(brief)
    blueprint = described(brief, resolved, library, slug=slug, site=site)
    owed = outline(blueprint, documents)
    checks = _judged(blueprint, owed, library, settings) if owed.reference("compliance") else ()
    return Planned(slug, brief, resolved, blueprint, owed, checks)


def rendered(planned: Planned, renderer: Renderer, standing: Mapping[str, Standing] = _NO_RECORDS) -> Designed:
    """Every page of a design; `standing` says of decisions with a record, by anchor, where that stands."""
    pages, printed = compose(planned.blueprint, planned.outline, renderer, planned.judged, standing)
    return Designed(
        planned.slug,
        planned.brief,
        planned.design,
        planned.blueprint,
        planned.outline,
        pages,
        printed,
        planned.judged,
    )


def _judged(blueprint: Blueprint, owed: Outline, library: Library, settings: Settings) -> tuple[Verdict, ...]:
    topics, house = library.standing, library.house.handbook
    handbook = {
        name: name not in house for name, topic in topics.items() if holds(topic.get("owed", {}), blueprint.design)
    }
    return verdicts(library.checklist, blueprint, owed, settings, handbook=handbook)


def described(brief: Brief, resolved: Design, library: Library, *, slug: str, site: str = "") -> Blueprint:
    """The blueprint of a resolved design: where it flips, what carries it, what contradicts itself."""
    numbers = movable(resolved)
    moving = [
        name
        for name, member, quantity in numbers
        if not member and (name in DRIVERS or isinstance(quantity.source, Answer))
    ]
    return assemble(
        resolved,
        brief,
        slug=slug,
        tables=library.tables,
        catalogue=library.technologies,
        binding=library.failures,
        rows=library.rows,
        lexicon=library.lexicon,
        formats=library.formats,
        slo=library.slo,
        resilience=library.resilience,
        site=site,
        turns=[turn for name in moving for turn in turns(resolved, name)],
        influences=[influence(resolved, name, member) for name, member, _ in numbers],
        compared=compared(library.challenges),
        challenges=lambda speaker: challenges(resolved, library.challenges, speaker),
    )


def records(planned: Planned, renderer: Renderer, *, date: str, cited: Mapping[str, str]) -> tuple[RecordDraft, ...]:
    """The drafts of the decision records that a design owes, dated with the day of this run.

    `cited` is what each source says.
    """
    from archgen.documents.records import drafts  # deferred: most commands write no record

    return drafts(planned.blueprint, planned.outline.records, renderer, date=date, cited=cited)


def produced(designed: Designed, docs: str) -> dict[str, Produced]:
    """Every file of one design by its path from the repository's root."""
    return dict(_files(designed, f"{docs}/{designed.slug}"))


def _files(designed: Designed, folder: str) -> Iterator[tuple[str, Produced]]:
    for page in designed.pages:
        name = f"{designed.slug}/{page.id}"
        text = marked(page.path, page.text, name, up=_up(page.path, designed))
        yield f"{folder}/{page.path}", Produced(name, text, designed.slug)
    root = "/".join(".." for _ in f"{folder}/artifacts".split("/"))
    for path, text in artifacts(designed.blueprint, designed.outline.artifacts, root=root).items():
        yield f"{folder}/{path}", Produced(f"{designed.slug}/{path}", text, designed.slug, "artifact")


def _up(path: str, designed: Designed) -> str:
    """The way up from a page: to the design's first page, and from that to all designs."""
    if path == FIRST:
        return f"[Backend](../{FIRST})"
    return f"[{prose(designed.blueprint.name.raw)}]({'../' * path.count('/')}{FIRST})"


def marked(path: str, text: str, name: str, *, up: str = "") -> str:
    """The text with its way `up`, a link, and the line by which it is known again wherever people move it."""
    way = f"Up: {up}" if up else ""
    below = [line for line in (way, id_line(path, name)) if line]
    return "\n\n".join([text.removesuffix("\n"), *below]) + "\n" if below else text
