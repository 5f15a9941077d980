"""Objectives: how fast a budget must burn before somebody is told, and when an outage is noticed."""

from __future__ import annotations

from archgen.facts.registry import fact
from archgen.quantities import count


@fact("x", high=10**4)
def burn_fast(burn_fast_budget, slo_window, burn_fast_window):
    """How many times faster than allowed a budget burns when the fast page fires."""
    return burn_fast_budget * slo_window / burn_fast_window


@fact("x", high=10**4)
def burn_slow(burn_slow_budget, slo_window, burn_slow_window):
    """The same for the slow page."""
    return burn_slow_budget * slo_window / burn_slow_window


@fact("x", high=10**4)
def burn_drift(burn_drift_budget, slo_window, burn_drift_window):
    """The same for the last ticket."""
    return burn_drift_budget * slo_window / burn_drift_window


@fact("%", per="journey", high=10**4)
def page_share(burn_fast, availability_used):
    """The share of failing requests above which the fast page fires."""
    return burn_fast * (1 - availability_used)


@fact("%", per="journey", high=10**4)
def slow_page_share(burn_slow, availability_used):
    """The share of failing requests above which the slow page fires."""
    return burn_slow * (1 - availability_used)


@fact("%", per="journey", high=100)
def error_share_allowed(availability_used):
    """The share of failing requests that the target leaves."""
    return 1 - availability_used


@fact("s", per="journey", high=10**6)
def outage_noticed(burn_fast_window, page_share):
    """From a total outage to the fast page, before the next evaluation of the rules."""
    return burn_fast_window * page_share


@fact("req/h", per="journey", high=10**12)
def traffic_for_page(alert_minimum_errors, page_share, burn_fast_window):
    """Requests an hour below which the guard against few errors delays the fast page."""
    return alert_minimum_errors * count(1, "req/error") / page_share / burn_fast_window


@fact("min", per="journey", high=10**6)
def budget_half(budget_time):
    """Half of the budget: from here on releases of this journey go out one at a time."""
    return budget_time / (count(1) + count(1))


@fact("min", per="journey", high=10**6)
def budget_three_quarters(budget_time, budget_half):
    """Three quarters of the budget: what spent most of it comes before new work."""
    return budget_time - budget_half / (count(1) + count(1))


@fact("req/s", high=10**9)
def overload_rate(rps_total, overload_share):
    """Requests a second from which it is more than the design was planned for."""
    return rps_total * overload_share


@fact("req/s", high=10**9)
def overload_rate_api(tier_peak, rps_total, overload_share):
    """The same of the API alone, which sees less than all where devices report past it."""
    return (tier_peak.get("api") or rps_total) * overload_share


@fact("req/s", high=10**9)
def reconnect_rate(sender_rate, rps_total, overload_share):
    """Connections opened a second that no ordinary minute brings: devices open one a report, people one a request."""
    return (sender_rate if sender_rate.high else rps_total) * overload_share
