"""The matrix: candidates for a need, scored by the weighted criteria and ranked, and what would change the ranking."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction

from msgspec import Struct, field
from msgspec.structs import replace

from archgen.evaluation.outcome import Evidence, Verdict, decide
from archgen.evaluation.rules import Criterion, Weighted
from archgen.evaluation.scoring import COMPUTED, Score
from archgen.evaluation.setting import Setting
from archgen.evaluation.technology import Technology
from archgen.evaluation.wait import Wait, release_to_use, waiting


class Candidate(Struct, frozen=True):
    """A technology that might meet the need; `given` are scores that a person set, with their reasons."""

    technology: Technology
    in_use: bool = False
    given: Mapping[Criterion, tuple[int, str]] = field(default_factory=dict)

    def with_score(self, criterion: Criterion, value: int, why: str) -> Candidate:
        """The same with one more score that a person gave."""
        return replace(self, given={**self.given, criterion: (value, why)})


class Row(Struct, frozen=True):
    """One candidate in the matrix; `low` and `high` differ while a criterion is open."""

    technology: Technology
    scores: tuple[Score, ...]
    low: Fraction
    high: Fraction
    wait: Wait
    release: str
    verdict: Verdict

    @property
    def open(self) -> tuple[Criterion, ...]:
        """The criteria that nobody has scored."""
        return tuple(score.criterion for score in self.scores if score.value is None)


class Flip(Struct, frozen=True):
    """What would put the second before the first: this score of the second raised to `to`."""

    technology: str
    criterion: Criterion
    score: int
    to: int


class Matrix(Struct, frozen=True):
    """The candidates for a need, best first, at the day of the data."""

    need: str
    setting: Setting
    rows: tuple[Row, ...]

    @property
    def winner(self) -> Row | None:
        """The best candidate that may be taken up at all."""
        return self.rows[0] if self.rows and self.rows[0].verdict.taken else None

    def flips(self) -> tuple[Flip, ...]:
        """For each criterion of the second the score that would put it first; none where a total is open."""
        first, second = self.winner, self.rows[1] if len(self.rows) > 1 else None
        if first is None or second is None or first.open or second.open or not second.verdict.taken:
            return ()
        gap = first.low - second.low
        changes = zip(self.setting.rules.criteria, second.scores, strict=True)
        needed = ((score, _needed(score, criterion, gap)) for criterion, score in changes)
        return tuple(
            Flip(second.technology.id, score.criterion, score.value or 0, to)
            for score, to in needed
            if to <= self.setting.rules.highest
        )


def evaluate(need: str, candidates: Sequence[Candidate], setting: Setting) -> Matrix:
    """Score every candidate and rank them: those that may be taken up first, then by total, then by name."""
    rows = [_row(candidate, setting) for candidate in candidates]
    rows.sort(key=lambda row: (not row.verdict.taken, -row.low, -row.high, row.technology.id))
    return Matrix(need, setting, tuple(rows))


def _row(candidate: Candidate, setting: Setting) -> Row:
    technology, rules = candidate.technology, setting.rules
    scores = _scores(candidate, setting)
    low, high = (_total(scores, rules.criteria, unknown) for unknown in (rules.lowest, rules.highest))
    wait = waiting(technology, setting)
    evidence = Evidence(technology, scores, low, high, wait, in_use=candidate.in_use)
    return Row(technology, scores, low, high, wait, release_to_use(technology), decide(evidence, setting))


def _scores(candidate: Candidate, setting: Setting) -> tuple[Score, ...]:
    """One score a criterion: what a person gave, else what facts tell, else open."""
    facts = {score.criterion: score for score in (score_of(candidate.technology, setting) for score_of in COMPUTED)}
    facts["fit"] = Score("fit", None, f"How well {candidate.technology.name} fits the need is yours to score.")
    given = {name: Score(name, value, reason, given=True) for name, (value, reason) in candidate.given.items()}
    return tuple((facts | given)[criterion.id] for criterion in setting.rules.criteria)


def _total(scores: Sequence[Score], criteria: Sequence[Weighted], unknown: int) -> Fraction:
    pairs = zip(criteria, scores, strict=True)
    return sum((Fraction(criterion.weight, 100) * (score.value or unknown) for criterion, score in pairs), Fraction(0))


def _needed(score: Score, criterion: Weighted, gap: Fraction) -> int:
    """The least score at which the second is ahead, the gap made up by this criterion alone."""
    return (score.value or 0) + int(gap / Fraction(criterion.weight, 100)) + 1
