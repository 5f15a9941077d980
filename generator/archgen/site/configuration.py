"""The mkdocs.yml of a repository that has none, and what an existing one needs. Both engines build it strictly.

Nothing in it fetches anything from elsewhere, and no plugin is needed but the theme's own search.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from msgspec import Struct

from archgen.site.hidden import BRIEF
from archgen.site.navigation import Page, Section, nav_text
from archgen.yamltext import spell


class Extension(Struct, frozen=True):
    """A Markdown extension: its name, and its options as lines of YAML."""

    name: str
    options: tuple[str, ...] = ()

    def text(self, *, indent: int = 2) -> str:
        """The item of `markdown_extensions:` that switches it on."""
        lines = [f"- {self.name}:", *(f"    {line}" for line in self.options)] if self.options else [f"- {self.name}"]
        return "".join(f"{' ' * indent}{line}\n" for line in lines)


NEEDED_EXTENSIONS = (
    Extension("admonition"),
    Extension("attr_list"),
    Extension("md_in_html"),
    Extension("tables"),
    Extension("toc", ("permalink: true",)),
    Extension("pymdownx.details"),
    Extension("pymdownx.highlight"),
    Extension(
        "pymdownx.superfences",
        (
            "custom_fences:",
            "  - name: mermaid",
            "    class: mermaid",
            "    format: !!python/name:pymdownx.superfences.fence_code_format",
        ),
    ),
)


def configuration(site_name: str, entries: tuple[Page | Section, ...], hidden: tuple[str, ...] = (BRIEF,)) -> str:
    """The text of a new mkdocs.yml with `entries` as its navigation; it leaves out files that match `hidden`."""
    extensions = "".join(extension.text() for extension in NEEDED_EXTENSIONS)
    kept_off = "\n".join(f"  {pattern}" for pattern in hidden)
    nav = f"\nnav:\n{nav_text(entries, indent=2)}" if entries else ""
    return (
        f"site_name: {spell(site_name)}\n{_SETTINGS.format(hidden=kept_off)}\nmarkdown_extensions:\n{extensions}{nav}"
    )


def draws_mermaid(settings: Mapping[str, Any]) -> bool:
    """Does a parsed mkdocs.yml hand ```mermaid fences on as diagrams?"""
    options = dict(_options(settings.get("markdown_extensions"))).get("pymdownx.superfences")
    fences = options.get("custom_fences") if isinstance(options, Mapping) else None
    return any(isinstance(fence, Mapping) and fence.get("name") == "mermaid" for fence in fences or ())


_SETTINGS = """
theme:
  name: material
  font: false # no call to a font server
  features:
    - content.code.copy
    - navigation.indexes
    - navigation.prune
    - navigation.top
    - search.highlight
    - search.suggest
    - toc.follow
  palette:
    - media: "(prefers-color-scheme: light)"
      scheme: default
      toggle:
        icon: material/weather-night
        name: Switch to the dark scheme
    - media: "(prefers-color-scheme: dark)"
      scheme: slate
      toggle:
        icon: material/weather-sunny
        name: Switch to the light scheme

plugins:
  - search

# The answers may hold revenue and cost.
exclude_docs: |
{hidden}

validation:
  links:
    absolute_links: warn
    anchors: warn
    unrecognized_links: warn
"""


def _options(extensions: Any) -> Iterator[tuple[str, Any]]:
    """Each extension with its options, from either of the two spellings: a list of names, or a mapping."""
    if isinstance(extensions, Mapping):
        yield from ((str(name), options) for name, options in extensions.items())
    for item in extensions if isinstance(extensions, list) else ():
        yield from item.items() if isinstance(item, Mapping) else [(str(item), None)]
