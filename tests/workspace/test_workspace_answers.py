"""Random people's edits against the pages of real designs whose answers change: every edit is there or reported.

A few dozen rounds in the default run, thousands by `make soak` or with ARCHGEN_SOAK. It prints how many edits it tried.
"""

from __future__ import annotations

import random
from functools import cache

from test_workspace_soak import SOAK, People, resolve, tokens

from archgen import library
from archgen.documents import Renderer
from archgen.pipeline import design, produced
from archgen.workspace import Produced
from make import EXAMPLES, a_brief

ROUNDS = 2_000 if SOAK else 40
ANSWERS = (
    (),
    ("load.users.monthly=150k",),
    ("team.engineers=16", "load.users.monthly=40k"),
    ("targets.rto=30 min", "load.growth.factor=3"),
    ("team.on_call_people=6", "constraints.cloud=gcp"),
)


@cache
def pages_of(answers: tuple[str, ...]) -> dict[str, Produced]:
    """What archgen would write for the help desk with other answers."""
    known, renderer = library.load(), Renderer(library.templates_folder())
    brief = a_brief(*answers, text=(EXAMPLES / "help-desk/brief.yaml").read_text("utf-8"))
    return produced(
        design(brief, known, renderer, slug="parley", documents=tuple(library.document_rows())), "docs/backend"
    )


class Readers(People):
    """People who edit pages, not the specifications beside them."""

    def edit(self) -> None:
        beside = {path: text for path, text in self.files.items() if not path.endswith(".md")}
        for path in beside:
            del self.files[path]
        super().edit()
        self.files.update(beside)


def test_every_edit_of_a_page_is_there_when_the_answers_change(desk):
    rng = random.Random(20)
    people = Readers(rng, desk.files)
    merged = 0
    for _ in range(ROUNDS):
        wanted = pages_of(rng.choice(ANSWERS))
        texts = {path: each.text for path, each in wanted.items()}
        ids = {path: each.id for path, each in wanted.items()}
        said = desk.plan(texts, ids=ids)
        mode = rng.choice(["markers", "theirs", "ours"]) if said.blocked else "report"
        done = desk.plan(texts, ids=ids, conflict=mode)
        before = tokens(desk.files)
        if not done.blocked:
            desk.apply(done)
            reported = {
                word for each in said.actions for part in each.conflicts for word in tokens({"": "".join(part.theirs)})
            }
            lost = before - tokens(desk.files)
            assert lost <= (reported if mode == "ours" else set()), (mode, lost)
            merged += sum(each.does == "merge" for each in done.actions)
        resolve(desk, rng)
        for _ in range(rng.randint(1, 4)):
            people.edit()
    print(f"{people.tried.total()} edits in {ROUNDS} rounds, {merged} pages merged: {dict(people.tried)}")
    assert merged > ROUNDS / 8
