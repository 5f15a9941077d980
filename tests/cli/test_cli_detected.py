"""What the repository shows reaches a design by every door, stands in its brief, and gives way to people."""

from __future__ import annotations

from pathlib import Path

import pytest
from test_cli_check import archgen

FILES = {
    "go.mod": "module till\n\nrequire github.com/gin-gonic/gin v1.10.0\n",
    "compose.yml": "services:\n  db:\n    image: mysql:8\n",
}
TOLD = "system: {name: Till}\nexisting: {database: postgresql}"
BLOCK = """
# Read from the repository on that day, and kept; what you say above wins. Take out a line that is wrong.
detected:
- {path: existing.language, value: go, file: go.mod, 'on': '2027-01-01'}
"""


@pytest.fixture
def repository(tmp_path) -> Path:
    for name, text in FILES.items():
        (tmp_path / name).write_text(text, "utf-8")
    return tmp_path


def brief_of(root: Path) -> str:
    return (root / "docs/backend/till/brief.yaml").read_text("utf-8")


def test_a_name_alone_takes_language_and_database_from_the_repository(repository):
    done = archgen(repository, "new-design", "Till", "--no-input")
    assert "  2 answers read from the repository:\n    existing.database = mysql (compose.yml)\n" in done.out
    assert "- {path: existing.language, value: go, file: go.mod" in brief_of(repository)
    assert archgen(repository, "explain", "unit_capacity[api]").out.startswith("unit_capacity[api] = 200 req/s/unit")


def test_a_brief_stays_as_it_is_above_what_it_leaves_open_and_the_repository_shows(repository):
    (repository / "till.yaml").write_text(TOLD, "utf-8")
    archgen(repository, "new-design", "--brief", "till.yaml")
    assert brief_of(repository) == f"{TOLD}\n{BLOCK}"
    (repository / "pom.xml").write_text("<project/>", "utf-8")
    (repository / "go.mod").unlink()
    again = archgen(repository, "new-design", "--brief", "till.yaml").out
    assert " create" not in again
    assert " update" not in again
    assert brief_of(repository) == f"{TOLD}\n{BLOCK}"


def test_who_wants_nothing_read_says_so_in_the_brief(repository):
    (repository / "till.yaml").write_text(f"{TOLD}\ndetected: []\n", "utf-8")
    assert "read from the repository" not in archgen(repository, "new-design", "--brief", "till.yaml").out
    assert brief_of(repository) == f"{TOLD}\ndetected: []\n"


def test_a_file_with_a_hostile_name_is_named_harmlessly(tmp_path):
    folder = tmp_path / "a: {b}\x1b[31m"
    folder.mkdir()
    (folder / "go.mod").write_text("module x\n", "utf-8")
    done = archgen(tmp_path, "new-design", "Till", "--no-input")
    assert done.code == 0, done.err
    assert "\x1b" not in done.out + brief_of(tmp_path)
    assert archgen(tmp_path, "update", "--no-input").code == 0
