"""`archgen adr import`: records of a folder, or of another repository, into this log."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Literal

import typer

from archgen.adr.changes.bring import bring
from archgen.cli import adr_log, options

app = typer.Typer(add_completion=False)
_MOST_BYTES = 8_000_000


@app.command(name="import")
def command(
    source: Annotated[Path, typer.Argument(help="A folder of records, or the root of another repository.")],
    to: Annotated[Literal["", "universal", "madr4"], typer.Option("--to", help="Format; default: this log's.")] = "",
    output: options.Output = None,
    log: adr_log.LogOption = "",
    dry_run: options.DryRun = False,
    quiet: options.Quiet = False,
) -> None:
    """Bring records into this log: new numbers, links between them kept, this log's format where nothing is lost."""
    if not source.is_dir():
        raise options.refuse("adr-no-folder", str(source), "there is no such folder.")
    opened = adr_log.open_log(output, log, branches="others")
    other = _other(source.resolve())
    if not other.log.records:
        raise options.refuse("adr-no-records", str(source), "no record was found there.", "Name the folder itself.")
    change = bring(opened.log, other.log, to=to, attachments=_attachments(other))
    adr_log.carry_out(opened, change, command="import", dry_run=dry_run, quiet=quiet)


def _other(source: Path) -> adr_log.Opened:
    """The log in a repository if it has one, else the folder itself."""
    found = adr_log.open_log(source)
    return found if found.log.records else adr_log.open_log(source, ".")


def _attachments(other: adr_log.Opened) -> dict[str, bytes]:
    """Pictures and the like in the other folder that a record names."""
    folder = other.root / other.log.folder
    texts = "\n".join(source.text for source in other.log.files.values())
    found = {}
    for file in sorted(folder.rglob("*")):
        path = file.relative_to(folder).as_posix()
        if path in other.log.listed or not file.is_file() or file.is_symlink() or f"({path}" not in texts:
            continue
        if file.stat().st_size <= _MOST_BYTES:
            found[path] = file.read_bytes()
    return found
