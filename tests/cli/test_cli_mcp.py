"""What an agent is told over the Model Context Protocol, asked by the SDK's own client over stdio."""

from __future__ import annotations

import asyncio
import json
import os
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from mcp import Client
from mcp.client.stdio import StdioServerParameters

from make import EXAMPLES

CLOCK = {"SOURCE_DATE_EPOCH": "1798761600"}
OUTSIDE = ("../../../secret.md", "/etc/passwd", "runbooks/../../../../secret.md", "way-out.md", "folder-out/secret.md")
QUESTIONS: dict[str, tuple[str, dict[str, Any]]] = {
    "designs": ("designs", {}),
    "decisions": ("decisions", {}),
    "decision": ("explain", {"name": "connection_pooler"}),
    "number": ("explain", {"name": "connections_peak", "design": "parley"}),
    "numbers": ("numbers", {"containing": "connections_"}),
    "all numbers": ("numbers", {}),
    "runbooks": ("runbooks", {}),
    "pages": ("pages", {}),
    "page": ("read_page", {"path": "runbooks/restore.md"}),
    "what if": ("what_if", {"answers": ["load.users.monthly=40k"]}),
    "no name": ("explain", {"name": "connection_poller"}),
    "no design": ("decisions", {"design": "purley"}),
    "no path": ("what_if", {"answers": ["load.users.montly=40k", "team.engineers=-1"]}),
    **{path: ("read_page", {"path": path}) for path in OUTSIDE},
}


@dataclass
class Told:
    """The answers of one session, and what the repository was before and after it."""

    tools: Any
    answers: dict[str, Any]
    before: dict[str, bytes]
    after: dict[str, bytes]

    def data(self, question: str) -> Any:
        answer = self.answers[question]
        assert not answer.is_error, answer.content
        return answer.structured_content.get("result", answer.structured_content)

    def refused(self, question: str) -> str:
        answer = self.answers[question]
        assert answer.is_error, answer.content
        return answer.content[0].text.partition(": ")[2]


@pytest.fixture(scope="module")
def told(tmp_path_factory) -> Told:
    root = tmp_path_factory.mktemp("repository") / "repository"
    root.mkdir()
    brief = str(EXAMPLES / "help-desk" / "brief.yaml")
    command = ["new-design", "--brief", brief, "--output", str(root), "--no-input", "--quiet"]
    subprocess.run([sys.executable, "-m", "archgen", *command], check=True, env={**os.environ, **CLOCK})
    (root.parent / "secret.md").write_text("the secret", encoding="utf-8")
    (root / "secret.md").write_text("the secret", encoding="utf-8")
    (root / "docs/backend/parley/way-out.md").symlink_to(root / "secret.md")
    (root / "docs/backend/parley/folder-out").symlink_to(root, target_is_directory=True)
    restore = root / "docs/backend/parley/runbooks/restore.md"
    restore.write_text(restore.read_text("utf-8") + "\nA person wrote this.\n", encoding="utf-8")
    before = tree(root)
    tools, answers = asyncio.run(asked(root))
    return Told(tools, answers, before, tree(root))


def test_there_is_a_tool_for_each_question_and_none_that_writes(told):
    assert {tool.name for tool in told.tools} == {name for name, _ in QUESTIONS.values()}
    assert all(tool.annotations.read_only_hint and tool.description for tool in told.tools)
    inputs = {tool.name: tool.input_schema["properties"] for tool in told.tools}
    assert all(field.get("description") for fields in inputs.values() for field in fields.values())


def test_designs_and_decisions_are_listed(told):
    assert told.data("designs")[0]["name"] == "Parley"
    assert {"decision": "connection_pooler", "option": "Pool inside the API"}.items() <= next(
        each.items() for each in told.data("decisions") if each["decision"] == "connection_pooler"
    )


def test_a_decision_and_a_number_are_explained_as_the_command_line_does(told, tmp_path):
    shutil.copytree(EXAMPLES / "help-desk", tmp_path / "docs/backend/parley")
    for question, name in (("decision", "connection_pooler"), ("number", "connections_peak")):
        command = [sys.executable, "-m", "archgen", "explain", name, "--format", "json"]
        said = subprocess.run(command, cwd=tmp_path, check=True, capture_output=True, text=True).stdout
        assert told.data(question) == json.loads(said)


def test_numbers_are_found_by_a_part_of_their_id_and_never_all_at_once(told):
    assert told.data("numbers")["numbers"]["connections_peak"] == "90 connections"
    assert len(told.data("all numbers")["numbers"]) == 100
    assert told.data("all numbers")["left_out"] > 100


def test_runbooks_are_listed_with_their_alerts_and_read_with_what_people_wrote(told):
    api = next(each for each in told.data("runbooks") if each["path"] == "runbooks/api.md")
    assert "ParleySlowAnswersApi" in api["alerts"]
    assert told.answers["page"].content[0].text.endswith("\nA person wrote this.\n")
    assert {"runbooks/restore.md", "brief.yaml", "capacity.md"} <= set(told.data("pages"))


def test_other_answers_are_tried_and_nothing_is_written(told):
    turned = {each["name"]: each["then"] for each in told.data("what if")["decisions"]}
    assert turned["Connection pooling"] == "PgBouncer"
    assert told.after == told.before


@pytest.mark.parametrize("path", OUTSIDE)
def test_nothing_outside_of_a_designs_folder_is_read(path, told):
    expected = f"docs/backend/parley: there is no readable file '{path}' in this design's folder."
    assert told.refused(path) == f"{expected} `pages` lists those that are there. [page-unknown]"
    assert path not in told.data("pages")


def test_what_cannot_be_answered_is_told_in_the_words_of_the_command_line(told):
    where = "docs/backend/parley/brief.yaml"
    assert told.refused("no name") == (
        f"{where}: 'connection_poller' is no decision and no number of this design. "
        "Did you mean connection_pooler or connections_alert or connections_peak? [explain-unknown]"
    )
    assert told.refused("no design") == (
        "docs/backend: there is no design 'purley'. Name one of: parley. [design-unknown]"
    )
    assert "'load.users.montly' is no path of the brief. Did you mean 'load.users.monthly'?" in told.refused("no path")


def test_without_the_extra_it_says_what_to_install(tmp_path):
    without = "import sys; sys.modules['mcp'] = None; sys.argv = ['archgen', 'mcp']; "
    command = [sys.executable, "-c", without + "from archgen.cli.start import main; main()"]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr == (
        "mcp: the package that speaks the protocol is not installed, or is older than its second version. "
        'Install it beside archgen: pip install "archgen[mcp]". [mcp-missing]\n'
    )


async def asked(root: Path):
    """The tools, and the answer to every question, in one session."""
    server = StdioServerParameters(command=sys.executable, args=["-m", "archgen", "mcp", "--output", str(root)])
    async with Client(server) as client:
        tools = (await client.list_tools()).tools
        return tools, {name: await client.call_tool(*question) for name, question in QUESTIONS.items()}


def tree(root: Path) -> dict[str, bytes]:
    files = sorted(file for file in root.rglob("*") if file.is_file() and not file.is_symlink())
    return {file.relative_to(root).as_posix(): file.read_bytes() for file in files}
