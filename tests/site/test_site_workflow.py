"""The Pages workflows: printed, pinned, and YAML of the right shape."""

from __future__ import annotations

import pytest

from archgen.site import WORKFLOWS, workflow
from archgen.yamltext import parse


@pytest.mark.parametrize("host", sorted(WORKFLOWS))
def test_a_workflow_is_readable_and_pins_the_version_that_wrote_it(host):
    text = workflow(host, version="1.2.3")
    parsed = parse(text, file=host)
    assert parsed.problems == ()
    assert 'pip install "archgen[site]==1.2.3"' in text
    assert "archgen site build --site-dir" in text


def test_github_publishes_what_was_built():
    jobs = parse(workflow("github", version="1"), file="github").data["jobs"]
    upload = next(step for step in jobs["build"]["steps"] if "upload-pages-artifact" in step.get("uses", ""))
    assert upload["with"]["path"] == "site"
    assert jobs["publish"]["environment"]["url"] == "${{ steps.publish.outputs.page_url }}"


def test_gitlab_publishes_the_folder_called_public():
    pages = parse(workflow("gitlab", version="1"), file="gitlab").data["pages"]
    assert pages["artifacts"]["paths"] == ["public"]
    assert any("--site-dir public" in line for line in pages["script"])
