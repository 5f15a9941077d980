"""The brief argues with itself: contradictions, each with its arithmetic and ways out."""

from archgen.challenges.challenges import challenges, compared

__all__ = ["challenges", "compared"]
