"""Journeys: which of them matter most, and which are harmed when a role fails."""

from __future__ import annotations

from archgen.facts.registry import fact

_ORDER = ("critical", "important", "deferrable")


@fact("names")
def critical_journeys(journey_criticality):
    """The journeys of the highest criticality that there is, in the order of the brief."""
    for rank in _ORDER:
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
    return tuple(sorted(harmed, key=lambda journey: _ORDER.index(journey_criticality[journey])))


@fact("names")
def contested_journeys(journey_contested):
    """The journeys in which two users may want the same thing at once."""
    return tuple(journey for journey, what in journey_contested.items() if what)
