"""The next nine: a tenth of the failures that a target allows, what is missing for it, and what an equal part costs."""

from __future__ import annotations

from archgen.facts.prices import in_currency
from archgen.facts.registry import fact
from archgen.quantities import count, largest, stated_in


@fact("%", per="journey", high=100, step="0.0001")
def next_nine(journey_availability_wanted, nine_step):
    """The target with one nine more."""
    return 1 - (1 - journey_availability_wanted) / nine_step


@fact("%", per="journey", high=100, step="0.0001")
def next_nine_gap(next_nine, availability_feasible):
    """What its parts lack for that."""
    return largest(next_nine - availability_feasible, count(0, "%"))


@fact("object", per="journey")
def cost_of_equal(weakest_parts, cost_units, cost_database, cost_cache, dependency_cost, bill_currency, exchange_rate):
    """A month of an equal beside the weakest part; nothing where that has no price."""
    if not weakest_parts:
        return None
    weakest = weakest_parts[0]
    known = {**dependency_cost, **cost_units, "primary-store": cost_database, "cache": cost_cache}
    amount = in_currency(known.get(weakest), bill_currency, exchange_rate)
    return None if amount is None else stated_in(amount, f"{bill_currency}/month")
