"""Every link and anchor of a built site leads somewhere, by lychee's judgement."""

from __future__ import annotations

from pathlib import Path

import pytest
import sites

from archgen import site, tools

ROOT = Path(__file__).parents[2]

pytestmark = pytest.mark.conformance


def test_every_link_and_anchor_of_the_example_leads_somewhere(tmp_path):
    root = sites.the_example(tmp_path)
    built = site.build(site.Order(site.read_settings(root), site.ENGINES["mkdocs"]))
    assert broken(built) == ""


def test_every_link_and_anchor_of_our_own_site_leads_somewhere(tmp_path):
    built = site.build(site.Order(site.read_settings(ROOT), site.ENGINES["mkdocs"]), site=tmp_path / "site")
    assert broken(built) == ""


def test_a_link_to_nowhere_is_found(tmp_path):
    root = sites.the_example(tmp_path)
    (root / "docs/backend/index.md").write_text('# Backend\n\n<a href="../gone/">gone</a>\n')
    built = site.build(site.Order(site.read_settings(root), site.ENGINES["mkdocs"]))
    assert "gone" in broken(built)


def broken(built: Path) -> str:
    """What lychee says of links and anchors that lead nowhere; nothing outside this machine is asked."""
    lychee = tools.need("lychee", "Run .ci/install-validators.")
    options = ("--offline", "--include-fragments", "--no-progress", "--index-files", "index.html")
    folder = ("--root-dir", str(built), "--exclude-path", r"404\.html$", str(built))
    said = tools.run(str(lychee), *options, *folder, timeout=300)
    return "" if said.code == 0 else said.out + said.err
