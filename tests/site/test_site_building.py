"""Sites are built strictly by the real mkdocs, from people's own configuration, and nothing of theirs changes."""

from __future__ import annotations

import re
import signal
import subprocess
import sys
import time
import urllib.error
import urllib.request
from pathlib import Path

import pytest
import sites

from archgen import site
from archgen.problems import Exit, Stop

MKDOCS = site.ENGINES["mkdocs"]


def built(root: Path, **more) -> Path:
    return site.build(site.Order(site.read_settings(root), MKDOCS, public=more.pop("public", False)), **more)


@pytest.fixture(scope="module")
def example(tmp_path_factory):
    root = sites.the_example(tmp_path_factory.mktemp("example"))
    return root, built(root)


def test_the_site_brings_its_diagram_script_and_asks_nobody_else(example):
    _, folder = example
    page = (folder / "backend/parley/index.html").read_text()
    assert 'src="../../assets/archgen/mermaid.js"' in page
    assert 'href="../../assets/archgen/archgen.css"' in page
    assert b'globalThis["mermaid"]' in (folder / "assets/archgen/mermaid.js").read_bytes()
    assert re.findall(r'(?:src|<link[^>]*href)="(?:https?:)?//[^"]*"', page) == []


def test_a_page_without_diagrams_does_not_load_the_script(example):
    _, folder = example
    page = (folder / "backend/parley/cost/index.html").read_text()
    assert "mermaid.js" not in page
    assert 'src="../../../assets/archgen/archgen.js"' in page


def test_the_brief_is_kept_off_the_site(example):
    _, folder = example
    assert not (folder / "backend/parley/brief.yaml").exists()
    assert not any("revenue" in file.read_text() for file in folder.rglob("*.html"))


def test_the_root_leads_to_the_designs_where_the_docs_have_no_first_page(example):
    _, folder = example
    assert 'url=backend/"' in (folder / "index.html").read_text()


def test_nothing_is_left_behind_in_the_repository(example):
    root, folder = example
    assert folder == root / "site"
    assert sorted(file.name for file in root.iterdir()) == ["docs", "mkdocs.yml", "site"]


def test_a_first_page_of_theirs_is_kept(tmp_path):
    root = sites.the_example(tmp_path)
    sites.a_repository(root, {"docs/index.md": "# Ours\n"})
    assert "Ours" in (built(root) / "index.html").read_text()


def test_a_public_site_holds_no_costs(tmp_path):
    root = sites.the_example(tmp_path)
    (root / "docs/backend/index.md").write_text(
        "# Backend\n\nIt [costs little](parley/cost.md#a), [see](decisions.md).\n"
    )
    folder = built(root, public=True)
    assert 'It costs little, <a href="decisions/">see</a>.' in (folder / "backend/index.html").read_text()
    assert not (folder / "backend/parley/cost").exists()
    assert "parley/cost" not in (folder / "backend/index.html").read_text()
    assert "412 EUR" not in (folder / "search/search_index.json").read_text()


def test_broken_links_and_anchors_stop_a_strict_build_all_at_once(tmp_path):
    root = sites.the_example(tmp_path)
    (root / "docs/backend/index.md").write_text("# Backend\n\n[a](decisions.md#nowhere)\n\n[b](gone.md)\n")
    with pytest.raises(Stop) as stopped:
        built(root)
    assert stopped.value.code is Exit.FINDINGS
    assert sorted(map(str, stopped.value.problems)) == [
        "docs/backend/index.md: Doc file 'backend/index.md' contains a link 'decisions.md#nowhere', "
        "but the doc 'backend/decisions.md' does not contain an anchor '#nowhere'. [site-warning]",
        "docs/backend/index.md: Doc file 'backend/index.md' contains a link 'gone.md', "
        "but the target 'backend/gone.md' is not found among documentation files. [site-warning]",
    ]
    assert built(root, strict=False).is_dir()


