"""The reference of the project's own site: the knowledge base as pages, and beside it the commands and the checks.

`make reference` writes it down; in folders of its own, what is no longer made is removed.
"""

from __future__ import annotations

from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from typing import Any

from typer.main import get_command

from archgen import library
from archgen.checks import checks
from archgen.cli.app import COMMANDS
from archgen.reference import pages
from archgen.reference.markdown import heading, listed, page, plain, table

FOLDER = Path(__file__).parents[2] / "docs" / "reference"
WORDS = {"str": "text", "path": "a path", "int": "a whole number", "integer": "a whole number"}
GENERATED = ("archetypes/", "catalogues/", "decisions/")  # whole folders; beside them lie pages written by hand


def reference() -> dict[str, str]:
    """Every generated page by its path in the folder."""
    return {**pages(library.load()), "commands.md": commands_page(), "checks.md": checks_page()}


def commands_page() -> str:
    """Every command with its arguments and options, read from the command line itself."""
    return page(
        "# Commands",
        "Exit codes: 0 fine, 1 findings or conflicts, 2 bad input, 3 a fault of archgen, 4 the environment refused, "
        "130 interrupted. `--help` prints the same for one command; `--debug` shows the traceback of a fault.",
        *(
            block
            for name, door in COMMANDS.items()
            for block in command(f"archgen {name}", get_command(import_module(door.module).app), level=2)
        ),
    )


def command(name: str, found: Any, *, level: int) -> Iterator[str]:
    """One command, or a group with its commands below it."""
    yield heading(level, f"`{name}`", name)
    yield plain(" ".join((found.help or "").split()))
    if hasattr(found, "list_commands"):
        for below in found.list_commands(None):
            yield from command(f"{name} {below}", found.get_command(None, below), level=level + 1)
        return
    yield table(("Argument or option", "What it does", "Takes"), map(parameter, parameters(found)))


def parameters(found: Any) -> Iterator[Any]:
    """Arguments first; not those that the library adds to install completion."""
    kept = [each for each in found.params if "completion" not in each.name]
    yield from sorted(kept, key=lambda each: each.param_type_name == "option")


def parameter(found: Any) -> tuple[str, str, str]:
    """One line of a command's table."""
    option = found.param_type_name == "option"
    name = " / ".join((*found.opts, *found.secondary_opts)) if option else found.name.upper()
    return f"`{name}`", plain(found.help or ""), takes(found, option=option)


def takes(found: Any, *, option: bool) -> str:
    """What may be given: one of some words, a value, nothing; and what holds without it."""
    choices = getattr(found.type, "choices", None)
    word = listed([f"`{each}`" for each in choices], "or") if choices else WORDS.get(found.type.name, found.type.name)
    if getattr(found, "is_flag", False):
        word = "nothing"
    more = ["required"] if found.required and not option else []
    more += (
        [f"else `{found.default}`"]
        if isinstance(found.default, (str, int)) and found.default not in ("", False)
        else []
    )
    more += ["may be repeated"] if getattr(found, "multiple", False) or found.nargs == -1 else []
    return ", ".join((word, *more))


def checks_page() -> str:
    """Every check by its code."""
    return page(
        "# What `archgen check` finds",
        "Each finding has a code, a file, what is wrong and what to do. `--fail-on error|warning|note` says from which "
        "level on the command ends with 1 (the default is `warning`), `--write-baseline` accepts what is there today "
        "and reports only what comes later, and `--format json|sarif|github` writes for a CI host.",
        "The codes that begin with `adr-` are about the decision log and stand with [its formats](adr-formats.md).",
        *(
            page(
                heading(2, f"`{each.code}`", each.code),
                f"**{each.title}.** {graveness(each.level)} {each.says}",
            )
            for each in checks()
        ),
        heading(2, "`check-tools`", "check-tools"),
        "**A validator refuses a file.** Looked for with `--tools` only. promtool reads the alert rules, amtool the "
        "routes and hadolint the Dockerfile; what they refuse is an error with their own words. One that is not "
        "installed is a note that says how many files were not read.",
    )


def graveness(word: str) -> str:
    return f"A finding is {'an' if word.startswith('e') else 'a'} {word}."


def written() -> dict[str, str]:
    """The pages that lie there now where generated ones do."""
    files = {file.relative_to(FOLDER).as_posix(): file for file in FOLDER.rglob("*.md")}
    mine = {path: file for path, file in files.items() if path in single_pages() or path.startswith(GENERATED)}
    return {path: file.read_text(encoding="utf-8") for path, file in mine.items()}


def single_pages() -> frozenset[str]:
    """The generated pages that lie beside those written by hand."""
    return frozenset(path for path in reference() if "/" not in path)


def main() -> None:
    made = reference()
    for path in written().keys() - made.keys():
        (FOLDER / path).unlink()
    for path, text in made.items():
        (FOLDER / path).parent.mkdir(parents=True, exist_ok=True)
        (FOLDER / path).write_text(text, encoding="utf-8")
    print(f"reference: {len(made)} pages")


if __name__ == "__main__":
    main()
