"""Every diagram of every example, and of a page with mistakes, before Mermaid itself in a real browser."""

from __future__ import annotations

import json
import os
from pathlib import Path
from types import SimpleNamespace

import pytest

from archgen import tools
from archgen.checks.layout import diagram
from archgen.checks.pages import fences
from archgen.site.overlay import mermaid
from golden.regenerate import kept, names

PARSE = Path(__file__).parent / "browser" / "parse.cjs"
BROKEN = {
    "kind": "flowchrt LR\n  a --> b",
    "quote": 'flowchart LR\n  a["x] --> b',
    "bracket": "flowchart LR\n  a[x --> b",
    "block": "flowchart LR\n  subgraph s\n  a --> b",
}

pytestmark = pytest.mark.conformance


def test_mermaid_draws_every_diagram_that_we_write_and_refuses_what_check_refuses(tmp_path):
    diagrams = {
        f"{name}/{page.relative_to(kept(name))}:{fence.line}": "\n".join(fence.lines)
        for name in names()
        for page in sorted(kept(name).rglob("*.md"))
        for fence in fences(page.read_text("utf-8"))
        if fence.language == "mermaid"
    }
    assert len(diagrams) > 50
    refused = parsed({**diagrams, **BROKEN}, tmp_path)
    assert set(refused) == set(BROKEN), refused


@pytest.mark.parametrize("name", sorted(BROKEN))
def test_the_light_look_finds_what_mermaid_refuses(name):
    subject = SimpleNamespace(files={"p.md": f"```mermaid\n{BROKEN[name]}\n```\n"})
    assert list(diagram(subject))


def parsed(diagrams: dict[str, str], folder: Path) -> dict[str, str]:
    """The diagrams that Mermaid refuses, with its words."""
    script, order = folder / "mermaid.js", folder / "order.json"
    script.write_bytes(mermaid())
    chromium = str(tools.need("chromium", "Run .ci/install-validators."))
    order.write_text(json.dumps({"mermaid": str(script), "chromium": chromium, "diagrams": diagrams}))
    modules = Path(os.environ["ARCHGEN_VALIDATORS"]) / "npm" / "node_modules"
    said = tools.run("node", str(PARSE), str(order), timeout=300, env={"NODE_PATH": str(modules)})
    assert said.code == 0, said.err
    found: dict[str, str] = json.loads(said.out)
    return found
