"""Where a number comes from: an answer, a file, an assumption, a cited figure, a table, or an expression."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from archgen.quantities.quantity import Quantity


@dataclass(frozen=True, slots=True)
class Answer:
    """Given by a person in the brief."""

    path: str
    file: str
    line: int
    spelling: str = ""


@dataclass(frozen=True, slots=True)
class Detected:
    """Read from a file of the repository."""

    path: str
    file: str
    line: int


@dataclass(frozen=True, slots=True)
class Assumption:
    """Given by nobody: `id` is its slug, `path` the place in the brief that would settle it, `ground` why this value.

    `where` says who supplied it: an archetype's id, or `default`.
    """

    id: str
    path: str
    ground: str
    where: str = "default"


@dataclass(frozen=True, slots=True)
class Figure:
    """A cited constant; `source` is an inventory id or `ext.*`."""

    name: str
    source: str


@dataclass(frozen=True, slots=True)
class Outcome:
    """An output of a decision table."""

    table: str


@dataclass(frozen=True, slots=True)
class Constant:
    """Nought, one, or a number of listed things."""


@dataclass(frozen=True, slots=True)
class Expression:
    """Made from other quantities; `operator` is one of + - x / or a function's name."""

    operator: str
    operands: tuple[Quantity, ...]


Source = Answer | Detected | Assumption | Figure | Outcome | Constant | Expression
