"""On call: what a number of people can promise, as shares of their time and people that are missing."""

from __future__ import annotations

from archgen.facts.registry import fact
from archgen.quantities import count, largest, smallest


@fact("%", high=100)
def reachable_share(reachable_hours):
    """The part of the week in which somebody answers a call."""
    return reachable_hours


@fact("%", high=100)
def oncall_share(on_call_people):
    """The part of the time in which each of those on call is called."""
    return count(1, "person") / largest(on_call_people, count(1, "person"))


@fact("people", high=100)
def oncall_missing(on_call_people, oncall_sustainable_from):
    """People whom a rota round the clock on one site still lacks."""
    return largest(oncall_sustainable_from - on_call_people, count(0, "people"))


@fact("people", high=1000)
def oncall_each_site(on_call_people, time_zones):
    """People on call in each time zone, if they are spread evenly."""
    return on_call_people / time_zones * count(1, "zone")


@fact("min", high=10**6)
def budget_of_critical(budget_time, critical_journeys):
    """Minutes of full outage that the most critical journey allows in a window."""
    return smallest(*(budget_time[journey] for journey in critical_journeys)) if critical_journeys else count(0, "min")
