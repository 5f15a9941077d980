"""The brief argues with itself: contradictions, each with its arithmetic and ways out."""

from archgen.challenges.challenges import challenges, compared, held_by, named
from archgen.challenges.reading import challenge_rows

__all__ = ["challenge_rows", "challenges", "compared", "held_by", "named"]
