"""Where a number comes from: an answer, a file, an assumption, a cited figure, a table, or an expression."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

if TYPE_CHECKING:
    from archgen.quantities.quantity import Quantity


class Answer(Struct, frozen=True):
    """Given by a person in the brief."""

    path: str
    file: str
    line: int
    spelling: str = ""


class Detected(Struct, frozen=True):
    """Read from a file of the repository."""

    path: str
    file: str
    line: int


class Assumption(Struct, frozen=True):
    """Given by nobody: `id` is its slug, `path` the place in the brief that would settle it, `ground` why this value.

    `where` says who supplied it: an archetype's id, or `default`.
    """

    id: str
    path: str
    ground: str
    where: str = "default"


class Figure(Struct, frozen=True):
    """A cited constant; `source` is an inventory id or `ext.*`."""

    name: str
    source: str


class Outcome(Struct, frozen=True):
    """An output of a decision table."""

    table: str


class Constant(Struct, frozen=True):
    """Nought, one, or a number of listed things."""


class Expression(Struct, frozen=True):
    """Made from other quantities; `operator` is one of + - x / or a function's name."""

    operator: str
    operands: tuple[Quantity, ...]


Source = Answer | Detected | Assumption | Figure | Outcome | Constant | Expression
