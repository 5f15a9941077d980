"""The guide is run as it stands: the commands in the shell blocks of the tutorial and of the how-to pages succeed."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
BRIEF = ROOT / "examples" / "help-desk" / "brief.yaml"
HOW_TO = sorted(page.stem for page in (ROOT / "docs" / "how-to").glob("*.md"))

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def tutorial(tmp_path_factory) -> subprocess.CompletedProcess[str]:
    return run("tutorial", tmp_path_factory.mktemp("tutorial"))


@pytest.fixture(scope="module")
def help_desk(tmp_path_factory) -> Path:
    """A repository with the design of the help desk."""
    folder = tmp_path_factory.mktemp("help-desk")
    command = ["archgen", "new-design", "--brief", str(BRIEF), "--output", str(folder), "--no-input", "--quiet"]
    subprocess.run(command, check=True, env=environment(folder), capture_output=True)
    return folder


def test_every_command_of_the_tutorial_succeeds(tutorial):
    assert tutorial.returncode == 0, tutorial.stdout + tutorial.stderr


def test_the_pooler_is_explained_and_turns_with_more_users(tutorial):
    assert re.search(r"^connection_pooler = in-app +row fits", tutorial.stdout, re.MULTILINE)
    assert "Connection pooling: Pool inside the API -> PgBouncer" in tutorial.stdout


def test_the_line_that_a_person_added_is_still_there_after_the_update(tutorial):
    assert tutorial.stdout.count("We measured 41 requests a second per instance in May.") == 1


@pytest.mark.parametrize("page", HOW_TO)
def test_every_command_of_a_how_to_page_succeeds(page, help_desk, tmp_path):
    shutil.copytree(help_desk, tmp_path, dirs_exist_ok=True)
    said = run(f"how-to/{page}", tmp_path)
    assert said.returncode == 0, said.stdout + said.stderr


def test_the_files_that_the_how_to_pages_show_are_accepted(help_desk, tmp_path):
    shutil.copytree(help_desk, tmp_path, dirs_exist_ok=True)
    risk, topic = yaml_of("how-to/house-rules")
    answers, waivers, group = yaml_of("how-to/compliance")
    house = tmp_path / ".archgen" / "house"
    files = {"risks/ours.yaml": risk, "handbook/testing.yaml": topic, "compliance/ours.yaml": group}
    for path, text in files.items():
        (house / path).parent.mkdir(parents=True, exist_ok=True)
        (house / path).write_text(text, encoding="utf-8")
    settings = answers + waivers.removeprefix("compliance:\n")
    (tmp_path / ".archgen" / "config.yaml").write_text(settings, encoding="utf-8")
    for command in (["knowledge", "check"], ["update", "--quiet"], ["check", "--fail-on", "warning"]):
        called = ["archgen", *command]
        said = subprocess.run(called, cwd=tmp_path, capture_output=True, text=True, env=environment(tmp_path))
        assert said.returncode == 0, said.stdout + said.stderr
    assert "**We test against PostgreSQL.**" in (tmp_path / "docs/backend/handbook/testing.md").read_text("utf-8")
    assert "the night desk" in (tmp_path / "docs/backend/parley/risk-assessment.md").read_text("utf-8")


def yaml_of(page: str) -> list[str]:
    """The YAML blocks of a page, in their order."""
    text = (ROOT / "docs" / f"{page}.md").read_text(encoding="utf-8")
    return re.findall(r"^```yaml\n(.+?)^```", text, re.MULTILINE | re.DOTALL)


def run(page: str, folder: Path) -> subprocess.CompletedProcess[str]:
    """Run the shell blocks of a page, from first to last, in one shell that stops at the first failure."""
    text = (ROOT / "docs" / f"{page}.md").read_text(encoding="utf-8")
    blocks = re.findall(r"^```shell\n(.+?)^```", text, re.MULTILINE | re.DOTALL)
    script = "set -euo pipefail\n" + "".join(blocks)
    return subprocess.run(["bash", "-c", script], cwd=folder, capture_output=True, text=True, env=environment(folder))


def environment(home: Path) -> dict[str, str]:
    return {"PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}", "HOME": str(home)}
