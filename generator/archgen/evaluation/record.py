"""The matrix as the parts of a decision record, in Markdown. Knows no format of records and no log."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from msgspec import Struct

from archgen.evaluation.lifecycle import Stage
from archgen.evaluation.matrix import Matrix, Row
from archgen.evaluation.printing import total_text


class Choice(Struct, frozen=True):
    """One option of the record: what each criterion says of it, in the same words as for the others."""

    title: str
    says: Mapping[str, str]
    chosen: bool


class RecordParts(Struct, frozen=True):
    """What a record of the choice says; `need` stands in title and context as the person wrote it."""

    title: str
    context: str
    drivers: tuple[str, ...]
    options: tuple[Choice, ...]
    decision: str
    consequences: tuple[str, ...]
    revisit: str


def record_parts(matrix: Matrix, stages: Sequence[Stage] = ()) -> RecordParts:
    """The parts of the record, for a choice or for none."""
    use = "critical" if matrix.setting.critical else "not critical"
    as_of = matrix.setting.catalogue.as_of
    return RecordParts(
        title=_title(matrix),
        context=f"The need: {matrix.need}. It is {use}. The candidates are judged by what was known on {as_of}.",
        drivers=tuple(f"{one.title}, {one.weight} %: {one.looks_at}" for one in matrix.setting.rules.criteria),
        options=tuple(_choice(row, matrix) for row in matrix.rows),
        decision=_decision(matrix),
        consequences=tuple(_consequences(matrix, stages)),
        revisit=" ".join(_changes(matrix)),
    )


def _title(matrix: Matrix) -> str:
    if matrix.winner is None:
        return f"No technology yet for {matrix.need}"
    return f"Use {matrix.winner.technology.name} for {matrix.need}"


def _choice(row: Row, matrix: Matrix) -> Choice:
    titles = {criterion.id: criterion.title for criterion in matrix.setting.rules.criteria}
    says = {titles[score.criterion]: f"{score.value or 'open'}. {score.reason}" for score in row.scores}
    outcome = " ".join((f"{row.verdict.outcome}.", *row.verdict.because, *row.verdict.warnings))
    return Choice(row.technology.name, {**says, "Total": total_text(row), "Outcome": outcome}, row is matrix.winner)


def _decision(matrix: Matrix) -> str:
    if matrix.winner is None:
        reasons = " ".join(" ".join(row.verdict.because) for row in matrix.rows)
        return f"None of the candidates is taken up. {reasons}"
    return (
        f"{matrix.winner.technology.name}: {matrix.winner.verdict.outcome}. {' '.join(matrix.winner.verdict.because)}"
    )


def _consequences(matrix: Matrix, stages: Sequence[Stage]) -> Iterator[str]:
    if matrix.winner and matrix.winner.release:
        yield f"One begins with {matrix.winner.release}."
    for stage in stages:
        yield f"{stage.phase.title} ends between {stage.ends[0]} and {stage.ends[1]}: {', '.join(stage.phase.does)}."


def _changes(matrix: Matrix) -> Iterator[str]:
    """What would change the decision."""
    names = {row.technology.id: row.technology.name for row in matrix.rows}
    for flip in matrix.flips():
        yield f"With {flip.criterion} at {flip.to} instead of {flip.score}, {names[flip.technology]} would be first."
    for row in (row for row in matrix.rows if row.open):
        yield f"{row.technology.name} is open in {', '.join(row.open)}: its total may move within {total_text(row)}."
