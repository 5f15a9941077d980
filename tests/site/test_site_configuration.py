"""The mkdocs.yml that archgen writes, and what it asks of an existing one."""

from __future__ import annotations

import sites

from archgen.site import NEEDED_EXTENSIONS, Page, Section, configuration, draws_mermaid, nav_text
from archgen.yamltext import parse


def settings(text: str) -> dict:
    parsed = parse(text, file="mkdocs.yml", foreign=True)
    assert not parsed.problems
    return parsed.data


def test_navigation_keeps_its_order_and_a_section_opens_its_index():
    assert nav_text(sites.NAV, indent=2) == (
        "  - Backend:\n"
        "      - backend/index.md\n"
        "      - Decisions: backend/decisions.md\n"
        "      - Parley:\n"
        "          - backend/parley/index.md\n"
        "          - Pictures: backend/parley/pictures.md\n"
        "          - Cost: backend/parley/cost.md\n"
        "          - Pool exhausted: backend/parley/runbooks/pool-exhausted.md\n"
    )


def test_titles_of_people_stay_titles():
    title = "- [x]: {a} #1 & 'b' \"c\" *d* \u2028 e"
    nav = settings(configuration(title, (Section(title, (Page(title, "a.md"),)),)))
    assert nav["site_name"] == title
    assert nav["nav"] == [{title: [{title: "a.md"}]}]


def test_our_own_configuration_lacks_nothing_and_fetches_nothing():
    ours = settings(configuration("Example", sites.NAV))
    assert draws_mermaid(ours)
    assert ours["theme"]["font"] is False
    assert ours["exclude_docs"] == "brief.yaml\n"
    assert "http" not in configuration("Example", sites.NAV)


def test_without_pages_there_is_no_empty_navigation():
    assert "nav" not in settings(configuration("Example", ()))


def test_superfences_without_a_mermaid_fence_draws_nothing():
    bare = settings("markdown_extensions: [pymdownx.superfences]\n")
    assert not draws_mermaid(bare)


def test_the_text_of_an_extension_can_be_inserted_at_any_depth():
    assert NEEDED_EXTENSIONS[-1].text(indent=0) == (
        "- pymdownx.superfences:\n"
        "    custom_fences:\n"
        "      - name: mermaid\n"
        "        class: mermaid\n"
        "        format: !!python/name:pymdownx.superfences.fence_code_format\n"
    )
