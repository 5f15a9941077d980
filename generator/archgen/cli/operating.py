"""What the commands share that move, remove or bring back files: reading the tree, showing a plan, carrying it out."""

from __future__ import annotations

from pathlib import Path

import typer
from msgspec import Struct

from archgen.cli import options
from archgen.configuration import FILE, read_configuration
from archgen.problems import Exit, Stop
from archgen.workspace import Plan, store

NAMED = ("mkdocs.yml", "AGENTS.md")


class Desk(Struct, frozen=True):
    """A repository's root and its docs folder."""

    root: Path
    docs: str

    @classmethod
    def at(cls, output: Path | None) -> Desk:
        """The desk of the repository at `output`, an unfinished run put right first."""
        root = options.root(output)
        for note in store.recover(root, now=options.now()):
            typer.echo(note)
        file = root / FILE
        return cls(root, read_configuration(file.read_text(encoding="utf-8") if file.exists() else "").docs)

    def look(self, *named: str, whole: bool = False) -> store.Seen:
        """What lies in the tree."""
        return store.look(self.root, {}, docs=(self.docs,), named=named, whole=whole)

    def known(self, said: str, seen: store.Seen) -> str:
        """The path that a person means: from the root, or from the folder they are in."""
        from_here = (Path.cwd() / said).resolve()
        if said not in seen.manifest.by_path and from_here.is_relative_to(self.root):
            return from_here.relative_to(self.root).as_posix()
        return said

    def carry_out(self, plan: Plan, *, message: str, dry_run: bool, quiet: bool, ask: str = "") -> bool:
        """Show the plan and write it, after asking if there is somebody to ask; says whether it was written."""
        if plan.blocked:
            raise Stop(plan.waits_for, Exit.FINDINGS)
        if not quiet or dry_run:
            typer.echo(plan.as_text())
        if dry_run or (ask and options.interactive() and not typer.confirm(ask)):
            return False
        applied = store.apply_plan(self.root, plan, message=message, now=options.now(), within=(self.docs, *NAMED))
        for note in applied.notes:
            typer.echo(note)
        return True
