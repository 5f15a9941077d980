"""Every diagram of every example in the real Mermaid, in one browser: it is drawn, and narrow enough to be read."""

from __future__ import annotations

import json
import os
from importlib.resources import files
from pathlib import Path

import pytest
from documents_read import ALL, fences, pages

from archgen import tools

DRAW = Path(__file__).parent / "draw.cjs"
WIDEST = 2_400  # pixels: on a page of eight hundred its letters are a third of the text's, and a click enlarges it

pytestmark = pytest.mark.conformance


def test_every_diagram_is_drawn_and_none_is_too_wide_to_be_read(tmp_path):
    every = [(f"{name}/{path}", text) for name in ALL for path, page in pages(name).items() for text in fences(page)]
    order = tmp_path / "order.json"
    told = {
        "chromium": str(tools.need("chromium", "Run .ci/install-validators.")),
        "mermaid": str(files("mermaidx") / "assets" / "mermaid.js"),
        "diagrams": [text for _, text in every],
    }
    order.write_text(json.dumps(told), encoding="utf-8")
    modules = Path(os.environ["ARCHGEN_VALIDATORS"]) / "npm" / "node_modules"
    said = tools.run("node", str(DRAW), str(order), timeout=600, env={"NODE_PATH": str(modules)})
    assert said.code == 0, said.err
    drawn = list(zip(every, json.loads(said.out), strict=True))
    assert [(place, one["error"]) for (place, _), one in drawn if one["error"]] == []
    assert [(place, text, one["width"]) for (place, text), one in drawn if not 0 < one["width"] <= WIDEST] == []
