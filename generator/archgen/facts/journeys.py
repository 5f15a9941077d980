"""Journeys: which of them matter most, and which are harmed when a role fails."""

from __future__ import annotations

import re

from archgen.brief import CRITICALITIES
from archgen.facts.registry import fact

_SCARCE = re.compile(
    r"\b(last|free|seats?|slots?|places?|pieces?|plots?|rooms?|tables?|minutes?|appointments?|vehicles?|scooters?|"
    r"guests|riders|patients|buyers)\b"
)


@fact("names")
def critical_journeys(journey_criticality):
    """The journeys of the highest criticality that there is, in the order of the brief."""
    for rank in CRITICALITIES:
        found = tuple(journey for journey, criticality in journey_criticality.items() if criticality == rank)
        if found:
            return found
    return ()


@fact("names")
def critical_journey(critical_journeys):
    """The first of them: the one that sentences name."""
    return critical_journeys[:1]


@fact("names", per="role")
def harmed_journeys(role, paths, journey_criticality):
    """The journeys that fail without this role, the most critical first."""
    harmed = paths.through(role)
    return tuple(sorted(harmed, key=lambda journey: CRITICALITIES.index(journey_criticality[journey])))


@fact("ms", per="journey", high=86_400_000, step="0.001", optional=True)
def journey_latency_target(latency_wanted, journey_by):
    """How fast a journey must answer where nobody said: as the whole; nobody waits for what begins by the clock."""
    return latency_wanted if journey_by != "clock" else None


@fact("names")
def contested_journeys(journey_contested):
    """The journeys in which two users may want the same thing at once."""
    return tuple(journey for journey, what in journey_contested.items() if what)


@fact("flag", per="journey")
def journey_is_contested(journey_contested):
    """Whether two users may want the same thing in this journey."""
    return bool(journey_contested)


@fact("flag", per="journey")
def journey_scarce(journey_contested):
    """Whether that is one of few things that many people want, and not two sides of one of them."""
    return bool(journey_contested) and bool(_SCARCE.search(journey_contested.raw))


@fact("flag")
def contested(contested_journeys):
    """Whether two users may want the same thing in any journey."""
    return bool(contested_journeys)


@fact("names")
def later_journeys(journey_answer):
    """The journeys whose outcome is told later."""
    return tuple(journey for journey, answer in journey_answer.items() if answer == "later")


@fact("flag")
def answers_later(later_journeys):
    """Whether any journey tells its outcome later."""
    return bool(later_journeys)


@fact("flag")
def critical_promised(journey_criticality, stage):
    """Whether people rely on a journey that is critical."""
    return stage == "live" and "critical" in journey_criticality.values()
