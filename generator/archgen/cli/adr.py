"""`archgen adr`: the doors of the decision log. A command is imported when it is asked for."""

from __future__ import annotations

from importlib import import_module
from typing import Any, NamedTuple

import typer
from typer.core import TyperGroup


class Door(NamedTuple):
    """One command: the module that holds its `app`, and its line in `--help`."""

    module: str
    help: str


COMMANDS = {
    "new": Door("adr_new", "Write a new record, proposed."),
    "list": Door("adr_list", "List records, filtered and sorted."),
    "show": Door("adr_show", "Show one record: what it says and how it relates."),
    "accept": Door("adr_accept", "Accept proposals and seal them."),
    "reject": Door("adr_reject", "Turn proposals down."),
    "deprecate": Door("adr_deprecate", "Mark accepted records as no longer followed."),
    "amend": Door("adr_amend", "Add a dated amendment to an accepted record."),
    "supersede": Door("adr_supersede", "Put new records in the place of old ones."),
    "link": Door("adr_link", "Relate records: both sides are written."),
    "graph": Door("adr_graph", "Draw records and relations, as Mermaid or JSON."),
    "index": Door("adr_index", "Write the list of records into a page, and into AGENTS.md."),
    "check": Door("adr_check", "Find changed records, doubles, broken links, wrong statuses."),
    "convert": Door("adr_convert", "Write records in another format, nothing lost."),
    "renumber": Door("adr_renumber", "Number drafts, part doubles; references follow."),
    "import": Door("adr_import", "Bring records of another log into this one."),
    "undo": Door("adr_undo", "Take the last change of the log back."),
}


class Doors(TyperGroup):
    """The group; it imports only the command that is run."""

    def list_commands(self, _: Any) -> list[str]:
        return list(COMMANDS)

    def get_command(self, _: Any, cmd_name: str) -> Any:
        door = COMMANDS.get(cmd_name)
        return door and typer.main.get_command(import_module(f"archgen.cli.{door.module}").app)

    def format_commands(self, _: Any, formatter: Any) -> None:
        with formatter.section("Commands"):
            formatter.write_dl([(name, door.help) for name, door in COMMANDS.items()])


app = typer.Typer(cls=Doors, no_args_is_help=True, add_completion=False, help="The decision log of this repository.")


@app.callback()
def log() -> None:
    """The decision log of this repository: everyone's records are read, nothing is lost."""
