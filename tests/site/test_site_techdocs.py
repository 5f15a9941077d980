"""Backstage's TechDocs builds the same pages, in an environment of its own and with its own plugin."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

import pytest
import sites

pytestmark = pytest.mark.conformance


def test_techdocs_builds_the_example_strictly_with_its_diagrams(tmp_path):
    root = sites.the_example(tmp_path)
    settings = (root / "mkdocs.yml").read_text()
    (root / "mkdocs.yml").write_text(settings.replace("  - search\n", "  - techdocs-core\n"))
    mkdocs = Path(os.environ["ARCHGEN_VALIDATORS"]) / "techdocs" / "bin" / "mkdocs"
    quiet = {**os.environ, "NO_MKDOCS_2_WARNING": "1"}
    built = subprocess.run([mkdocs, "build", "--strict"], cwd=root, env=quiet, capture_output=True, text=True)
    assert built.returncode == 0, built.stderr
    assert (root / "site/techdocs_metadata.json").exists()
    assert '<pre class="mermaid">' in (root / "site/backend/parley/index.html").read_text()
