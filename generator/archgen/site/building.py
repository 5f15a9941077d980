"""Build or serve a repository's site by a temporary configuration that inherits its mkdocs.yml."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from tempfile import NamedTemporaryFile, TemporaryDirectory
from threading import Event, Thread
from typing import Any

from msgspec import Struct, field

from archgen.problems import Exit, Problem, Stop, Where
from archgen.site.complaints import complaints
from archgen.site.engine import Engine
from archgen.site.overlay import MERMAID, Overlay, overlay
from archgen.site.public import INTERNAL, Edition, public_edition
from archgen.site.redaction import Private
from archgen.site.rereading import reread
from archgen.site.settings import Settings, overlaid

LAYING_SECONDS = 0.5
MARKS_OF_A_SITE = ("sitemap.xml", "404.html")


class Order(Struct, frozen=True):
    """What is to be built: whose site, by which engine, for whom, at which address; `designs` is their folder.

    A `public` site leaves out what is `private`, and every amount of money. `what_if` makes the data of the what-if
    pages by design; it is asked while the engine builds.
    """

    settings: Settings
    engine: Engine
    public: bool = False
    designs: str = "docs/backend"
    address: str = ""
    private: Private = field(default_factory=Private)
    what_if: Callable[[], Mapping[str, str]] = dict
    shown: Mapping[str, str] = field(default_factory=dict)

    @property
    def below(self) -> str:
        """The folder of designs as the site names it, from its docs folder."""
        folder = self.settings.root / self.designs
        return folder.relative_to(self.settings.docs).as_posix() if folder.is_relative_to(self.settings.docs) else ""

    def edition(self) -> Edition:
        """What is published; stops where the engine cannot leave out what is private."""
        if not self.public:
            return INTERNAL
        if self.engine.inside:
            what = f"{self.engine.name} shows pages as they are, and these name costs and threats."
            raise Stop([Problem("site-public", Where("--engine"), what, "Build the public site with mkdocs.")])
        return public_edition(self.settings.docs, self.below, self.private)


def build(order: Order, *, site: Path | None = None, strict: bool = True) -> Path:
    """Build once into `site` (default: where mkdocs.yml says) and return that folder; stops with all that is wrong."""
    target = _allowed(order, site or order.settings.site)
    order.engine.need()
    with TemporaryDirectory(prefix="archgen-site-") as folder, ThreadPoolExecutor(1) as beside:
        configuration = _configuration(order, target, below=Path(folder))
        with _temporary(order.settings, configuration) as file:
            building = beside.submit(order.engine.build, file, strict=strict)
            laid = _overlay(order)
            said = building.result()
    if said.code != 0:
        raise Stop(complaints(said, order.settings), Exit.FINDINGS)
    laid.lay(target)
    if order.engine.inside:
        reread(target, order.settings.docs, order.below, order.shown)
    return target


def serve(order: Order, *, address: str) -> int:
    """Serve on `address`, rebuilding what changes, until the engine ends (its exit code) or is interrupted."""
    order.engine.need()
    laid = _overlay(order)
    with TemporaryDirectory(prefix="archgen-site-") as folder:
        below = Path(folder)
        laid.lay(below / "laid")
        site = order.settings.root / ".cache" / "archgen-site" if order.engine.inside else below / "site"
        configuration = _configuration(order, site, below=below, laid=below / "laid")
        with (
            _temporary(order.settings, configuration) as file,
            _kept_laid(laid, site, wanted=order.engine.inside),
        ):
            return order.engine.serve(file, address=address)


def _configuration(order: Order, site: Path, *, below: Path, laid: Path | None = None) -> dict[str, Any]:
    """The temporary configuration; pages of another text than theirs, and what pages show, are written `below`."""
    edition = order.edition()
    pages, shown = below / "pages", below / "shown"
    edition.lay(pages)
    ours = overlaid(order.settings, site=site, hidden=edition.hidden, appends=order.engine.appends)
    if order.address and "site_url" not in order.settings.data:
        ours["site_url"] = order.address
    told = {"archgen_diagrams": MERMAID}
    if edition.pages:
        told["archgen_pages"] = str(pages)
    if laid:
        told["archgen_overlay"] = str(laid)
    if order.shown:
        shown.mkdir()
        for slug, text in order.shown.items():
            (shown / f"{slug}.json").write_text(text, encoding="utf-8")
        told |= {"archgen_shown": str(shown), "archgen_designs": order.below}
    if not order.engine.inside:
        ours |= _hooked(order, told)
    return ours


def _overlay(order: Order) -> Overlay:
    """A docs folder without a first page is opened at the designs."""
    return overlay(order.settings.docs, first_page=f"{order.below or '.'}/", what_if=order.what_if())


def _allowed(order: Order, site: Path) -> Path:
    site = site.resolve()
    if site.is_dir() and any(site.iterdir()) and not any((site / mark).exists() for mark in MARKS_OF_A_SITE):
        what = "The engine empties this folder first, and what it holds is no built site."
        raise Stop([Problem("site-not-empty", Where(str(site)), what, "Name a new folder with --site-dir.")])
    if order.engine.inside and not site.is_relative_to(order.settings.root.resolve()):
        what = f"{order.engine.name} builds inside the repository only."
        hint = f"Name a folder below {order.settings.root}, or use --engine mkdocs."
        raise Stop([Problem("site-outside", Where(str(site)), what, hint)])
    return site


def _hooked(order: Order, told: Mapping[str, str]) -> dict[str, Any]:
    """Our hooks, and what they are told: the diagram script, where pages of another text lie, what to lay over it."""
    data = order.settings.data
    hooks, watch = data.get("hooks"), data.get("watch")
    ours = [str(Path(__file__).with_name(name)) for name in ("hook.py", *(["reading.py"] if order.shown else []))]
    return {
        "hooks": [*(hooks if isinstance(hooks, list) else ()), *ours],
        "watch": [*(watch if isinstance(watch, list) else ()), order.settings.file.name],
        "extra": dict(told),
    }


@contextmanager
def _temporary(settings: Settings, configuration: Mapping[str, Any]) -> Iterator[Path]:
    """A configuration beside people's own, since both engines read relative paths from its folder; gone afterwards."""
    try:
        with NamedTemporaryFile(
            "w", dir=settings.root, prefix=".archgen-site-", suffix=".yml", encoding="utf-8", delete=False
        ) as file:
            json.dump(configuration, file, ensure_ascii=False, indent=1)  # JSON is YAML
    except OSError as refused:
        what = f"A temporary file cannot be written there: {refused.strerror}."
        raise Stop([Problem("site-read-only", Where(str(settings.root)), what)], Exit.ENVIRONMENT) from refused
    try:
        yield Path(file.name)
    finally:
        Path(file.name).unlink(missing_ok=True)


@contextmanager
def _kept_laid(laid: Overlay, site: Path, *, wanted: bool) -> Iterator[None]:
    """For an engine without hooks: look now and then whether the overlay is still there."""
    over = Event()

    def keep() -> None:
        while not over.wait(LAYING_SECONDS):
            if site.is_dir():
                laid.lay(site)

    thread = Thread(target=keep, daemon=True)
    if wanted:
        thread.start()
    try:
        yield
    finally:
        over.set()
