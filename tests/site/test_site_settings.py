"""People's mkdocs.yml: read with what it inherits, and overlaid without losing what is theirs."""

from __future__ import annotations

from pathlib import Path

import pytest
import sites

from archgen.problems import Exit, Stop
from archgen.site import hidden, notes, read_settings
from archgen.site.settings import overlaid

THEIRS = """\
INHERIT: shared/house.yml
site_name: Theirs
site_dir: public
extra_javascript: [own.js, {path: module.js, type: module}]
exclude_docs: |
  drafts/
markdown_extensions:
  - pymdownx.emoji:
      emoji_index: !!python/name:material.extensions.emoji.twemoji
nav:
  - Home: index.md
  - Money:
      - backend/parley/cost.md
  - backend/parley/index.md
"""
HOUSE = "theme: {name: material, features: [toc.follow]}\nextra_css: [house.css]\nsite_url: !ENV [SITE_URL, '']\n"


@pytest.fixture
def settings(tmp_path):
    return read_settings(sites.a_repository(tmp_path, {"mkdocs.yml": THEIRS, "shared/house.yml": HOUSE}))


def laid(settings, *, public=False, appends=False):
    return overlaid(settings, site=Path("/site"), hidden=hidden(public=public), appends=appends)


def test_their_scripts_styles_and_exclusions_stay_before_ours(settings):
    ours = laid(settings)
    theirs = ["own.js", {"path": "module.js", "type": "module"}]
    assert ours["INHERIT"] == "mkdocs.yml"
    assert ours["extra_javascript"] == [*theirs, "assets/archgen/mermaid.js", "assets/archgen/archgen.js"]
    assert ours["extra_css"] == ["house.css", "assets/archgen/archgen.css"]
    assert ours["exclude_docs"] == "drafts/\nbrief.yaml\n"


def test_an_engine_that_appends_gets_ours_only(settings):
    ours = laid(settings, appends=True)
    assert ours["extra_javascript"] == ["assets/archgen/mermaid.js", "assets/archgen/archgen.js"]
    assert ours["extra_css"] == ["assets/archgen/archgen.css"]
    assert "nav" not in ours


def test_a_public_site_leaves_costs_out_of_the_pages_and_the_navigation(settings):
    ours = laid(settings, public=True)
    assert "cost.md" in ours["exclude_docs"].split("\n")
    assert ours["nav"] == [{"Home": "index.md"}, "backend/parley/index.md"]
    assert laid(settings)["nav"] == settings.data["nav"]


def test_the_site_is_where_their_file_says(settings, tmp_path):
    assert settings.site == tmp_path / "public"
    assert settings.docs == tmp_path / "docs"


def test_anchors_are_checked_unless_they_decided_otherwise(settings, tmp_path):
    assert laid(settings)["validation"] == {"links": {"anchors": "warn"}}
    for spelled in ("validation: {anchors: ignore}\n", "validation: {links: {anchors: info}}\n"):
        decided = read_settings(sites.a_repository(tmp_path / spelled[12:20], {"mkdocs.yml": spelled}))
        assert "validation" not in laid(decided)


def test_a_font_server_and_undrawn_diagrams_are_said(settings, tmp_path):
    assert [note.partition(";")[0] for note in notes(settings)] == [
        "Each page calls a font server",
        "Diagrams stay source text: mkdocs.yml lacks the mermaid fence of pymdownx.superfences.",
    ]
    assert notes(read_settings(sites.the_example(tmp_path / "example"))) == ()


def test_a_repository_without_mkdocs_yml_is_told_what_to_do(tmp_path):
    with pytest.raises(Stop, match="Run `archgen new-design` first") as stopped:
        read_settings(tmp_path)
    assert stopped.value.code is Exit.BAD_INPUT


def test_an_unreadable_mkdocs_yml_is_reported_with_its_line(tmp_path):
    with pytest.raises(Stop, match=r"mkdocs\.yml:\d: not YAML"):
        read_settings(sites.a_repository(tmp_path, {"mkdocs.yml": "site_name: x\nnav: {a\nb"}))


def test_a_file_that_inherits_itself_is_read_to_an_end(tmp_path):
    root = sites.a_repository(tmp_path, {"mkdocs.yml": "INHERIT: mkdocs.yml\nsite_name: x\n"})
    assert read_settings(root).data == {"site_name": "x"}
