"""Dependencies: how long a call may take, how often it is tried, how many wait at once. Timeouts nest by it."""

from __future__ import annotations

from archgen.facts.registry import fact
from archgen.quantities import ceil, count, floor, largest, smallest, total


@fact("choice", per="dependency", values=("hard", "soft"))
def dependency_kind(dependency, paths):
    """Whether any journey fails without it."""
    return "hard" if paths.through(dependency) else "soft"


@fact("flag", per="dependency")
def dependency_called(dependency, paths):
    """Whether any journey goes to it."""
    return bool(paths.into(dependency))


@fact("req/s", per="dependency", high=10**9)
def dependency_mean(dependency, paths, rps_mean):
    """Calls a second on the mean of a day."""
    return total((rps_mean[step.journey] * step.calls for step in paths.into(dependency)), "req/s")


@fact("ms", per="dependency", optional=True)
def dependency_budget(dependency, paths, journey_answer, journey_latency_target):
    """The shortest time in which a journey that calls it must have answered; nothing where nobody waits."""
    waiting = [
        journey_latency_target[journey]
        for journey in paths.through(dependency, hard=False)
        if journey_answer[journey] == "now"
    ]
    return smallest(*waiting) if waiting else None


@fact("flag", per="dependency")
def dependency_late(dependency_budget, dependency_latency):
    """Whether its answer comes later than a journey that calls it must have answered."""
    return dependency_budget is not None and dependency_latency >= dependency_budget


@fact("flag", per="dependency")
def dependency_waited(dependency_budget, dependency_late):
    """Whether somebody waits while it is called."""
    return dependency_budget is not None and not dependency_late


@fact("names")
def slow_dependencies(dependency_late):
    """The dependencies that can only be called after the answer."""
    return tuple(dependency for dependency, late in dependency_late.items() if late)


@fact("ms", per="dependency", high=86_400_000, step="0.001")
def dependency_timeout(dependency_latency):
    """When a call to it is given up: when nearly all good answers would have come."""
    return dependency_latency


@fact("calls", per="dependency", high=100)
def dependency_attempts(dependency_budget, dependency_waited, dependency_timeout, retry_attempts):
    """How often a call is tried, the first time included: as often as fits into what the caller has left."""
    if not dependency_waited:
        return retry_attempts
    fitting = floor(dependency_budget / dependency_timeout) * count(1, "call")
    return largest(smallest(retry_attempts, fitting), count(1, "call"))


@fact("calls", per="dependency", high=10**9)
def dependency_in_flight(dependency_peak, dependency_timeout):
    """Calls that are open at once when it answers only just in time: arrivals times the time that one is held."""
    return largest(ceil(dependency_peak * dependency_timeout * count(1, "call/req"), "calls"), count(1, "call"))


@fact("flag", per="dependency")
def dependency_quiet(dependency_mean, breaker_recovery, breaker_minimum_calls):
    """Whether so few calls are made that a breaker which counts a rate would wake up too late."""
    return dependency_mean * breaker_recovery * count(1, "call/req") < breaker_minimum_calls


@fact("s", per="dependency", high=10**9, optional=True)
def breaker_window_time(dependency_mean, dependency_quiet, breaker_failures, breaker_minimum_calls):
    """In which time the mean traffic makes the calls that a breaker must have seen; nothing where no call is made."""
    if not dependency_mean > count(0, "req/s"):
        return None
    fails = count(1, "call") / count(1, "error")
    return (
        (breaker_failures * fails if dependency_quiet else breaker_minimum_calls)
        * count(1, "req")
        / (dependency_mean * count(1, "call"))
    )


@fact("calls", per="dependency", high=100)
def dependency_retries(dependency_attempts):
    """The tries after the first."""
    return dependency_attempts - count(1, "call")


@fact("ms", per="dependency", high=10**9)
def retry_time(dependency_timeout, dependency_attempts):
    """After how long in all nobody tries again: every try as long as it may take."""
    return dependency_timeout * dependency_attempts / count(1, "call")


@fact("flag", per="dependency")
def dependency_near_limit(dependency_peak, dependency_rate_limit, headroom):
    """Whether the largest peak comes near the number of calls that it takes."""
    return dependency_rate_limit is not None and dependency_peak > dependency_rate_limit * headroom


@fact("names")
def hard_dependencies(dependency_kind):
    """The dependencies without which a journey fails."""
    return tuple(dependency for dependency, kind in dependency_kind.items() if kind == "hard")


@fact("flag")
def needs_others(hard_dependencies):
    """Whether any journey fails without a system that others run."""
    return bool(hard_dependencies)
