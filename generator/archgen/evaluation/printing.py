"""The matrix as text for a terminal and as data for machines. Rounding happens here."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction
from typing import Any

from archgen.evaluation.lifecycle import Stage
from archgen.evaluation.matrix import Matrix, Row


def matrix_text(matrix: Matrix, stages: Sequence[Stage] = ()) -> str:
    """The matrix as a table, the reasons below it, and the plan of the one that is taken up."""
    return "\n".join([*_head(matrix), "", *_table(matrix), "", *_reasons(matrix), *_decision(matrix), *_plan(stages)])


def matrix_data(matrix: Matrix, stages: Sequence[Stage] = ()) -> dict[str, Any]:
    """The same as plain data, with totals to two places."""
    return {
        "need": matrix.need,
        "critical": matrix.setting.critical,
        "data_as_of": matrix.setting.catalogue.as_of.isoformat(),
        "weights": {criterion.id: criterion.weight for criterion in matrix.setting.rules.criteria},
        "candidates": [_row_data(row) for row in matrix.rows],
        "winner": matrix.winner.technology.id if matrix.winner else None,
        "flips": [
            {"candidate": flip.technology, "criterion": flip.criterion, "score": flip.score, "to": flip.to}
            for flip in matrix.flips()
        ],
        "plan": [_stage_data(stage) for stage in stages],
    }


def two_places(value: Fraction) -> str:
    """The total with two decimals, halves away from zero."""
    hundredths = int(value * 100 + Fraction(1, 2))
    return f"{hundredths // 100}.{hundredths % 100:02d}"


def total_text(row: Row) -> str:
    """One total, or the range that the open criteria leave."""
    return two_places(row.low) if row.low == row.high else f"{two_places(row.low)} to {two_places(row.high)}"


def _head(matrix: Matrix) -> Iterator[str]:
    wait = "critical" if matrix.setting.critical else "not critical"
    yield f"Need: {matrix.need} ({wait}). Data as of {matrix.setting.catalogue.as_of}."


def _table(matrix: Matrix) -> Iterator[str]:
    heads = [f"{criterion.title} {criterion.weight}" for criterion in matrix.setting.rules.criteria]
    lines = [["Candidate", *heads, "Total", "Outcome"]]
    for row in matrix.rows:
        marks = ["?" if score.value is None else f"{score.value}{'*' if score.given else ''}" for score in row.scores]
        lines.append([row.technology.name, *marks, total_text(row), row.verdict.outcome])
    widths = [max(map(len, column)) for column in zip(*lines, strict=True)]
    for line in lines:
        yield "  ".join(cell.ljust(width) for cell, width in zip(line, widths, strict=True)).rstrip()
    yield "(* said by a person, ? open)"


def _reasons(matrix: Matrix) -> Iterator[str]:
    for row in matrix.rows:
        yield f"{row.technology.name}: {row.verdict.outcome}. {' '.join(row.verdict.because)}"
        yield from (f"  {score.criterion}: {score.reason}" for score in row.scores)
        if row.release:
            yield f"  release: begin with {row.release}."
        yield from (f"  warning: {warning}" for warning in row.verdict.warnings)


def _decision(matrix: Matrix) -> Iterator[str]:
    yield ""
    if matrix.winner is None:
        yield "No candidate may be taken up: look for another, or change what rules them out."
        return
    yield f"First: {matrix.winner.technology.name}, {matrix.winner.verdict.outcome}."
    for flip in matrix.flips():
        yield f"  {flip.technology} would be first with {flip.criterion} {flip.to} instead of {flip.score}."


def _plan(stages: Sequence[Stage]) -> Iterator[str]:
    if stages:
        yield "Plan:"
    for stage in stages:
        yield f"  {stage.phase.title}: ends between {stage.ends[0]} and {stage.ends[1]}: {', '.join(stage.phase.does)}."


def _row_data(row: Row) -> dict[str, Any]:
    return {
        "id": row.technology.id,
        "name": row.technology.name,
        "total": [two_places(row.low), two_places(row.high)],
        "outcome": row.verdict.outcome,
        "because": list(row.verdict.because),
        "warnings": list(row.verdict.warnings),
        "release": row.release or None,
        "wait": {"state": row.wait.state, "until": row.wait.until.isoformat() if row.wait.until else None},
        "scores": {
            score.criterion: {"score": score.value, "reason": score.reason, "given": score.given}
            for score in row.scores
        },
    }


def _stage_data(stage: Stage) -> dict[str, Any]:
    return {
        "phase": stage.phase.id,
        "begins": [day.isoformat() for day in stage.begins],
        "ends": [day.isoformat() for day in stage.ends],
        "does": list(stage.phase.does),
    }
