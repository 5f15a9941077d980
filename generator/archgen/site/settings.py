"""People's mkdocs.yml: found, read with what it inherits, and overlaid by what our build needs. Changes no file."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from msgspec import Struct, field

from archgen.problems import Problem, Stop, Where, stop_if
from archgen.site.configuration import draws_mermaid
from archgen.site.hidden import is_hidden
from archgen.site.overlay import MERMAID, SCRIPT, STYLE
from archgen.yamltext import parse

NAMES = ("mkdocs.yml", "mkdocs.yaml")
MOST_PARENTS = 8


class Settings(Struct, frozen=True):
    """A repository's mkdocs.yml, as data; tags of other tools are read as if they were not there."""

    file: Path
    data: Mapping[str, Any] = field(default_factory=dict)

    @property
    def root(self) -> Path:
        return self.file.parent

    @property
    def docs(self) -> Path:
        return self.root / self._word("docs_dir", "docs")

    @property
    def site(self) -> Path:
        return self.root / self._word("site_dir", "site")

    def _word(self, key: str, default: str) -> str:
        value = self.data.get(key)
        return value if isinstance(value, str) and value else default


def read_settings(root: Path) -> Settings:
    """The mkdocs.yml in `root`; stops if there is none or it cannot be read."""
    for name in NAMES:
        if (root / name).is_file():
            return Settings(root / name, _read(root / name, parents=MOST_PARENTS))
    hint = "Run `archgen new-design` first, or name the repository's root with --output."
    raise Stop([Problem("site-no-configuration", Where(str(root / NAMES[0])), "There is no such file.", hint)])


def overlaid(settings: Settings, *, site: Path, hidden: tuple[str, ...], appends: bool) -> dict[str, Any]:
    """The temporary configuration: it inherits people's file and adds what a build of ours needs.

    `appends` says how the engine joins an inherited list with ours: ours is added to it, or takes its place.
    """
    data = settings.data
    ours: dict[str, Any] = {
        "INHERIT": settings.file.name,
        "site_dir": str(site),
        "exclude_docs": "\n".join([*_lines(data.get("exclude_docs")), *hidden]) + "\n",
    }
    additions = {"extra_javascript": [MERMAID, SCRIPT], "extra_css": [STYLE]}
    for key, added in additions.items():
        ours[key] = added if appends else [*_list(data.get(key)), *added]
    if not appends and "nav" in data:
        ours["nav"] = _without(data["nav"], hidden)
    if not _speaks_of_anchors(data.get("validation")):
        ours["validation"] = {"links": {"anchors": "warn"}}
    return ours


def notes(settings: Settings) -> tuple[str, ...]:
    """What a reader of the site should know of its mkdocs.yml, though it builds."""
    said = []
    if _calls_a_font_server(settings.data.get("theme")):
        said.append("Each page calls a font server; `theme.font: false` in mkdocs.yml keeps readers to your own site.")
    if not draws_mermaid(settings.data):
        said.append("Diagrams stay source text: mkdocs.yml lacks the mermaid fence of pymdownx.superfences.")
    return tuple(said)


def _read(file: Path, *, parents: int) -> dict[str, Any]:
    parsed = parse(file.read_text(encoding="utf-8"), file=str(file), foreign=True)
    stop_if(parsed.problems)
    data = dict(parsed.data)
    parent = data.pop("INHERIT", None)
    if isinstance(parent, str) and parents and (file.parent / parent).is_file():
        return _joined(_read(file.parent / parent, parents=parents - 1), data)
    return data


def _joined(below: dict[str, Any], above: dict[str, Any]) -> dict[str, Any]:
    both = {key: _joined(below[key], above[key]) for key in below.keys() & above.keys() if _maps(below, above, key)}
    return {**below, **above, **both}


def _maps(below: dict[str, Any], above: dict[str, Any], key: str) -> bool:
    return isinstance(below[key], dict) and isinstance(above[key], dict)


def _calls_a_font_server(theme: Any) -> bool:
    if isinstance(theme, Mapping):
        return theme.get("name") == "material" and theme.get("font") is not False
    return bool(theme == "material")


def _without(nav: Any, hidden: tuple[str, ...]) -> Any:
    """The navigation without hidden pages and without sections that held nothing else."""
    if isinstance(nav, list):
        return [kept for kept in (_without(entry, hidden) for entry in nav) if kept not in (None, [], {})]
    if isinstance(nav, Mapping):
        kept = {title: _without(entry, hidden) for title, entry in nav.items()}
        return {title: entry for title, entry in kept.items() if entry not in (None, [])}
    return None if is_hidden(str(nav), hidden) else nav


def _lines(value: Any) -> list[str]:
    return value.splitlines() if isinstance(value, str) else []


def _list(value: Any) -> list[Any]:
    return value if isinstance(value, list) else []


def _speaks_of_anchors(validation: Any) -> bool:
    if not isinstance(validation, Mapping):
        return False
    links = validation.get("links")
    return "anchors" in validation or (isinstance(links, Mapping) and "anchors" in links)
