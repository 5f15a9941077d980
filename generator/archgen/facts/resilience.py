"""Dependencies: how long a call may take, how often it is tried, how many wait at once. Timeouts nest by it."""

from __future__ import annotations

from archgen.facts.registry import fact
from archgen.quantities import Assumption, ceil, count, floor, largest, smallest, total


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
    targets = (
        journey_latency_target[journey]
        for journey in paths.through(dependency, hard=False)
        if journey_answer[journey] == "now"
    )
    waiting = [target for target in targets if target is not None]
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


@fact("s", per="dependency", high=86_400, step="0.000001")
def dependency_slow(dependency_timeout, alert_share):
    """When one call in twenty that takes this long is worth a ticket: before calls are given up."""
    return dependency_timeout * alert_share


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


@fact("names", per="journey")
def journey_waits_for(journey, paths, dependency_latency, journey_answer, journey_latency_percentile):
    """The slowest dependency that it waits for, needed by more of its requests than may be late, its time told."""
    late = 1 - journey_latency_percentile
    needed = [step for step in paths.of(journey).steps if step.hard and step.calls > late]
    told = {
        step.role: dependency_latency[step.role]
        for step in needed
        if step.role in dependency_latency and not isinstance(dependency_latency[step.role].source, Assumption)
    }
    slowest = max(told, key=lambda dependency: told[dependency], default=None)
    return (slowest,) if slowest and journey_answer == "now" else ()


@fact("ms", per="journey", optional=True)
def journey_wait(journey_waits_for, dependency_latency):
    """How long that one may take."""
    return dependency_latency[journey_waits_for[0]] if journey_waits_for else None


@fact("flag", per="journey")
def wait_misses_latency(journey_wait, journey_latency_target, stage):
    """Whether what a journey waits for takes longer than the journey may."""
    told = journey_wait is not None and journey_latency_target is not None
    return stage == "live" and told and journey_wait > journey_latency_target


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
