"""Scores that facts can give, one file a criterion, each score with its reason. Fit is a person's to score."""

from archgen.evaluation.scoring.ecosystem import ecosystem, is_open
from archgen.evaluation.scoring.maturity import maturity
from archgen.evaluation.scoring.operations import operations
from archgen.evaluation.scoring.score import Score
from archgen.evaluation.scoring.team import team

COMPUTED = (maturity, team, operations, ecosystem)

__all__ = ["COMPUTED", "Score", "is_open"]
