"""Every diagram and chart of every example is read by mermaid itself, all in one run of it."""

from __future__ import annotations

import json
import re
from importlib.util import find_spec
from pathlib import Path

import pytest

from archgen import tools
from golden.regenerate import kept, names

PROGRAM = Path(__file__).with_name("parse_mermaid.mjs")
FENCE = re.compile(r"^```mermaid\n(.*?)^```", re.MULTILINE | re.DOTALL)
KINDS = {"flowchart", "sequenceDiagram", "erDiagram", "xychart-beta"}

pytestmark = pytest.mark.conformance


def refused(diagrams: list[tuple[str, str]], folder: Path) -> list[list[str]]:
    spec = find_spec("mermaidx")
    assert spec, "mermaidx brings the mermaid.js of the sites"
    assert spec.origin
    order = folder / "diagrams.json"
    order.write_text(json.dumps(diagrams), "utf-8")
    done = tools.run("node", str(PROGRAM), str(Path(spec.origin).with_name("assets")), str(order), timeout=120)
    assert done.code == 0, done.err
    return json.loads(done.out)


def test_mermaid_reads_every_diagram_of_the_golden_trees(tmp_path):
    pages = [page for name in names() for page in sorted(kept(name).rglob("*.md"))]
    diagrams = [(str(page), found) for page in pages for found in FENCE.findall(page.read_text("utf-8"))]
    assert {text.split(None, 1)[0] for _, text in diagrams} >= KINDS
    assert refused(diagrams, tmp_path) == []


def test_a_diagram_that_mermaid_refuses_is_found_with_its_words(tmp_path):
    broken = [("chart", "xychart-beta\n  bar [1,,2]\n"), ("boxes", 'flowchart LR\n  a["x --> b\n')]
    found = refused([*broken, ("fine", "flowchart LR\n  a --> b\n")], tmp_path)
    assert [place for place, _ in found] == ["chart", "boxes"]
    assert found[0][1].startswith("Parse error on line 2:")
