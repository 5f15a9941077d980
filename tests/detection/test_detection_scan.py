from __future__ import annotations

import json
from datetime import date
from pathlib import Path

from typer.testing import CliRunner

from archgen.brief import make_schema, read_brief
from archgen.cli.scan import app
from archgen.cli.survey import for_brief, survey
from archgen.library import knowledge
from archgen.repository import Repository

FILES = {
    "pyproject.toml": '[project]\ndependencies = [\n  "fastapi",\n  "psycopg",\n]\n',
    "compose.yml": "services:\n  db:\n    image: postgres:16\n  api:\n    build: .\n",
    "Dockerfile": "FROM python:3.12\n",
    "docs/adr/0001-start.md": "",
    ".github/workflows/ci.yml": "",
}


def a_repository(root: Path, files: dict[str, str]) -> Path:
    for path, text in files.items():
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_text(text, encoding="utf-8")
    return root


def scan(root: Path, *args: str) -> str:
    result = CliRunner().invoke(app, ["--output", str(root), *args])
    assert result.exit_code == 0, result.output
    return result.output


def test_a_scan_is_read_like_a_page(tmp_path):
    assert (
        scan(a_repository(tmp_path, FILES))
        == """\
Languages
  python  pyproject.toml

Frameworks
  fastapi  pyproject.toml:3  package fastapi

Databases
  postgresql  compose.yml:3  image postgres:16; 2 files in all

Deployables
  api  Dockerfile

Platform
  docker-compose  compose.yml

CI
  github-actions  .github/workflows/ci.yml

Decision records
  docs/adr    one record

A brief takes from it, until somebody says otherwise
  existing.ci        GitHub Actions
  existing.database  postgresql
  existing.language  python

Looked at the names of 5 files and read 3 of them.
"""
    )


def test_as_data_it_holds_the_file_and_line_of_everything(tmp_path):
    data = json.loads(scan(a_repository(tmp_path, FILES), "--format", "json"))
    assert (data["files"], data["read"], data["not_read"]) == (5, 3, 0)
    database = {"kind": "database", "value": "postgresql", "file": "compose.yml", "line": 3}
    assert database.items() <= data["findings"][2].items()
    assert data["detected"][1]["path"] == "existing.database"


def test_what_was_detected_becomes_a_layer_of_a_brief(tmp_path):
    seen = survey(Repository(a_repository(tmp_path, FILES)), date(2026, 1, 1))
    schema = make_schema(knowledge("brief")["brief"], knowledge("roles")["roles"])
    found = for_brief(seen, date(2026, 1, 1))
    brief = read_brief("system: {name: x}", file="b", schema=schema, archetypes={}, detected=found)
    given = brief.get("existing.database")
    assert (given.value, given.layer, given.ground) == ("postgresql", "detected", "compose.yml")


def test_an_empty_folder_is_no_error(tmp_path):
    assert "a design starts from answers alone" in scan(tmp_path)
    assert scan(tmp_path, "--quiet") == ""


def test_a_name_that_a_terminal_would_obey_is_printed_harmless(tmp_path):
    a_repository(tmp_path, {"adr\x1b[2J/adr/0001-x.md": ""})
    assert "\x1b" not in scan(tmp_path)


def test_binary_and_huge_files_say_nothing_and_break_nothing(tmp_path):
    a_repository(tmp_path, {"package.json": "x" * 600_000, "go.mod": "module x\n"})
    (tmp_path / "pyproject.toml").write_bytes(b"\xff\xfe\x00[project]")
    found = survey(Repository(tmp_path), date(2026, 1, 1)).findings
    assert [each.value for each in found] == ["go", "python"]


def test_a_scan_changes_nothing(tmp_path):
    a_repository(tmp_path, FILES)
    before = {path: path.stat().st_mtime_ns for path in sorted(tmp_path.rglob("*"))}
    scan(tmp_path)
    assert {path: path.stat().st_mtime_ns for path in sorted(tmp_path.rglob("*"))} == before
