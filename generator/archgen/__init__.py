"""archgen: from a team's answers to a decision-backed system design."""

__version__ = "0.1.0"
