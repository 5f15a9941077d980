"""Queues: what arrives for the workers, what piles up while they are away, and how long it takes to be done again."""

from __future__ import annotations

from archgen.facts.registry import fact
from archgen.quantities import count


@fact("jobs/s", high=10**9, optional=True)
def queue_inflow(tier_peak):
    """Jobs a second at the largest peak; nothing where no journey goes to a worker."""
    return tier_peak["worker"] * count(1, "job/req") if "worker" in tier_peak else None


@fact("jobs/s", high=10**9, optional=True)
def queue_outflow(unit_capacity, units):
    """Jobs a second that all workers do."""
    return unit_capacity["worker"] * units["worker"] * count(1, "job/req") if "worker" in units else None


@fact("jobs", high=10**12, optional=True)
def queue_depth(queue_inflow, notice_time, act_time):
    """Jobs that wait when all workers are away until somebody has noticed and acted, at the largest peak."""
    return None if queue_inflow is None else queue_inflow * (notice_time + act_time)


@fact("min", high=10**9, optional=True)
def queue_drain(queue_depth, queue_inflow, queue_outflow):
    """How long the workers need for the waiting jobs beside the new ones."""
    return None if queue_depth is None else queue_depth / (queue_outflow - queue_inflow)
