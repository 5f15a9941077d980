"""Built pages in a real browser: light and dark, desktop and phone, without a network."""

from __future__ import annotations

import json
import os
import random
from pathlib import Path
from typing import Any

import pytest
import sites
from typer.testing import CliRunner

from archgen import site, tools
from archgen.cli.site import app as site_app
from what_if_data import Data

ROOT = Path(__file__).parents[2]
VISIT = Path(__file__).parent / "browser" / "visit.cjs"
# Folders whose pages are alike: one template makes them, or they are prose.
OF_MANY = ("runbooks", "adr", "handbook", "decisions", "archetypes", "catalogues", "reference", "how-to", "explanation")
POINTS = 1000
THE_THEMES_OWN = ("aria-dialog-name", "landmark-unique")  # axe findings that material owns and we cannot mend

pytestmark = pytest.mark.conformance


def test_every_page_kind_is_drawn_readable_and_sends_nothing_elsewhere(tmp_path):
    root = sites.the_example(tmp_path / "repository")
    built = site.build(site.Order(site.read_settings(root), site.ENGINES["mkdocs"]))
    pages = sorted(str(page.relative_to(built).parent) + "/" for page in (built / "backend").rglob("index.html"))
    said = visit(built, pages, search={"idle in transaction": "pool-exhausted"}, folder=tmp_path)
    assert wrong(said) == []


def test_our_own_site_is_drawn_readable_and_its_what_if_page_moves(tmp_path):
    built = tmp_path / "site"
    run = CliRunner().invoke(site_app, ["build", "--output", str(ROOT), "--site-dir", str(built)])
    assert run.exit_code == 0, run.output
    (data,) = (built / "assets/archgen/what-if").glob("*.json")
    page = Data(data.read_text(encoding="utf-8"))
    chance = random.Random(5)
    points = [[chance.randrange(size) for size in page.sizes] for _ in range(POINTS)]
    what_if = {"place": f"backend/{data.stem}/what-if/", "points": points}
    said = visit(built, kinds(built), search={"publish": "how-to/publish"}, folder=tmp_path, what_if=what_if)
    assert wrong(said) == []
    assert said["whatIf"]["wrong"] == []
    for point, shown in zip(points, said["whatIf"]["shown"], strict=True):
        assert {one["title"]: one["then"] for one in shown["decisions"]} == page.decisions(point)
        assert {one["title"] for one in shown["contradictions"] if one["then"]} == page.contradictions(point)
        assert all(setting in shown["command"] for setting in page.settings(point))


def kinds(built: Path) -> list[str]:
    """One page of each kind: what a template makes many of is seen once, at its longest; every other page is seen."""
    found: dict[tuple[str, ...], Path] = {}
    for page in sorted(built.rglob("index.html"), key=lambda page: (-page.stat().st_size, page)):
        place = page.relative_to(built).parent
        found.setdefault((place.parent.name,) if place.parent.name in OF_MANY else place.parts, place)
    return sorted("" if place == Path() else f"{place.as_posix()}/" for place in found.values())


def wrong(said: dict[str, Any]) -> list[str]:
    return [f"{one['page']} ({one['view']}): {one['what']}" for one in said["found"]]


def visit(
    built: Path, pages: list[str], *, search: dict[str, str], folder: Path, what_if: dict[str, Any] | None = None
) -> dict[str, Any]:
    """What is `found` wrong with `pages`, each in four views; `search` names words and the page that they must lead to.

    `what_if` names a what-if page and points to ask it for; the answer says what is wrong there, and what was shown.
    """
    screenshots = os.environ.get("ARCHGEN_SCREENSHOTS", "")
    with sites.served(built) as base:
        order = {
            "base": base,
            "pages": pages,
            "search": search,
            "whatIf": what_if,
            "allowed": THE_THEMES_OWN,
            "chromium": str(tools.need("chromium", "Run .ci/install-validators.")),
            "screenshots": screenshots,
        }
        file = folder / "order.json"
        file.write_text(json.dumps(order))
        modules = Path(os.environ["ARCHGEN_VALIDATORS"]) / "npm" / "node_modules"
        said = tools.run("node", str(VISIT), str(file), timeout=900, env={"NODE_PATH": str(modules)})
    assert said.code == 0, said.err
    return json.loads(said.out)
