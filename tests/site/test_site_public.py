"""A public site of real designs names no price, no business figure and no threat; its strict build finds every link."""

from __future__ import annotations

import subprocess
import sys
from html import unescape
from pathlib import Path

import pytest
from typer.testing import CliRunner

from archgen.cli.new_design import app as new_design_app
from archgen.cli.shelf import Shelf
from archgen.cli.site import app as site_app
from archgen.discretion import is_private, private
from archgen.documents import plain
from archgen.quantities import CURRENCIES, print_quantity

EXAMPLES = Path(__file__).parents[2] / "examples"
NAMES = sorted(folder.name for folder in EXAMPLES.iterdir() if (folder / "brief.yaml").is_file())

pytestmark = pytest.mark.slow


def run(app, *words: str) -> None:
    said = CliRunner().invoke(app, words, catch_exceptions=False)
    assert said.exit_code == 0, said.output


@pytest.fixture(scope="module", params=NAMES)
def public(request, tmp_path_factory):
    root = tmp_path_factory.mktemp("public")
    (root / ".archgen").mkdir()
    (root / ".archgen/config.yaml").write_text("publish: public\n")
    run(new_design_app, "--brief", str(EXAMPLES / request.param / "brief.yaml"), "--output", str(root), "--no-input")
    run(site_app, "build", "--output", str(root))
    shelf = Shelf(root)
    (slug,) = shelf.slugs()
    return root, shelf.designed(slug, shelf.brief(slug))


def pages(root: Path) -> dict[Path, str]:
    files = (file for file in (root / "site").rglob("*") if file.suffix in (".html", ".json", ".yaml", ".xml"))
    return {file.relative_to(root): unescape(file.read_text(encoding="utf-8")) for file in files}


def is_money(quantity) -> bool:
    return not set(CURRENCIES).isdisjoint(quantity.unit.text.split("/"))


def test_no_file_of_the_site_names_a_price(public):
    root, designed = public
    prices = {print_quantity(each) for each in designed.ledger.values() if is_private(each) and is_money(each)}
    assert prices, "the example has no price, so this proves nothing"
    found = {(str(path), price) for path, text in pages(root).items() for price in prices if price in text}
    assert found == set()


def test_no_file_of_the_site_names_a_threat(public):
    root, designed = public
    threats = [plain(threat.says) for threat in designed.blueprint.safeguards.threats]
    found = [(str(path), threat) for path, text in pages(root).items() for threat in threats if threat in text]
    assert found == []


def test_whole_pages_of_costs_and_risks_are_not_there(public):
    root, designed = public
    folder = root / "site" / "backend" / designed.slug
    assert folder.joinpath("capacity").is_dir()
    assert [name for name in ("cost", "risk-assessment") if folder.joinpath(name).exists()] == []
    assert "cost.md" not in (root / "mkdocs.yml").read_text().partition("nav:")[2]


def test_the_team_still_has_all_of_it(public):
    root, designed = public
    ledger = (root / f"docs/backend/{designed.slug}/ledger.md").read_text()
    assert any(currency in ledger for currency in CURRENCIES)
    assert private(designed).anchors


def test_peoples_own_configuration_keeps_the_brief_off_a_plain_build(tmp_path):
    theirs = "site_name: Ours # and nobody else's\ntheme: {name: material, font: false}\n"
    (tmp_path / "mkdocs.yml").write_text(theirs)
    brief = EXAMPLES / "help-desk" / "brief.yaml"
    run(new_design_app, "--brief", str(brief), "--output", str(tmp_path), "--no-input", "--quiet")
    assert (tmp_path / "mkdocs.yml").read_text().startswith(theirs)
    mkdocs = [str(Path(sys.executable).with_name("mkdocs")), "build", "--quiet"]
    subprocess.run(mkdocs, cwd=tmp_path, check=True)
    assert (tmp_path / "site/backend/parley/index.html").exists()
    assert not (tmp_path / "site/backend/parley/brief.yaml").exists()


def test_zensical_cannot_leave_out_parts_of_pages(tmp_path):
    (tmp_path / "mkdocs.yml").write_text("site_name: x\n")
    said = CliRunner().invoke(
        site_app, ["build", "--output", str(tmp_path), "--engine", "zensical", "--publish", "public"]
    )
    assert said.exception.problems[0].code in ("site-public", "tool-missing")
