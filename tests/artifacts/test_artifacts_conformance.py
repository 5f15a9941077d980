"""Files for machines before the tools of their fields, each asked once for all examples."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from archgen import tools
from make import EXAMPLES, a_blueprint, an_example, queued, the_files

pytestmark = pytest.mark.conformance

NAMES = sorted(folder.parent.name for folder in EXAMPLES.glob("*/brief.yaml"))
HINT = "run `.ci/install-validators .conformance`"
PATIENCE = 120
HERE = Path(__file__).parent


@pytest.fixture(scope="module")
def written(tmp_path_factory):
    """The files of every example and of a system with a queue, each in a folder of its name."""
    folder = tmp_path_factory.mktemp("artifacts")
    for name, brief in {**{name: an_example(name) for name in NAMES}, "queued": queued()}.items():
        for path, text in the_files(a_blueprint(text=brief)).items():
            file = folder / name / path
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(text, encoding="utf-8")
    return folder


def those(written, pattern):
    return [str(file) for file in sorted(written.glob(f"*/artifacts/{pattern}"))]


def test_redocly_finds_nothing_that_its_recommended_rules_mind(written):
    files = [*those(written, "openapi.yaml"), *those(written, "asyncapi.yaml")]
    assert len(files) > len(NAMES)
    settings = ("--config", those(written, "redocly.yaml")[0], "--format", "github-actions")
    done = tools.run(str(tools.need("redocly", HINT)), "lint", *files, *settings, timeout=PATIENCE)
    assert (done.code, done.out.strip()) == (0, ""), done.err


def test_the_validator_of_the_specification_accepts_every_interface(written):
    done = tools.run(str(tools.need("openapi-spec-validator", HINT)), *those(written, "openapi.yaml"))
    assert done.code == 0, done.out + done.err


def test_a_mock_serves_every_operation_and_refuses_what_lacks_a_sign_in_or_a_header(written):
    answers = asked("mocked.mjs", those(written, "openapi.yaml"))
    whole = {(one["file"], one["operation"]): one for one in answers if one["as"] == "whole"}
    assert [one for one in whole.values() if not 200 <= one["status"] < 300] == []
    assert {one["status"] for one in answers if one["as"] == "unsigned" and one["operation"] != "signIn"} == {401}
    (reply,) = (one for one in answers if one["as"] == "bare" and one["operation"] == "sendReply")
    assert reply["status"] in (400, 422, 428)


def test_the_parser_of_asyncapi_reads_every_document_and_finds_nothing_to_mind(written):
    files = those(written, "asyncapi.yaml")
    assert [Path(file).parts[-3] for file in files] == ["queued", "scooters"]
    for said in asked("parsed.mjs", files):
        assert (said["minded"], all("data" in fields for fields in said["messages"].values())) == ([], True)
        schemas = {file.name for file in (Path(said["file"]).parent / "events").glob("*.json")}
        assert {f"{message}.schema.json" for message in said["messages"]} == schemas


def test_backstage_takes_every_entity_of_a_catalogue_and_finds_what_it_refers_to(written):
    for said in asked("catalogued.mjs", those(written, "catalog-info.yaml")):
        assert (said["refused"], said["lost"]) == ([], [])
        assert len(set(said["names"])) == len(said["names"])


def asked(script, files):
    """What a script of Node says, a line of JSON for each file."""
    done = tools.run(str(tools.need("node", HINT)), str(HERE / script), *files, timeout=PATIENCE)
    assert done.code == 0, done.err
    return [json.loads(line) for line in done.out.splitlines()]
