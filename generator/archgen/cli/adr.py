"""`archgen adr`: the doors of the decision log. A command is imported when it is asked for."""

from __future__ import annotations

import typer

from archgen.cli.doors import Door, behind

COMMANDS = {
    "new": Door("archgen.cli.adr_new", "Write a new record, proposed."),
    "list": Door("archgen.cli.adr_list", "List records, filtered and sorted."),
    "show": Door("archgen.cli.adr_show", "Show one record: what it says and how it relates."),
    "accept": Door("archgen.cli.adr_accept", "Accept proposals and seal them."),
    "reject": Door("archgen.cli.adr_ending", "Turn proposals down.", "rejecting"),
    "deprecate": Door("archgen.cli.adr_ending", "Mark accepted records as no longer followed.", "deprecating"),
    "amend": Door("archgen.cli.adr_amend", "Add a dated amendment to an accepted record."),
    "supersede": Door("archgen.cli.adr_supersede", "Put new records in the place of old ones."),
    "link": Door("archgen.cli.adr_link", "Relate records: both sides are written."),
    "graph": Door("archgen.cli.adr_graph", "Draw records and relations, as Mermaid or JSON."),
    "index": Door("archgen.cli.adr_index", "Write the list of records into a page, and into AGENTS.md."),
    "check": Door("archgen.cli.adr_check", "Find changed records, doubles, broken links, wrong statuses."),
    "convert": Door("archgen.cli.adr_convert", "Write records in another format, nothing lost."),
    "renumber": Door("archgen.cli.adr_renumber", "Number drafts, part doubles; references follow."),
    "import": Door("archgen.cli.adr_import", "Bring records of another log into this one."),
    "undo": Door("archgen.cli.adr_undo", "Take the last change of the log back."),
}


app = typer.Typer(cls=behind(COMMANDS), no_args_is_help=True, add_completion=False)


@app.callback()
def log() -> None:
    """The decision log of this repository: everyone's records are read, nothing is lost."""
