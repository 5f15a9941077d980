"""Work and news that are handed on: by journeys that answer later, between domains, to slow dependencies."""

from __future__ import annotations

from collections import Counter

from archgen.brief import CARRIERS
from archgen.facts.registry import fact
from archgen.quantities import count, total

_TAKERS = (*CARRIERS, "worker")
_LATER = ("fan-out", "long-running", "audit")


@fact("names")
def handing_journeys(paths, journey_answer):
    """The journeys that hand work on: told later, or led through a queue, an event log or a worker."""
    return tuple(
        path.journey
        for path in paths.paths
        if journey_answer[path.journey] == "later" or any(role in path.roles for role in _TAKERS)
    )


@fact("messages/s", high=10**9)
def handed_over_peak(paths, rps_peak, handing_journeys):
    """Messages a second at the largest peak: calls into queues and event logs, else one a request that hands on."""
    rates = [_handed(paths.of(journey), rps_peak[journey]) for journey in handing_journeys]
    return total(rates, "req/s") * count(1, "message/req")


@fact("names")
def later_interactions(interaction_kind, interaction_consistency):
    """The exchanges between domains that need no answer at once."""
    return tuple(
        name for name, kind in interaction_kind.items() if kind in _LATER and interaction_consistency[name] != "strong"
    )


@fact("flag")
def work_handed_on(handing_journeys, later_interactions, slow_dependencies):
    """Whether anything is done after the answer, or told to whoever wants to know."""
    return bool(handing_journeys or later_interactions or slow_dependencies)


@fact("consumers", high=10**4)
def event_consumers(interaction_from, later_interactions, interaction_kind):
    """How many domains react to the news of one: what a broker would have to do more than a table of jobs."""
    news = (name for name in later_interactions if interaction_kind[name] == "fan-out")
    told = Counter(interaction_from[name].raw if interaction_from[name] else "" for name in news)
    return count(max(told.values(), default=0), "consumers")


@fact("flag")
def events_kept(paths, interaction_kind):
    """Whether events are read again later: a trail that is kept, or an event log on a path."""
    return "audit" in interaction_kind.values() or "event-log" in paths.roles


def _handed(path, rate):
    into = [rate * step.calls for step in path.steps if step.role in CARRIERS]
    return total(into) if into else rate
