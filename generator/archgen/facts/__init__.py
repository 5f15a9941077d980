"""The derived facts, one file a topic; importing the room declares them all."""

from archgen.facts import capacity, journeys, load, reliability, storage, team
from archgen.facts.registry import Fact, declared, fact

__all__ = ["Fact", "capacity", "declared", "fact", "journeys", "load", "reliability", "storage", "team"]
