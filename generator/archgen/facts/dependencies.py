"""Dependencies: planned calls against what each takes, and what waits while one is away."""

from __future__ import annotations

from archgen.facts.registry import fact
from archgen.quantities import total


@fact("req/s", per="dependency", high=10**9)
def dependency_peak(dependency, paths, rps_peak):
    """Calls a second that all journeys make into this dependency at the largest peak."""
    return total((rps_peak[step.journey] * step.calls for step in paths.into(dependency)), "req/s")


@fact("names")
def neighbour_names(dependency_party):
    """All dependencies, in the order of the brief."""
    return tuple(dependency_party)


@fact("names", per="dependency")
def dependency_journeys(dependency, paths):
    """The journeys that fail without it."""
    return paths.through(dependency)


@fact("%", per="dependency", high=10**9, optional=True)
def dependency_limit_share(dependency_peak, dependency_rate_limit):
    """The part of its rate limit that is planned for; nothing where nobody named a limit."""
    return None if dependency_rate_limit is None else dependency_peak / dependency_rate_limit


@fact("min", per="dependency", high=10**7)
def dependency_outage(dependency_availability, slo_window):
    """How long it is away in a window, if all of that comes in one piece."""
    return (1 - dependency_availability) * slo_window


@fact("req", per="dependency", high=10**13)
def dependency_backlog(dependency_peak, dependency_outage):
    """Calls that wait after such an outage, if it meets the largest peak."""
    return dependency_peak * dependency_outage


@fact("min", per="dependency", high=10**9, optional=True)
def dependency_drain(dependency_backlog, dependency_peak, dependency_rate_limit):
    """How long the waiting calls take to go out beside the new ones; nothing where no limit leaves room for them."""
    if dependency_rate_limit is None or dependency_peak >= dependency_rate_limit:
        return None
    return dependency_backlog / (dependency_rate_limit - dependency_peak)


@fact("names")
def dependencies_over_limit(dependency_peak, dependency_rate_limit):
    """The dependencies whose limit is below what is planned."""
    return tuple(
        name
        for name, peak in dependency_peak.items()
        if dependency_rate_limit.get(name) is not None and peak > dependency_rate_limit[name]
    )
