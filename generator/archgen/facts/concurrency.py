"""Concurrency by Little's law: how many calls are in flight at once, and whether pools and units have room for them."""

from __future__ import annotations

from archgen.facts.registry import fact
from archgen.quantities import Assumption, assume, ceil, count, largest, smallest, total


@fact("ms", per="role", high=86_400_000, step="0.001")
def service_time(role, service_times):
    """How long one call keeps a unit of a role busy: assumed by role until somebody's own traces replace it."""
    value, ground = service_times.get(role) or service_times[""]
    return assume(value, "ms", Assumption(f"durations.{role}", f"durations.{role}", ground))


@fact("req", per="role", high=10**12)
def in_flight(tier_peak, service_time):
    """Calls that a role works on at the same moment of the largest peak."""
    return tier_peak * service_time


@fact("workers/unit", high=10**7)
def workers_per_unit(in_flight, units, headroom):
    """Requests that one unit of the API must be able to work on at once, below the headroom."""
    return ceil(in_flight["api"] * count(1, "worker/req") / (units["api"] * headroom), "workers/unit")


@fact("connections", high=10**9)
def connections_busy(in_flight):
    """Connections to the primary store that do work at the same moment of the largest peak."""
    return in_flight["primary-store"] * count(1, "connection/req")


@fact("%", high=10**6)
def pool_share_busy(connections_busy, units, pool_size):
    """The part of all pooled connections that does work then; the rest waits for a request."""
    return connections_busy / (units["api"] * pool_size)


@fact("connections", high=10**9)
def connections_wanted(connections_busy, headroom):
    """The limit at which those that are busy at once keep to the headroom; a pooler only lets more than that wait."""
    return ceil(connections_busy / headroom, "connections")


@fact("connections/unit", high=10**7)
def pool_needed(connections_busy, units, headroom):
    """Connections that one unit of the API must have at least, below the headroom, if each is held for a call only."""
    return ceil(connections_busy / (units["api"] * headroom), "connections/unit")


@fact("flag")
def pool_short(pool_needed, pool_size):
    """Whether more calls of one unit want a connection at once than its pool has."""
    return pool_needed > pool_size


@fact("req/s", high=10**10)
def retry_storm(tier_peak, retry_attempts):
    """What reaches the API when every call fails and every client tries as often as it may."""
    return tier_peak["api"] * retry_attempts / count(1, "call")


@fact("req/s", high=10**10)
def retries_budgeted(tier_peak, retry_budget):
    """The same where a client may repeat no more than its budget of retries."""
    return tier_peak["api"] * (1 + retry_budget)


@fact("s", high=10**9, optional=True)
def reconnect_window(senders, tier_peak, unit_capacity, units, headroom):
    """Over how long all senders must spread their return after an outage; nothing where none send into a tier."""
    if not senders > count(0, "device") or "ingest" not in tier_peak:
        return None
    return senders * count(1, "req/device") / (unit_capacity["ingest"] * units["ingest"] * headroom)


@fact("req/s", per="journey", high=10**10)
def load_test_rate(rps_peak, growth_12m):
    """What a load test sends on one journey: the largest named peak, a year from now."""
    return rps_peak * growth_12m


@fact("h", high=10**6)
def load_test_lasts(peak_lasts, load_test_hold, load_test_longest):
    """How long it holds that: as long as the longest named peak, and no longer than leaks take to show."""
    return smallest(largest(*peak_lasts.values()), load_test_longest) if peak_lasts else load_test_hold


@fact("req/s", high=10**10)
def load_test_peak(load_test_rate):
    """What a load test sends in all."""
    return total(load_test_rate.values(), "req/s")
