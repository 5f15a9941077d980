"""The door: which commands there are, and what an exception becomes. A command is imported when it is asked for."""

from __future__ import annotations

import gc
import os
import sys
from pathlib import Path
from typing import Annotated

import typer
from typer._click.exceptions import ClickException, NoArgsIsHelpError

from archgen import __version__
from archgen.cli.doors import Door, behind
from archgen.problems import Exit, Stop

COMMANDS = {
    "new-design": Door("archgen.cli.new_design", "Interview, decide, write a system design."),
    "update": Door("archgen.cli.update", "Decide again after a change; merge with what people wrote."),
    "rename": Door("archgen.cli.rename", "Give a design another name and folder."),
    "retire": Door("archgen.cli.retire", "Take a design out of service; what people wrote is kept."),
    "restore": Door("archgen.cli.restore", "Bring back a page that was deleted."),
    "undo": Door("archgen.cli.undo", "Take back the last run."),
    "scan": Door("archgen.cli.scan", "What this repository already is: stack, stores, CI, interfaces, records."),
    "what-if": Door("archgen.cli.what_if", "Which decisions and numbers another answer would change."),
    "explain": Door(
        "archgen.cli.explain", "Why: the row, the reasons and the losers, or the formula down to the answers."
    ),
    "ledger": Door("archgen.cli.ledger", "All numbers of a design with what made them."),
    "assumptions": Door("archgen.cli.assumptions", "What was not answered, by influence."),
    "prices": Door("archgen.cli.prices", "What is paid for, by kind; a price list from infracost."),
    "knowledge": Door(
        "archgen.cli.knowledge", "Verify the tables, print one, copy one for overriding, see what is carried."
    ),
    "adr": Door("archgen.cli.adr", "The decision log: new, list, show, supersede, check ..."),
    "evaluate": Door("archgen.cli.evaluate", "Compare technologies for a need by the weighted matrix."),
    "incident": Door("archgen.cli.incident", "Open an incident, write its log, close it with its review."),
    "debt": Door("archgen.cli.debt", "The register of technical debt: add to it, list it."),
    "slo": Door("archgen.cli.slo", "Detection times of a target; a simulated outage."),
    "check": Door("archgen.cli.check", "All that a reviewer would find."),
    "site": Door("archgen.cli.site", "Build or serve the documents as a site; print a Pages workflow."),
    "export": Door("archgen.cli.export", "The whole design as data."),
    "mcp": Door("archgen.cli.mcp", "Designs for coding agents: decisions, numbers, runbooks, what-if; read-only."),
    "schema": Door("archgen.cli.schema", "The JSON Schema of a brief, or of an exported design."),
}


app = typer.Typer(cls=behind(COMMANDS), no_args_is_help=True)


@app.callback(invoke_without_command=True)
def archgen(version: Annotated[bool, typer.Option("--version", help="Show the version and exit.")] = False) -> None:
    """From a backend team's answers to a design with reasons."""
    if version:
        typer.echo(f"archgen {__version__}")
        raise typer.Exit


def main() -> None:
    """Run the command line, and turn what it raises into messages and exit codes."""
    gc.set_threshold(100_000)  # nearly all that a run makes lives until its end: looking for rubbish is in vain
    debug = "--debug" in sys.argv
    arguments = [word for word in sys.argv[1:] if word != "--debug"]
    try:
        sys.exit(run(arguments))
    except Stop as stop:
        for problem in stop.problems:
            print(problem, file=sys.stderr)
        sys.exit(stop.code)
    except (KeyboardInterrupt, EOFError):
        print("\nInterrupted; nothing was written.", file=sys.stderr)
        sys.exit(Exit.INTERRUPTED)
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(Exit.FINE)
    except Exception as bug:
        if debug:
            raise
        print(_report(bug, arguments), file=sys.stderr)
        sys.exit(Exit.OUR_BUG)


def run(arguments: list[str]) -> int:
    """Run one command line and return its exit code; raises what the command raises."""
    group = typer.main.get_command(app)
    try:
        return group.main(arguments, prog_name="archgen", standalone_mode=False) or Exit.FINE
    except NoArgsIsHelpError as help_page:
        help_page.show()
        return Exit.FINE
    except ClickException as usage:
        usage.show()
        return Exit.BAD_INPUT
    except typer.Exit as left:
        return left.exit_code


def _report(bug: Exception, arguments: list[str]) -> str:
    """Write a crash report file and say where it is."""
    import traceback  # deferred: only a crash needs it
    from tempfile import NamedTemporaryFile

    text = "".join(traceback.format_exception(bug))
    with NamedTemporaryFile("w", prefix="archgen-crash-", suffix=".txt", delete=False, encoding="utf-8") as file:
        file.write(f"archgen {__version__}, Python {sys.version.split()[0]}\narguments: {arguments}\n\n{text}")
    return f"archgen failed on its own account ({type(bug).__name__}). Please send the report in {Path(file.name)}."
