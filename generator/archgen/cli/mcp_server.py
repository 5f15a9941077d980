"""The tools that an agent may call, each an enquiry; what the enquiry refuses, the agent is told in the same words."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from pathlib import Path
from typing import Any, ParamSpec, TypeVar, get_type_hints

from mcp.server import MCPServer
from mcp.server.mcpserver.exceptions import ToolError
from mcp_types import ToolAnnotations

from archgen import __version__
from archgen.cli.enquiries import Enquiries
from archgen.problems import Stop

Given = ParamSpec("Given")
Told = TypeVar("Told")

INSTRUCTIONS = (
    "Designs of this repository's systems, decided from recorded answers. Before you change architecture, stores, "
    "interfaces or operation, ask `decisions` and `explain`; before you assume a load or a limit, ask `numbers`. "
    "`what_if` shows what another answer would change. Nothing here writes; people change the brief and run "
    "`archgen update`."
)
READS = ToolAnnotations(read_only_hint=True, destructive_hint=False, idempotent_hint=True, open_world_hint=False)


def server(root: Path) -> MCPServer[Any]:
    """A server for the designs below `root`."""
    made: MCPServer[Any] = MCPServer("archgen", version=__version__, instructions=INSTRUCTIONS, log_level="WARNING")
    enquiries = Enquiries(root)
    for answer in enquiries.all():
        text = get_type_hints(answer)["return"] is str  # a page is text, all else is data with a schema
        made.tool(annotations=READS, structured_output=False if text else None)(_told(answer))
    return made


def _told(answer: Callable[Given, Told]) -> Callable[Given, Told]:
    """The enquiry with its problems as an error that the agent reads."""

    @wraps(answer)
    def tool(*args: Given.args, **words: Given.kwargs) -> Told:
        try:
            return answer(*args, **words)
        except Stop as stop:
            raise ToolError("\n".join(map(str, stop.problems))) from None

    return tool
