"""The portfolio page: every design with its people, what is decided alike and otherwise, support ends, what is open."""

from __future__ import annotations

from pathlib import Path

import pytest
from typer.testing import CliRunner

from archgen.cli.new_design import app as new_design_app
from archgen.cli.update import app as update_app

EXAMPLES = Path(__file__).parents[1] / "examples"


def run(app, *words: str) -> None:
    said = CliRunner().invoke(app, words, catch_exceptions=False)
    assert said.exit_code == 0, said.output


@pytest.fixture(scope="module")
def two(tmp_path_factory) -> Path:
    root = tmp_path_factory.mktemp("two")
    for name in ("help-desk", "habits"):
        run(
            new_design_app,
            "--brief",
            str(EXAMPLES / name / "brief.yaml"),
            "--output",
            str(root),
            "--no-input",
            "--quiet",
        )
    return root


def page(root: Path) -> str:
    return (root / "docs/backend/index.md").read_text()


def section(root: Path, title: str) -> list[str]:
    """The lines of a section, "" for what stands above all of them."""
    parts = page(root).split("\n## ")
    return next(part for part in parts if part.startswith(title or "# ")).splitlines()


def test_every_design_has_its_line_with_people_and_counts_that_lead_on(two):
    assert (
        "| [Parley](parley/index.md) | a shared inbox in which support teams answer their customers | Foundation "
        "| 5 engineers | 12,000 | [73](parley/decisions.md) | [3](parley/open-questions.md) |"
    ) in section(two, "")


def test_what_is_decided_otherwise_names_who_has_which(two):
    rows = section(two, "Decided otherwise")
    assert (
        "| Push channel | Clients ask: [Tagwerk](tagwerk/index.md) "
        "| Events from the API: [Parley](parley/decisions.md#push-channel) |"
    ) in rows
    (tests,) = (row for row in rows if row.startswith("| Test strategy |"))
    assert "without " in tests or "with " in tests
    assert "| Primary store | PostgreSQL |" in section(two, "Decided alike")


def test_technologies_stand_by_the_end_of_their_support(two):
    rows = [row.split(" | ") for row in section(two, "What they run on") if row.startswith("| ")][2:]
    ends = [row[2] for row in rows]
    assert ends == sorted(ends, key=lambda end: end or "9")
    assert ["| PostgreSQL", "18", "2030-11-14", "[Parley](parley/index.md), [Tagwerk](tagwerk/index.md) |"] in rows


def test_contradictions_lead_to_their_place(two):
    row = "| [Parley](parley/index.md) | [Bill beyond the budget](parley/open-questions.md#budget-volume) | costly |"
    assert row in section(two, "Open contradictions")


def test_a_run_for_one_design_says_the_same_of_the_others(two):
    before = page(two)
    run(update_app, "parley", "--output", str(two), "--no-input", "--quiet")
    run(update_app, "tagwerk", "--output", str(two), "--no-input", "--quiet")
    assert page(two) == before


def test_a_run_for_one_design_leaves_the_navigation_of_the_others(two):
    before = (two / "mkdocs.yml").read_text()
    assert "backend/parley/capacity.md" in before
    assert "backend/tagwerk/capacity.md" in before
    run(update_app, "parley", "--set", "team.engineers=6", "--output", str(two), "--no-input", "--quiet")
    assert "backend/tagwerk/capacity.md" in (two / "mkdocs.yml").read_text()
