"""Reliability: what the hard steps of a journey allow, what the target leaves, and how fast people can be there."""

from __future__ import annotations

from archgen.facts.registry import fact
from archgen.quantities import count, largest, product, smallest, total


@fact("%", per="role", low=0, high=100, step="0.001")
def role_availability(role, role_availabilities, units, zones_used):
    """How available a role is assumed to be, as it is run here."""
    return role_availabilities[role]


@fact("%", per="journey", low=0, high=100, step="0.001")
def availability_feasible(journey, paths, role_availability, dependency_availability):
    """The product over everything that the journey's hard steps need, each counted once."""
    needed = paths.of(journey).hard_targets
    return product((role_availability.get(name) or dependency_availability[name]) for name in needed)


@fact("%", per="journey", low=0, high=100, step="0.001")
def availability_used(availability_wanted, availability_feasible):
    """What the design promises meanwhile: the wish, or what its dependencies allow."""
    return smallest(availability_wanted, availability_feasible)


@fact("min", per="journey", high=10**6)
def budget_time(availability_used, slo_window):
    """Minutes of full outage in a window that the target allows."""
    return (1 - availability_used) * slo_window


@fact("req", per="journey", high=10**15)
def budget_requests(availability_used, slo_window, journey_requests_per_day):
    """Failed requests in a window that the target allows."""
    return (1 - availability_used) * slo_window * journey_requests_per_day
