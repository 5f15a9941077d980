"""Files that all designs of a repository share: the portfolio page, the index of decisions, the site's settings."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from archgen.adr import Log, decode, index
from archgen.documents import Renderer
from archgen.documents.places import tidied
from archgen.pipeline import Designed, marked
from archgen.site.configuration import configuration
from archgen.site.navigation import Page, Section
from archgen.texts import Text
from archgen.workspace.planning import Produced
from archgen.yamltext import parse

Files = Mapping[str, bytes | None]
SITE = "mkdocs.yml"


@dataclass(frozen=True, slots=True)
class Entry:
    """A design as the portfolio lists it; of one that this run does not make again, only its brief is known."""

    slug: str
    name: Text
    purpose: Text
    phase: str = ""
    decisions: str = ""
    challenges: str = ""


def shared_files(
    docs: str,
    designs: Sequence[Designed],
    others: Mapping[str, str],
    *,
    log: Log,
    change: Files,
    renderer: Renderer,
    name: str,
    site: bool,
) -> dict[str, Produced]:
    """The shared files by path; `others` are the briefs of other designs, `site` says whether mkdocs.yml is ours."""
    after = _after(log, change)
    entries = tuple(sorted((*map(_entry, designs), *_others(others)), key=lambda entry: entry.slug))
    records = tidied(f"# Decision log\n\n{index(after, f'{docs}/decisions.md')}")
    files = {
        f"{docs}/index.md": _made(
            renderer.page("portfolio/index.md", f"{docs}/index.md", {"entries": entries}), "portfolio"
        ),
        f"{docs}/decisions.md": _made(records, "decision-log"),
    }
    if site:
        text = configuration(name or "Architecture", tuple(_navigation(docs, designs, entries, after)))
        files[SITE] = Produced("site", text, "", "artifact")
    return files


def _made(text: str, name: str) -> Produced:
    return Produced(name, marked("index.md", text, name))


def _entry(designed: Designed) -> Entry:
    blueprint, phase = designed.blueprint, designed.blueprint.decision("phase")
    return Entry(
        slug=designed.slug,
        name=blueprint.name,
        purpose=blueprint.purpose or Text(""),
        phase=phase.option if phase else "",
        decisions=str(len(blueprint.decisions)),
        challenges=str(len(blueprint.challenges)),
    )


def _others(briefs: Mapping[str, str]) -> Iterator[Entry]:
    for slug, text in briefs.items():
        system = parse(text, file=slug).data.get("system")
        said = system if isinstance(system, Mapping) else {}
        yield Entry(slug, Text(str(said.get("name", slug))), Text(str(said.get("purpose", ""))))


def _after(log: Log, change: Files) -> Log:
    """The log as it will be once its changes are written."""
    files = dict(log.files)
    for path, data in change.items():
        file = path.removeprefix(f"{log.folder}/")
        if path != file and data is not None:
            files[file] = decode(data)
    return replace(log, files=files)


def _navigation(docs: str, designs: Sequence[Designed], entries: Sequence[Entry], log: Log) -> Iterator[Page | Section]:
    """Every page by design and section; of a design that is not made again, its overview."""
    below = docs.partition("/")[2]
    prefix = f"{below}/" if below else ""
    made = {designed.slug: designed for designed in designs}
    yield Page("Backend", f"{prefix}index.md")
    for entry in entries:
        if entry.slug in made:
            yield Section(entry.name.raw, tuple(_pages(made[entry.slug], f"{prefix}{entry.slug}")))
        else:
            yield Page(entry.name.raw, f"{prefix}{entry.slug}/index.md")
    folder = log.folder.removeprefix("docs/")
    records = tuple(Page(record.label, f"{folder}/{record.file}") for record in log.records)
    yield Section("Decision log", (Page("All decisions", f"{prefix}decisions.md"), *records))


def _pages(designed: Designed, folder: str) -> Iterator[Page | Section]:
    """The pages of a design, those of one section together, in the order of the outline."""
    sections: dict[str, list[Page]] = {}
    for owed, page in zip(designed.outline.owed, designed.pages, strict=True):
        sections.setdefault(owed.section, []).append(Page(page.title, f"{folder}/{page.path}"))
    yield from sections.pop("", [])
    for title, pages in sections.items():
        yield Section(title, tuple(pages))
