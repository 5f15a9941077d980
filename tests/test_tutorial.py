"""The tutorial is run as it stands: each command in its shell blocks, in one shell, must succeed."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

TUTORIAL = Path(__file__).parent.parent / "docs" / "tutorial.md"

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def walked(tmp_path_factory) -> subprocess.CompletedProcess[str]:
    """What the tutorial's commands said, run from first to last."""
    blocks = re.findall(r"^```shell\n(.+?)^```", TUTORIAL.read_text(encoding="utf-8"), re.MULTILINE | re.DOTALL)
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    folder = tmp_path_factory.mktemp("tutorial")
    script = "set -euo pipefail\n" + "".join(blocks)
    return subprocess.run(
        ["bash", "-c", script], cwd=folder, capture_output=True, text=True, env={"PATH": path, "HOME": str(folder)}
    )


def test_every_command_of_the_tutorial_succeeds(walked):
    assert walked.returncode == 0, walked.stdout + walked.stderr


def test_the_pooler_is_explained_and_turns_with_more_users(walked):
    assert re.search(r"^connection_pooler = in-app +row fits", walked.stdout, re.MULTILINE)
    assert "Connection pooling: Pool inside the API -> PgBouncer" in walked.stdout


def test_the_line_that_a_person_added_is_still_there_after_the_update(walked):
    assert walked.stdout.count("We measured 41 requests a second per instance in May.") == 1
