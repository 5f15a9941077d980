"""The derived facts, one file a topic; importing the room declares them all."""

from archgen.facts import capacity, journeys, load, objectives, recovery, reliability, storage, team, wishes
from archgen.facts.registry import Fact, declared, fact

__all__ = [
    "Fact",
    "capacity",
    "declared",
    "fact",
    "journeys",
    "load",
    "objectives",
    "recovery",
    "reliability",
    "storage",
    "team",
    "wishes",
]
