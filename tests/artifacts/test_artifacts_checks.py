"""`archgen check` on files for machines that people changed: parts that went, softened limits, broken JSON."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

import pytest

from archgen.checks import findings
from archgen.cli.check import look
from archgen.cli.shelf import Shelf
from make import EXAMPLES

FOLDER, MODEL, PLAN = "docs/backend/parley", "artifacts/model.c4", "artifacts/loadtest.json"
RESTORE = "Change the brief and run `archgen update`, or `archgen restore` the file."


@pytest.fixture(scope="module")
def written(tmp_path_factory) -> Path:
    root = tmp_path_factory.mktemp("written")
    brief = str(EXAMPLES / "help-desk" / "brief.yaml")
    command = [sys.executable, "-m", "archgen", "new-design", "--brief", brief, "--output", str(root)]
    subprocess.run([*command, "--no-input", "--quiet"], check=True)
    return root


def found(written: Path, tmp_path: Path, code: str, changes: Mapping[str, str]) -> list[str]:
    """What the checks of a code say once people changed these files."""
    root = tmp_path / "repository"
    shutil.copytree(written, root)
    for path, text in changes.items():
        (root / FOLDER / path).write_text(text, encoding="utf-8")
    return [str(each) for each in findings(look(Shelf(root))) if each.code == code]


def text_of(written: Path, path: str) -> str:
    return (written / FOLDER / path).read_text("utf-8")


@pytest.mark.parametrize("code", ["check-model", "check-loadtest"])
def test_files_as_they_were_written_are_in_order(code, written, tmp_path):
    assert found(written, tmp_path, code, {}) == []


def test_a_part_that_somebody_took_out_of_the_model_is_missed(written, tmp_path):
    text = text_of(written, MODEL)
    changed = text.replace("id 'cache'", "").replace("id 'mail'", "id 'post'")
    assert found(written, tmp_path, "check-model", {MODEL: changed}) == [
        f"{FOLDER}/artifacts/model.c4: the design has 'cache', and the model does not. {RESTORE} [check-model]",
        f"{FOLDER}/artifacts/model.c4: the design has 'mail', and the model does not. {RESTORE} [check-model]",
        f"{FOLDER}/artifacts/model.c4: the model has 'post', and the design does not. {RESTORE} [check-model]",
    ]


def test_a_limit_that_somebody_softened_is_told_with_both_numbers(written, tmp_path):
    told = json.loads(text_of(written, PLAN))
    told["journeys"]["work-queue"]["limits"]["latency_ms"] = 2000
    told["journeys"]["work-queue"]["requests"] = []
    del told["peaks"]["test"]["req_per_s"]["sign-in"]
    assert found(written, tmp_path, "check-loadtest", {PLAN: json.dumps(told)}) == [
        f"{FOLDER}/artifacts/loadtest.json: latency_ms of work-queue is 2000, and the design has 200. {RESTORE} "
        "[check-loadtest]",
        f"{FOLDER}/artifacts/loadtest.json: rate of sign-in at test is missing. {RESTORE} [check-loadtest]",
    ]


@pytest.mark.parametrize("text", ["{", "[]", '{"peaks": 1}', "null"])
def test_a_plan_that_cannot_be_read_is_told_once(text, written, tmp_path):
    assert found(written, tmp_path, "check-loadtest", {PLAN: text}) == [
        f"{FOLDER}/artifacts/loadtest.json: it is no plan that the load test can read. `archgen restore` it. "
        "[check-loadtest]"
    ]


def test_what_people_send_survives_other_numbers(written, tmp_path):
    root = tmp_path / "repository"
    shutil.copytree(written, root)
    for path, old, new in (
        (PLAN, '"body": "Thank you for asking."', '"body": "Ours."'),
        (MODEL, "  actor_partner = actor", "  // ours\n  actor_partner = actor"),
        ("artifacts/loadtest.py", "class Journey(HttpUser):", "# ours\nclass Journey(HttpUser):"),
        ("brief.yaml", "monthly: 12k", "monthly: 15k"),
    ):
        file = root / FOLDER / path
        text = file.read_text("utf-8")
        assert old in text
        file.write_text(text.replace(old, new), encoding="utf-8")
    command = [sys.executable, "-m", "archgen", "update", "--output", str(root), "--quiet"]
    subprocess.run(command, check=True, capture_output=True)
    told = json.loads((root / FOLDER / PLAN).read_text("utf-8"))
    assert told["peaks"]["test"]["req_per_s"]["send-reply"] == 14.4
    assert told["journeys"]["send-reply"]["requests"][0]["body"]["body"] == "Ours."
    assert "  // ours\n" in (root / FOLDER / MODEL).read_text("utf-8")
    assert "# ours\n" in (root / FOLDER / "artifacts/loadtest.py").read_text("utf-8")
    assert [str(each) for each in findings(look(Shelf(root))) if each.code in ("check-model", "check-loadtest")] == []
