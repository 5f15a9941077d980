"""Files that all designs share: the portfolio page, the index of decisions, the site's settings, the log of changes."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from typing import Any

from msgspec import Struct, field
from msgspec.structs import replace

from archgen import __version__
from archgen.adr import Log, decode, log_page
from archgen.comparison import Comparison
from archgen.documents import Renderer
from archgen.documents.places import prose, tidied
from archgen.handbook import Handbook, handbook_files, titles_by_path
from archgen.library import knowledge
from archgen.pipeline import marked
from archgen.portfolio import Portfolio
from archgen.shown import OVERVIEW, Shown, owners_of, topics_of
from archgen.site.configuration import NEEDED_EXTENSIONS, configuration
from archgen.site.hidden import hidden, is_hidden
from archgen.site.navigation import Page, Section, nav_text, section_at, shortened
from archgen.texts import Text
from archgen.workspace.marked import Edited, put_exclusions, put_extensions, put_nav
from archgen.workspace.plan import Plan
from archgen.workspace.scene import Produced

Files = Mapping[str, bytes | None]
SITE = "mkdocs.yml"
MOST = 20
REGISTERS = {"incidents/index.md": "Incidents", "debt.md": "Technical debt"}
MANY = 12  # systems that a navigation lists side by side


class Shared(Struct, frozen=True):
    """What the shared files are made of: the designs `made` by this run, all of the repository, the handbook, the log.

    `shown` is what the pages of each design show, of those of another run as far as it is known; `nav` is the
    navigation that mkdocs.yml has now, `kept` the registers that people have begun, by path.
    """

    docs: str
    made: Sequence[str]
    portfolio: Portfolio
    handbook: Handbook
    log: Log
    change: Files
    shown: Mapping[str, Shown] = field(default_factory=dict)
    public: bool = False
    nav: Any = None
    kept: tuple[str, ...] = ()

    @property
    def registers(self) -> Mapping[str, str]:
        """The titles of the registers that readers see, by path."""
        closed = hidden(public=self.public)
        return {path: title for path, title in REGISTERS.items() if path in self.kept and not is_hidden(path, closed)}

    @property
    def after(self) -> Log:
        """The log as it will be once its changes are written."""
        files = dict(self.log.files)
        for path, data in self.change.items():
            file = path.removeprefix(f"{self.log.folder}/")
            if path != file and data is not None:
                files[file] = decode(data)
        return replace(self.log, files=files)


def shared_files(shared: Shared, renderer: Renderer, *, name: str, site: bool) -> dict[str, Produced]:
    """The shared files by path; `site` says whether mkdocs.yml is ours to make."""
    docs, after = shared.docs, shared.after
    overview = renderer.page(
        "portfolio/index.md", f"{docs}/index.md", {"p": shared.portfolio, "registers": shared.registers}
    )
    records = tidied(f"# Decision log\n\n{log_page(after, f'{docs}/decisions.md')}")
    files = {
        f"{docs}/index.md": _made(overview, "portfolio"),
        f"{docs}/decisions.md": _made(records, "decision-log", up="[Backend](index.md)"),
        f"{docs}/pages.md": _made(_pages_of_all(shared, renderer), "pages", up="[Backend](index.md)"),
    }
    files |= handbook_files(shared.handbook, renderer, docs=docs, sources=knowledge("sources")["sources"])
    if site:
        text = configuration(name or "Architecture", tuple(_navigation(shared)), hidden(public=shared.public))
        files[SITE] = Produced("site", text, "", "artifact")
    return files


def _pages_of_all(shared: Shared, renderer: Renderer) -> str:
    """The pages of all systems by owner and topic."""
    systems = {slug: shared.shown[slug] for slug in sorted(shared.shown)}
    values = {"systems": systems, "owners": owners_of(systems), "topics": topics_of(systems), "text": Text}
    return renderer.page("portfolio/pages.md", f"{shared.docs}/pages.md", values)


def site_edited(shared: Shared, text: str) -> Edited:
    """People's mkdocs.yml with our entries in its navigation, the extensions that our pages need, and what it hides."""
    edited = put_nav(text, nav_text(tuple(_navigation(shared))), file=SITE)
    extended = put_extensions(edited.text, NEEDED_EXTENSIONS, file=SITE)
    closed = put_exclusions(extended.text, hidden(public=shared.public), file=SITE)
    return Edited(closed.text, (*edited.problems, *extended.problems, *closed.problems))


def changelog_entry(compared: Mapping[str, Comparison], plan: Plan, says: Sequence[str], *, now: datetime) -> str:
    """One entry of the log of changes: when, by which version, and what came out differently."""
    lines = [f"## {now.strftime('%Y-%m-%d %H:%M:%S')} UTC", "", f"archgen {__version__}: {plan.sums()}.", ""]
    for slug, comparison in compared.items():
        for kind, found in comparison.groups():
            lines += [f"- {slug}, {kind}: {prose(str(each))}" for each in found[:MOST]]
            if len(found) > MOST:
                lines.append(f"- {slug}, {kind}: and {len(found) - MOST} more")
    lines += [f"- {prose(sentence)}" for sentence in says]
    return "\n".join(lines).rstrip() + "\n"


def _made(text: str, name: str, *, up: str = "") -> Produced:
    return Produced(name, marked("index.md", text, name, up=up))


def _navigation(shared: Shared) -> Iterator[Page | Section]:
    """Every page by design and section; many designs stand together, so that what they share is not lost below them."""
    below = shared.docs.partition("/")[2]
    prefix = f"{below}/" if below else ""
    yield Page("Backend", f"{prefix}index.md")
    yield Page("By owner and topic", f"{prefix}pages.md")
    systems = tuple(_systems(shared, prefix))
    if len(systems) > MANY:
        yield Section("Systems", systems)
    else:
        yield from systems
    book = titles_by_path(shared.handbook).items()
    yield Section("Handbook", tuple(Page(title, f"{prefix}{path}") for path, title in book))
    after = shared.after
    folder = after.folder.removeprefix("docs/")
    records = tuple(Page(shortened(record.label), f"{folder}/{record.file}") for record in after.records)
    yield Section("Decision log", (Page("All decisions", f"{prefix}decisions.md"), *records))
    yield from (Page(title, f"{prefix}{path}") for path, title in shared.registers.items())
    yield Page("Changes", f"{prefix}CHANGELOG.md")


def _systems(shared: Shared, prefix: str) -> Iterator[Page | Section]:
    """The pages of each design; of one that this run does not make again, those that stand in the navigation."""
    for entry in shared.portfolio.entries:
        first = f"{prefix}{entry.slug}/index.md"
        if entry.slug in shared.made:
            pages = _pages(shared.shown[entry.slug], f"{prefix}{entry.slug}", public=shared.public)
            yield Section(entry.name.raw, tuple(pages))
        else:
            yield section_at(shared.nav, first) or Page(entry.name.raw, first)


def _pages(shown: Shown, folder: str, *, public: bool) -> Iterator[Page | Section]:
    """The pages of a design, those of one section together, in the order of the outline."""
    sections: dict[str, list[Page]] = {}
    for path, leaf in shown.pages.items():
        if public and is_hidden(path, hidden(public=True)):
            continue
        sections.setdefault(leaf.topic, []).append(Page(leaf.title, f"{folder}/{path}"))
    yield from sections.pop(OVERVIEW, [])
    for title, pages in sections.items():
        yield Section(title, tuple(pages))
