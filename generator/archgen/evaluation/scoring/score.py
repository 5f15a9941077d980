"""The score of one criterion, with its reason."""

from __future__ import annotations

from collections.abc import Iterable

from msgspec import Struct

from archgen.evaluation.rules import Criterion


class Score(Struct, frozen=True):
    """The score of one criterion, or None while nobody can tell; `given` if a person said it."""

    criterion: Criterion
    value: int | None
    reason: str
    given: bool = False


class Finding(Struct, frozen=True):
    """What one fact adds to a score, and how it reads as part of a sentence; empty if there is nothing to say."""

    points: int
    says: str = ""


def sentence(findings: Iterable[Finding]) -> str:
    """The findings that say something, as one sentence."""
    text = "; ".join(finding.says for finding in findings if finding.says)
    return f"{text[:1].upper()}{text[1:]}."
