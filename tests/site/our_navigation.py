"""The navigation of the project's own site, made of the pages that are there; `make golden` writes it down."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from archgen.site import Page, Section, nav_text, shortened

ROOT = Path(__file__).parents[2]
DOCS = ROOT / "docs"
SETTINGS = ROOT / "mkdocs.yml"

# What comes first in its folder; the rest follows by name.
FIRST = (
    *("index.md", "system-design.md", "decisions.md", "CHANGELOG.md"),
    *("existing-system.md", "decide.md", "decision-log.md", "split.md", "modernise.md", "integrate.md"),
    *("capacity.md", "cost.md", "growth.md", "slo.md", "house-rules.md", "publish.md"),
)
LAST = ("open-questions.md", "assumptions.md", "ledger.md")
TITLES = {"adr": "Records", "slo": "Objectives", "runbooks": "Runbooks", "handbook": "Handbook"}


def navigation() -> str:
    """The lines under `nav:`."""
    parts = (
        Page("archgen", "index.md"),
        Page("Tutorial", "tutorial.md"),
        Page("The interview, as it is seen", "interview.md"),
        Section("How to", tuple(entries(DOCS / "how-to"))),
        Section("Reference", tuple(entries(DOCS / "reference"))),
        Section("Explanation", tuple(entries(DOCS / "explanation"))),
        Section("Showcase", tuple(entries(DOCS / "backend"))),
        Section("Our own decisions", (Page("All decisions", "decisions.md"), *entries(DOCS / "adr"))),
    )
    return nav_text(tuple(part for part in parts if isinstance(part, Page) or part.entries), indent=2)


def entries(folder: Path) -> Iterator[Page | Section]:
    """The pages of a folder, then its folders."""
    order = by_title if folder.parent == DOCS / "reference" else place
    for file in sorted(folder.glob("*.md"), key=order):
        name = "Overview" if file.name == "index.md" else shortened(title(file))
        yield Page(name, file.relative_to(DOCS).as_posix())
    for below in sorted(path for path in folder.glob("*") if path.is_dir()):
        pages = tuple(entries(below))
        if pages:
            yield Section(TITLES.get(below.name) or title(below / "index.md"), pages)


def place(file: Path) -> tuple[int, int, str]:
    first = FIRST.index(file.name) if file.name in FIRST else len(FIRST)
    return first, int(file.name in LAST), file.name


def by_title(file: Path) -> tuple[bool, str]:
    """The order of generated pages, whose file names are not what people see."""
    return file.name != "index.md", title(file).lower()


def title(file: Path) -> str:
    """The first heading of a page, without the name of the design below which it stands."""
    heading = re.search(r"^# (.+)$", file.read_text(encoding="utf-8"), re.MULTILINE) if file.exists() else None
    if not heading:
        return file.parent.name if file.name == "index.md" else file.stem
    design = next((folder / "index.md" for folder in file.parents if (folder / "brief.yaml").exists()), file)
    within = heading[1].partition(": what to do")[0]
    return heading[1] if design == file else within.removesuffix(f" of {title(design)}")


def replaced(settings: str) -> str:
    """The settings with the navigation that the pages call for; it stands last."""
    return settings.partition("\nnav:\n")[0] + f"\nnav:\n{navigation()}"


if __name__ == "__main__":
    SETTINGS.write_text(replaced(SETTINGS.read_text(encoding="utf-8")), encoding="utf-8")
