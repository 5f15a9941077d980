"""What a name stands for in a design: a decision once or for each subject, or a number of today or of a later month."""

from __future__ import annotations

import difflib
from typing import Any

from msgspec import Struct

from archgen.artifacts.exported import Telling, decision, entry
from archgen.blueprint import Decided
from archgen.pipeline import Designed
from archgen.problems import Problem, Stop, Where
from archgen.quantities import Ledger


class Named(Struct, frozen=True):
    """The decisions of that name; where there is none, it names a number of `numbers`."""

    name: str
    decided: tuple[Decided, ...]
    numbers: Ledger

    def data(self) -> list[dict[str, Any]]:
        """The decisions, or the number and everything it rests on, in the shape of an export."""
        telling = Telling()
        if self.decided:
            return [decision(each, self.numbers, telling) for each in self.decided]
        return [entry(each, telling) for each in self.numbers.chain(self.name)]


def named(name: str, made: Designed) -> Named:
    """What `name` stands for; stops where it stands for nothing, with the names that are like it."""
    decided = tuple(each for each in made.blueprint.decisions if _is(name, each))
    later = {key: value for horizon in made.blueprint.later for key, value in horizon.design.ledger.items()}
    numbers = Ledger({**later, **made.design.ledger})
    if not decided and name not in numbers:
        raise Stop([_unknown(name, made, tuple(numbers))])
    return Named(name, decided, numbers)


def _is(name: str, decided: Decided) -> bool:
    return name.replace("-", "_") == decided.id or name in (f"{decided.id}[{decided.subject}]", decided.anchor)


def _unknown(name: str, made: Designed, numbers: tuple[str, ...]) -> Problem:
    names = (*(each.id for each in made.blueprint.decisions), *numbers)
    close = difflib.get_close_matches(name, names, 3)
    hint = (
        f"Did you mean {' or '.join(close)}?"
        if close
        else "`archgen ledger` lists the numbers, the index the decisions."
    )
    return Problem(
        "explain-unknown", Where(made.brief.file), f"'{name}' is no decision and no number of this design.", hint
    )
