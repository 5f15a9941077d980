"""The matrix as a proposed record in the repository's log. For `archgen evaluate --record`."""

from __future__ import annotations

from pathlib import Path

from archgen.adr import Option, RecordDraft, new
from archgen.cli import adr_log, options
from archgen.evaluation import RecordParts


def write_record(parts: RecordParts, output: Path | None, *, log: str, dry_run: bool, quiet: bool) -> None:
    """Write the record under the next free number; a person accepts it, or does not."""
    opened = adr_log.open_log(output, log, branches="all", last_only=True)
    draft = RecordDraft(
        title=parts.title,
        date=options.today().isoformat(),
        tags=("technology",),
        context=parts.context,
        drivers=parts.drivers,
        options=tuple(Option(choice.title, choice.says, choice.chosen) for choice in parts.options),
        decision=parts.decision,
        consequences=parts.consequences,
        revisit=parts.revisit,
    )
    change = new(opened.log, draft, waiting=opened.log.settings.numbers == "at-merge")
    adr_log.carry_out(opened, change, command="evaluate", dry_run=dry_run, quiet=quiet)
