"""Built pages in a real browser: light and dark, desktop and phone, without a network."""

from __future__ import annotations

import json
import os
import re
from pathlib import Path

import pytest
import sites

from archgen import site, tools

ROOT = Path(__file__).parents[2]
VISIT = Path(__file__).parent / "browser" / "visit.cjs"
THE_THEMES_OWN = ("aria-dialog-name", "landmark-unique")  # axe findings that material owns and we cannot mend

pytestmark = pytest.mark.conformance


def test_every_page_kind_is_drawn_readable_and_sends_nothing_elsewhere(tmp_path):
    root = sites.the_example(tmp_path / "repository")
    built = site.build(site.Order(site.read_settings(root), site.ENGINES["mkdocs"]))
    pages = sorted(str(page.relative_to(built).parent) + "/" for page in (built / "backend").rglob("index.html"))
    found = visit(built, pages, search={"idle in transaction": "pool-exhausted"}, folder=tmp_path)
    assert not found, "\n".join(found)


def test_our_own_site_is_drawn_readable_and_sends_nothing_elsewhere(tmp_path):
    built = site.build(site.Order(site.read_settings(ROOT), site.ENGINES["mkdocs"]), site=tmp_path / "site")
    found = visit(built, kinds(built), search={"publish": "how-to/publish"}, folder=tmp_path)
    assert not found, "\n".join(found)


def kinds(built: Path) -> list[str]:
    """One page of each kind: the first page, one runbook, one record, and one of each pair of folder and name."""
    firsts: dict[tuple[str, ...], str] = {}
    for page in sorted(built.rglob("index.html")):
        place = page.relative_to(built).parent
        name = re.sub(r"\d{4}-.*", "record", place.name)
        kind = ("runbook",) if place.parent.name == "runbooks" else (place.parent.name, name)
        firsts.setdefault(kind, "" if place == Path() else f"{place.as_posix()}/")
    return list(firsts.values())


def visit(built: Path, pages: list[str], *, search: dict[str, str], folder: Path) -> list[str]:
    """What is wrong with `pages`, each in four views; `search` names words and the page that they must lead to."""
    screenshots = os.environ.get("ARCHGEN_SCREENSHOTS", "")
    with sites.served(built) as base:
        order = {
            "base": base,
            "pages": pages,
            "search": search,
            "allowed": THE_THEMES_OWN,
            "chromium": str(tools.need("chromium", "Run .ci/install-validators.")),
            "screenshots": screenshots,
        }
        file = folder / "order.json"
        file.write_text(json.dumps(order))
        modules = Path(os.environ["ARCHGEN_VALIDATORS"]) / "npm" / "node_modules"
        said = tools.run("node", str(VISIT), str(file), timeout=900, env={"NODE_PATH": str(modules)})
    assert said.code == 0, said.err
    return [f"{one['page']} ({one['view']}): {one['what']}" for one in json.loads(said.out)]
