"""The interview at a terminal: what is known before it begins, where its draft is kept, and the last look."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from typing import Any

import typer

from archgen import library
from archgen.brief.interview import Draft, Interview, Setting, read_questions
from archgen.cli import options
from archgen.cli.asking import front_for, interview
from archgen.cli.last_look import last_look
from archgen.cli.shelf import Shelf
from archgen.cli.survey import for_brief, survey
from archgen.problems import Exit
from archgen.workspace.store import apply

DRAFT = ".archgen/draft.json"


def interviewed(shelf: Shelf, name: str, archetype: str, *, quick: bool) -> str | None:
    """The brief that an interview gives; None where there is nobody to ask. Leaving it ends the run."""
    front = front_for(sys.stdin, sys.stdout, os.environ)
    if front is None:
        return None
    known: dict[str, Any] = {path: said for path, said in (("system.name", name), ("archetype", archetype)) if said}
    setting = Setting(
        schema=shelf.library.schema,
        questions=read_questions(library.knowledge("questions"), shelf.library.schema),
        archetypes=shelf.library.archetypes,
        known=known,
        detected=for_brief(survey(shelf.repository, options.today()), options.today()),
        name=name or shelf.root.name,
    )
    kept = Draft.from_text(shelf.repository.read_text(DRAFT) or "")
    ended = interview(
        setting,
        front,
        quick=quick,
        draft=kept or None,
        keep=_keeper(shelf),
        last_page=lambda state: _page(shelf, state),
    )
    if ended is None:
        typer.echo("Nothing was written; the next `archgen new-design` goes on from here.")
        raise typer.Exit(Exit.FINE)
    apply(shelf.root, {DRAFT: None}, message="the interview is done", now=options.now())
    return ended.text()


def _keeper(shelf: Shelf) -> Callable[[Draft], None]:
    def keep(draft: Draft) -> None:
        apply(shelf.root, {DRAFT: draft.to_text()}, message="keep the interview", now=options.now())

    return keep


def _page(shelf: Shelf, state: Interview) -> str:
    return last_look(shelf, state.text())
