"""The questions of `archgen adr new`, one for each part that no option gave. Plain lines, empty ones pass."""

from __future__ import annotations

from collections.abc import Iterator

import typer

from archgen.adr.writing.body import ASKED
from archgen.adr.writing.draft import Option, RecordDraft


def asked(draft: RecordDraft) -> RecordDraft:
    """The draft with what a person adds to it."""
    if not draft.title.strip():
        draft = draft._replace(title=_one("The decision in a few words"))
    if not draft.context:
        draft = draft._replace(context=_one("Context", ASKED["context"]))
    if not draft.options:
        draft = draft._replace(options=tuple(_options()))
    if not draft.decision:
        draft = draft._replace(decision=_one("Decision", ASKED["decision"]))
    if not draft.consequences:
        draft = draft._replace(consequences=tuple(_several("Consequence", ASKED["consequences"])))
    return draft


def _options() -> Iterator[Option]:
    titles = list(_several("Option", ASKED["options"]))
    criteria = list(_several("Criterion", "What are all of them judged by?")) if titles else []
    for title in titles:
        yield Option(title, {criterion: _one(f"{title}, {criterion}") for criterion in criteria})


def _several(name: str, why: str) -> Iterator[str]:
    """Answers until an empty one."""
    answer = _one(name, f"{why} Empty ends.")
    while answer:
        yield answer
        answer = _one(f"Another {name[:1].lower()}{name[1:]}")


def _one(name: str, why: str = "") -> str:
    if why:
        typer.echo(why)
    return input(f"{name}: ").strip()
