"""The matrix as the text of a decision record: context, options by one set of criteria, decision, flips."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from archgen.evaluation.lifecycle import Stage
from archgen.evaluation.matrix import Matrix, Row
from archgen.evaluation.printing import total_text


def record_title(matrix: Matrix) -> str:
    """What the record is called: the choice where there is one, else the need."""
    if matrix.winner is None:
        return f"No technology yet for {matrix.need}"
    return f"Use {matrix.winner.technology.name} for {matrix.need}"


def record_sections(matrix: Matrix, stages: Sequence[Stage] = ()) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """The sections of the record with their lines of Markdown."""
    return (
        ("Context", tuple(_context(matrix))),
        ("Considered options", tuple(_options(matrix))),
        ("Decision", tuple(_decision(matrix))),
        ("Consequences", tuple(_consequences(matrix, stages))),
    )


def _context(matrix: Matrix) -> Iterator[str]:
    use = "critical" if matrix.setting.critical else "not critical"
    yield f"The need: {matrix.need}. It is {use}. The candidates are judged as of {matrix.setting.catalogue.as_of}."


def _options(matrix: Matrix) -> Iterator[str]:
    criteria = matrix.setting.rules.criteria
    heads = ["Option", *(f"{criterion.title} ({criterion.weight} %)" for criterion in criteria), "Total", "Outcome"]
    yield _line(heads)
    yield _line(["---"] * len(heads))
    for row in matrix.rows:
        marks = ["open" if score.value is None else str(score.value) for score in row.scores]
        yield _line([row.technology.name, *marks, total_text(row), row.verdict.outcome])
    for row in matrix.rows:
        yield ""
        yield f"**{row.technology.name}**"
        yield ""
        yield from (f"- {score.criterion.capitalize()}: {score.reason}" for score in row.scores)
        yield from (f"- Warning: {warning}" for warning in row.verdict.warnings)


def _decision(matrix: Matrix) -> Iterator[str]:
    if matrix.winner is None:
        yield "None of the candidates is taken up:"
        yield ""
        yield from (f"- {' '.join(row.verdict.because)}" for row in matrix.rows)
        return
    yield f"{matrix.winner.technology.name}: {matrix.winner.verdict.outcome}. {' '.join(matrix.winner.verdict.because)}"


def _consequences(matrix: Matrix, stages: Sequence[Stage]) -> Iterator[str]:
    if matrix.winner and matrix.winner.release:
        yield f"- One begins with {matrix.winner.release}."
    for stage in stages:
        yield f"- {stage.phase.title} ends between {stage.ends[0]} and {stage.ends[1]}: {', '.join(stage.phase.does)}."
    yield from (f"- {text}" for text in _changes(matrix))


def _changes(matrix: Matrix) -> Iterator[str]:
    """What would change the decision."""
    names = {row.technology.id: row.technology.name for row in matrix.rows}
    for flip in matrix.flips():
        yield f"With {flip.criterion} at {flip.to} instead of {flip.score}, {names[flip.technology]} would be first."
    yield from (_opening(row) for row in matrix.rows if row.open)


def _opening(row: Row) -> str:
    return f"{row.technology.name} is open in {', '.join(row.open)}: its total may move within {total_text(row)}."


def _line(cells: Sequence[str]) -> str:
    return f"| {' | '.join(cells)} |"
