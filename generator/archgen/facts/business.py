"""Business: what an outage means in the team's own figures. What they do not give is never guessed."""

from __future__ import annotations

from archgen.facts.registry import fact


@fact("object", per="journey")
def downtime_at_stake(downtime_cost, budget_time):
    """What the error budget of a journey costs if it is spent in outages; unknown without the team's figure."""
    return None if downtime_cost is None else downtime_cost * budget_time


@fact("object", per="journey")
def revenue_at_stake(revenue_per_hour, budget_time):
    """What is not earned while the error budget of a journey is spent in outages; unknown without the team's figure."""
    return None if revenue_per_hour is None else revenue_per_hour * budget_time


@fact("orders", per="journey", optional=True)
def orders_at_stake(orders_per_hour, budget_time):
    """Orders that do not arrive while the error budget of a journey is spent; unknown without the team's figure."""
    return None if orders_per_hour is None else orders_per_hour * budget_time


@fact("object")
def restore_at_stake(downtime_cost, restore_time):
    """What a restore of the whole store costs while it runs; unknown without the team's own figure."""
    return None if downtime_cost is None else downtime_cost * restore_time
