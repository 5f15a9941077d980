"""Bandwidth: what leaves the system in answers and files, in a month and in the busiest seconds."""

from __future__ import annotations

from archgen.facts.registry import fact
from archgen.quantities import total


@fact("GB/month", high=10**12)
def answers_sent(journey_requests_per_day, journey_by, response_bytes):
    """Answers to people and partners in a month; devices are answered with a line."""
    asked = (rate for journey, rate in journey_requests_per_day.items() if journey_by[journey] != "device")
    return total(asked, "req/day") * response_bytes


@fact("GB/month", per="object", high=10**12)
def object_sent(object_count_per_month, object_reads, object_size):
    """Files of one kind that are sent out in a month: each as often as it is read over its life."""
    return object_count_per_month * object_reads * object_size


@fact("GB/month", high=10**12)
def files_sent(object_sent):
    """All files that are sent out in a month."""
    return total(object_sent.values(), "GB/month")


@fact("GB/month", high=10**12)
def egress(answers_sent, files_sent):
    """Everything that leaves the system in a month."""
    return answers_sent + files_sent


@fact("GB/month", high=10**12)
def sent_directly(answers_sent, files_sent, cache_layers__cdn):
    """What of it no content delivery network sends."""
    return answers_sent if cache_layers__cdn else answers_sent + files_sent


@fact("GB/month", high=10**12)
def ingress(sender_bandwidth, object_count_per_month, object_size):
    """What senders and uploads bring in."""
    files = (object_count_per_month[name] * object_size[name] for name in object_size)
    return sender_bandwidth + total(files, "GB/month")


@fact("Mbit/s", high=10**12)
def bandwidth_peak(rps_total, response_bytes, files_sent, busy_hour, burst):
    """Megabits a second that leave at the largest peak, files by the habits of the day."""
    return rps_total * response_bytes + files_sent * busy_hour * burst
