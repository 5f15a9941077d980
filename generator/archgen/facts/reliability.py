"""Reliability: what the hard steps of a journey allow, what its target leaves, and how fast people can act."""

from __future__ import annotations

from archgen.facts.registry import fact
from archgen.quantities import Assumption, assume, floor, product, smallest


@fact("%", per="journey", low=0, high=100, step="0.001")
def journey_availability_wanted(
    journey_criticality, availability_wanted, availability_critical, availability_important, availability_deferrable
):
    """The target of one journey where nobody gave one: by its criticality, or the one given for the whole.

    What is less than critical is promised no more than what is.
    """
    by_criticality = {"critical": availability_critical, "important": availability_important}
    usual = by_criticality.get(journey_criticality, availability_deferrable)
    if availability_wanted is None:
        return usual
    return availability_wanted if journey_criticality == "critical" else smallest(usual, availability_wanted)


@fact("%", per="role", low=0, high=100, step="0.001")
def role_availability(role, role_availabilities, database_topology, store_operation):
    """How available a role is assumed to be; the primary store by its nodes and by who runs them."""
    nodes = "one" if role == "primary-store" and database_topology == "single" else ""
    run = "own" if role == "primary-store" and store_operation == "own" else ""
    value, ground = role_availabilities.get((role, nodes, run)) or role_availabilities["", "", ""]
    return assume(value, "%", Assumption(f"reliability.{role}", f"reliability.{role}", ground))


@fact("%", per="journey", low=0, high=100, step="0.001")
def availability_feasible(journey, paths, role_availability, dependency_availability, served_by):
    """The product over every part that the journey's hard steps need, each counted once, whatever it serves."""
    path = paths.of(journey)
    parts = dict.fromkeys(served_by.get(name, name) for name in path.roles if path.needs(name))
    return product(
        role_availability[name] if name in role_availability else dependency_availability[name] for name in parts
    )


@fact("%", per="journey", low=0, high=100, step="0.001")
def availability_used(journey_availability_wanted, availability_feasible, availability_by_people, target_step):
    """What the design promises meanwhile: the wish, or what its dependencies and its people allow."""
    allowed = floor(availability_feasible / target_step) * target_step
    return smallest(journey_availability_wanted, allowed, availability_by_people)


@fact("min", per="journey", high=10**6)
def budget_time(availability_used, slo_window):
    """Minutes of full outage in a window that the target allows."""
    return (1 - availability_used) * slo_window


@fact("req", per="journey", high=10**15)
def budget_requests(availability_used, slo_window, journey_requests_per_day):
    """Failed requests in a window that the target allows."""
    return (1 - availability_used) * slo_window * journey_requests_per_day