def test_a_theme_that_is_not_installed_is_said_in_the_engines_words(tmp_path):
    root = sites.a_repository(tmp_path, {"mkdocs.yml": "site_name: x\ntheme: no-such-theme\n", "docs/a.md": "# A\n"})
    with pytest.raises(Stop, match="Unrecognised theme name: 'no-such-theme'"):
        built(root)


def test_a_folder_that_holds_anything_but_a_site_is_not_emptied(tmp_path):
    root = sites.a_repository(sites.the_example(tmp_path), {"src/main.py": "print()\n"})
    with pytest.raises(Stop, match="what it holds is no built site") as stopped:
        built(root, site=root / "src")
    assert stopped.value.code is Exit.BAD_INPUT
    assert (root / "src/main.py").exists()
    assert built(root) == built(root)


def test_plain_mkdocs_builds_the_created_configuration_strictly_too(tmp_path):
    root = sites.the_example(tmp_path)
    mkdocs = [str(Path(sys.executable).with_name("mkdocs")), "build", "--strict", "--quiet"]
    subprocess.run(mkdocs, cwd=root, check=True)
    assert (root / "site/backend/parley/index.html").exists()
    assert not (root / "site/backend/parley/brief.yaml").exists()


def test_a_missing_engine_is_the_environments_fault(tmp_path, monkeypatch):
    root = sites.the_example(tmp_path)
    monkeypatch.setattr(sys, "executable", str(tmp_path / "python"))
    monkeypatch.setenv("PATH", "")
    with pytest.raises(Stop, match=re.escape('pip install "archgen[site]"')) as stopped:
        built(root)
    assert stopped.value.code is Exit.ENVIRONMENT


def test_zensical_builds_inside_the_repository_only(tmp_path):
    root = sites.the_example(tmp_path / "repository")
    order = site.Order(site.read_settings(root), site.ENGINES["zensical"])
    with pytest.raises(Stop, match="zensical builds inside the repository only"):
        site.build(order, site=tmp_path / "elsewhere")


@pytest.mark.conformance
def test_zensical_builds_the_same_pages_strictly(tmp_path):
    root = sites.the_example(tmp_path)
    order = site.Order(site.read_settings(root), site.ENGINES["zensical"])
    folder = site.build(order, site=root / "built")
    page = (folder / "backend/parley/index.html").read_text()
    assert 'src="../../assets/archgen/mermaid.js"' in page
    assert (folder / "assets/archgen/mermaid.js").exists()
    assert not (folder / "backend/parley/brief.yaml").exists()


@pytest.mark.slow
def test_a_served_site_is_rebuilt_with_all_it_needs_and_ends_on_interrupt(tmp_path):
    root = sites.the_example(tmp_path)
    port = sites.a_free_port()
    call = "from archgen.cli.site import app; app()"
    serving = subprocess.Popen(
        [sys.executable, "-c", call, "serve", "--output", str(root), "--address", f"127.0.0.1:{port}"],
        stderr=subprocess.DEVNULL,
    )
    try:
        assert "Parley" in eventually(f"http://127.0.0.1:{port}/backend/", lambda page: "Parley" in page)
        assert 'globalThis["mermaid"]' in eventually(f"http://127.0.0.1:{port}/assets/archgen/mermaid.js")
        (root / "docs/backend/index.md").write_text("# Changed\n")
        eventually(f"http://127.0.0.1:{port}/backend/", lambda page: "Changed" in page)
        assert 'globalThis["mermaid"]' in eventually(f"http://127.0.0.1:{port}/assets/archgen/mermaid.js")
    finally:
        serving.send_signal(signal.SIGINT)
    assert serving.wait(20) == 0
    assert sorted(file.name for file in root.iterdir()) == ["docs", "mkdocs.yml"]


def eventually(url: str, holds=bool, *, tries: int = 150) -> str:
    """The page at `url`, once it is there and as wanted."""
    for _ in range(tries):
        try:
            with urllib.request.urlopen(url, timeout=5) as answer:
                page = answer.read().decode()
        except (urllib.error.URLError, ConnectionError, TimeoutError):
            page = ""
        if page and holds(page):
            return page
        time.sleep(0.2)
    raise AssertionError(f"{url} is not as wanted: {page[:300]}")
