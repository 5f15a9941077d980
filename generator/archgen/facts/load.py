"""Load: from people and devices to requests a second, by journey. The first chain of numbers of every design."""

from __future__ import annotations

from archgen.facts.registry import fact
from archgen.quantities import count, largest, smallest, total


@fact("user", high=10**10)
def users(users_registered, users_daily, users_concurrent, daily_share, active_share, concurrent_share):
    """Monthly active users, from whichever kind of users was counted."""
    if users_daily is not None:
        return users_daily / daily_share
    if users_registered is not None:
        return users_registered * active_share
    if users_concurrent is not None:
        return users_concurrent / concurrent_share
    return count(0, "user")


@fact("req/user/day", high=10**6, step="0.01")
def requests_per_user_day(sessions_per_user_day, requests_per_session):
    """Requests of an active user on a day, from sessions; where those are not known, a typical value stands."""
    return sessions_per_user_day * requests_per_session


@fact("user", high=10**10)
def daily_users(users, daily_share):
    """People who come on an ordinary day."""
    return users * daily_share


@fact("req/day", high=10**13)
def requests_per_day(daily_users, requests_per_user_day):
    """What people cause on an ordinary day."""
    return daily_users * requests_per_user_day


@fact("req/s", high=10**8)
def load_peak(users, daily_share, requests_per_user_day, busy_hour, burst, peak_rps_measured):
    """People's requests a second in the worst minutes of the busiest hour; a measured value wins over habits."""
    if peak_rps_measured is not None:
        return peak_rps_measured
    return users * daily_share * requests_per_user_day * busy_hour * burst


@fact("req/s", high=10**8, optional=True)
def load_by_habits(users, daily_share, requests_per_user_day, busy_hour, burst, peak_rps_measured):
    """What the habits of users would give where the peak was measured: the difference is worth a sentence."""
    if peak_rps_measured is None:
        return None
    return users * daily_share * requests_per_user_day * busy_hour * burst


@fact("req/s", high=10**9)
def named_peak(load_peak, peak_factor):
    """The largest of the named peaks, as a multiple of the ordinary one; without any it is the ordinary one."""
    return load_peak * largest(*peak_factor.values()) if peak_factor else load_peak


@fact("x", low=1, high=10**9)
def rush(named_peak, load_peak):
    """How many times the ordinary peak the largest named one is."""
    return named_peak / load_peak if load_peak > count(0, "req/s") else count(1, "x")


@fact("names")
def highest_peak(peak_factor):
    """Which of them it is."""
    return tuple(name for name, factor in peak_factor.items() if factor == largest(*peak_factor.values()))[:1]


@fact("req/s", high=10**9)
def sender_rate(senders, sender_interval):
    """What devices and other senders cause: each sends once an interval, day and night."""
    return senders * count(1, "req/device") / sender_interval


@fact("KB/s", high=10**9)
def sender_bandwidth(sender_rate, sender_bytes):
    """Bytes a second that senders push in."""
    return sender_rate * sender_bytes / count(1, "req")


@fact("%", low=0, high=100)
def peak_time(peak_lasts, peak_times):
    """The part of a month that the named peaks take together."""
    lasting = (lasts * peak_times[peak] / count(1, "peak") for peak, lasts in peak_lasts.items())
    return smallest(total(lasting, "%"), count(1)) if peak_lasts else count(0, "%")


@fact("flag", per="journey")
def journey_sent(journey_by, senders):
    """Whether it keeps the pace of the devices that send: devices start it, and somebody counted them."""
    return journey_by == "device" and senders > count(0, "device")


@fact("req/s", per="journey", high=10**9)
def rps_peak(journey, load_peak, named_peak, peak_factor, peak_journeys, sender_rate, journey_sent, journey_share):
    """Requests a second of one journey at the largest named peak that is about it; senders keep their own pace."""
    if journey_sent:
        return sender_rate * journey_share
    about = [peak for peak in peak_factor if not peak_journeys[peak] or journey in peak_journeys[peak]]
    if not about:
        return load_peak * journey_share
    factor, highest = (largest(*(peak_factor[peak] for peak in peaks)) for peaks in (about, peak_factor))
    return (load_peak * factor if factor < highest else named_peak) * journey_share


@fact("flag")
def peak_about_all(peak_factor, peak_journeys):
    """Whether a named peak multiplies all that people start, since nobody said which journeys it is about."""
    return any(not peak_journeys[peak] for peak in peak_factor)


@fact("req/s", per="journey", high=10**9)
def rps_ordinary(load_peak, sender_rate, journey_sent, journey_share):
    """The same in the busiest hour of an ordinary day, without any named peak."""
    return (sender_rate if journey_sent else load_peak) * journey_share


@fact("req/day", per="journey", high=10**14)
def journey_requests_per_day(requests_per_day, sender_rate, journey_sent, journey_share):
    """Requests of one journey on an ordinary day: what its error budget is counted in."""
    return (sender_rate if journey_sent else requests_per_day) * journey_share


@fact("req/s", per="journey", high=10**9)
def rps_mean(journey_requests_per_day):
    """Requests a second of one journey, spread evenly over the day."""
    return journey_requests_per_day + count(0, "req/day")


@fact("req/s", high=10**9)
def rps_total(rps_peak):
    """All journeys together at the largest peak."""
    return total(rps_peak.values(), "req/s")


@fact("req/s", high=10**9)
def rps_usual(rps_ordinary):
    """All journeys together in the busiest hour of an ordinary day."""
    return total(rps_ordinary.values(), "req/s")


@fact("req/s", high=10**9)
def writes_peak(rps_peak, journey_kind):
    """Requests a second that change something, at the largest peak."""
    return total((rate for journey, rate in rps_peak.items() if journey_kind[journey] == "write"), "req/s")


@fact("%", high=100)
def read_share(rps_total, writes_peak):
    """The part of all requests that only reads."""
    return (rps_total - writes_peak) / rps_total if rps_total > 0 else count(0)
