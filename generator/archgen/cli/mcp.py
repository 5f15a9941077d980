"""`archgen mcp`: designs for coding agents over the Model Context Protocol, on standard input and output, read-only."""

from __future__ import annotations

import typer

from archgen.cli import options
from archgen.problems import Problem, Stop, Where

app = typer.Typer(add_completion=False)
INSTALL = 'Install it beside archgen: pip install "archgen[mcp]".'


@app.command()
def mcp(output: options.Output = None) -> None:
    """Serve the designs of a repository to an agent: decisions, numbers, runbooks, what-if. Changes nothing."""
    root = options.root(output)
    try:
        from archgen.cli.mcp_server import server  # deferred: an optional extra, which takes long to load
    except ImportError as missing:
        if not (missing.name or "").startswith("mcp"):
            raise
        what = "the package that speaks the protocol is not installed, or is older than its second version."
        raise Stop([Problem("mcp-missing", Where("mcp"), what, INSTALL)]) from None
    server(root).run("stdio")
