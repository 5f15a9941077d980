"""What a command may import: a quick answer must not pay for what it does not use."""

from __future__ import annotations

import json
import subprocess
import sys

import pytest

from archgen.cli.app import COMMANDS

RICH = ("rich", "pydantic", "click")
TEMPLATES = ("jinja2", "markupsafe")
YAML = ("yaml",)
DIALOGUE = ("questionary", "prompt_toolkit")
SITE = ("mkdocs", "markdown", "archgen.site")
DESIGN = ("archgen.library", "archgen.resolver", "archgen.facts", "archgen.documents", "archgen.blueprint")

# The command line, and what must not be loaded when it ends. Rows of commands that read no knowledge forbid DESIGN.
TABLE = (
    ("--version", ("typer", "archgen.cli.app", *RICH, *TEMPLATES, *YAML, *DIALOGUE, *SITE, *DESIGN)),
    ("--help", (*RICH, *TEMPLATES, *YAML, *DIALOGUE, *SITE, *DESIGN)),
    ("adr list", (*RICH, *TEMPLATES, *DIALOGUE, *SITE, *DESIGN)),
    ("adr new --help", (*RICH, *TEMPLATES, *DIALOGUE, *SITE, *DESIGN)),
    ("site workflow github", (*RICH, *TEMPLATES, *DIALOGUE, *SITE[:2], *DESIGN)),
    ("scan", (*RICH, *TEMPLATES, *DIALOGUE, *SITE, "archgen.documents")),
    ("slo simulate --help", (*RICH, *TEMPLATES, *DIALOGUE, *SITE, "archgen.documents")),
    ("knowledge check --help", (*RICH, *DIALOGUE, *SITE)),
    ("check --help", (*RICH, *DIALOGUE, *SITE[:2])),
    ("mcp --help", ("mcp", *RICH, *TEMPLATES, *DIALOGUE, *SITE, *DESIGN)),
    ("export --help", (*RICH, *DIALOGUE, *SITE[:2])),
    ("explain --help", (*RICH, *DIALOGUE, *SITE)),
)

RUN = """
import json, sys
from archgen.cli.start import main
sys.argv = ["archgen", *sys.argv[1:]]
try:
    main()
except SystemExit:
    pass
print("\\n" + json.dumps(sorted(sys.modules)))
"""


@pytest.mark.parametrize(("line", "forbidden"), TABLE, ids=[line for line, _ in TABLE])
def test_a_command_loads_nothing_that_it_does_not_use(line, forbidden, tmp_path):
    assert line.startswith("--") or line.split()[0] in COMMANDS
    loaded = modules_after(line.split(), tmp_path)
    assert [module for module in loaded if module.startswith(tuple(f"{name}." for name in forbidden))] == []
    assert sorted(set(loaded) & set(forbidden)) == []


def test_every_command_has_a_module_that_holds_its_app():
    loaded = "import importlib, sys; [importlib.import_module(name).app for name in sys.argv[1:]]"
    subprocess.run([sys.executable, "-c", loaded, *(door.module for door in COMMANDS.values())], check=True)


def modules_after(arguments: list[str], folder) -> list[str]:
    """The modules that are loaded when the command has ended."""
    said = subprocess.run(
        [sys.executable, "-c", RUN, *arguments], cwd=folder, capture_output=True, text=True, check=True
    )
    return json.loads(said.stdout.splitlines()[-1])
