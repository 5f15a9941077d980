"""The derived facts, one file a topic; importing the room declares them all."""

from archgen.facts import (
    bandwidth,
    caching,
    capacity,
    concurrency,
    dependencies,
    disks,
    distance,
    journeys,
    load,
    objectives,
    queues,
    recovery,
    reliability,
    storage,
    team,
    wishes,
)
from archgen.facts.registry import Fact, declared, fact

__all__ = [
    "Fact",
    "bandwidth",
    "caching",
    "capacity",
    "concurrency",
    "declared",
    "dependencies",
    "disks",
    "distance",
    "fact",
    "journeys",
    "load",
    "objectives",
    "queues",
    "recovery",
    "reliability",
    "storage",
    "team",
    "wishes",
]
