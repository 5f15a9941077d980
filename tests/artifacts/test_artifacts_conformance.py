"""Files for machines before the tools of their fields, each asked once for all examples."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from archgen import tools
from make import EXAMPLES, a_blueprint, an_example, the_files

pytestmark = pytest.mark.conformance

NAMES = sorted(folder.parent.name for folder in EXAMPLES.glob("*/brief.yaml"))
HINT = "run `.ci/install-validators .conformance`"
PATIENCE = 120
HERE = Path(__file__).parent


@pytest.fixture(scope="module")
def written(tmp_path_factory):
    """The files of every example, each in a folder of its name."""
    folder = tmp_path_factory.mktemp("artifacts")
    for name in NAMES:
        for path, text in the_files(a_blueprint(text=an_example(name))).items():
            file = folder / name / path
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(text, encoding="utf-8")
    return folder


def those(written, pattern):
    return [str(file) for file in sorted(written.glob(f"*/artifacts/{pattern}"))]


def test_redocly_finds_nothing_that_its_recommended_rules_mind(written):
    files, settings = those(written, "openapi.yaml"), those(written, "redocly.yaml")[0]
    assert len(files) == len(NAMES)
    asked = ("lint", *files, "--config", settings, "--format", "github-actions")
    done = tools.run(str(tools.need("redocly", HINT)), *asked, timeout=PATIENCE)
    assert (done.code, done.out.strip()) == (0, ""), done.err


def test_the_validator_of_the_specification_accepts_every_interface(written):
    done = tools.run(str(tools.need("openapi-spec-validator", HINT)), *those(written, "openapi.yaml"))
    assert done.code == 0, done.out + done.err


def test_a_mock_serves_every_operation_and_refuses_what_lacks_a_sign_in_or_a_header(written):
    node = tools.need("node", HINT)
    done = tools.run(str(node), str(HERE / "mocked.mjs"), *those(written, "openapi.yaml"), timeout=PATIENCE)
    assert done.code == 0, done.err
    answers = [json.loads(line) for line in done.out.splitlines()]
    whole = {(one["file"], one["operation"]): one for one in answers if one["as"] == "whole"}
    assert [one for one in whole.values() if not 200 <= one["status"] < 300] == []
    assert {one["status"] for one in answers if one["as"] == "unsigned" and one["operation"] != "signIn"} == {401}
    (reply,) = (one for one in answers if one["as"] == "bare" and one["operation"] == "sendReply")
    assert reply["status"] in (400, 422, 428)
