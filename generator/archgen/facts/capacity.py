"""Capacity: what the Paths put on each role, how many units carry it, and the limits of what they connect to."""

from __future__ import annotations

from archgen.facts.registry import fact
from archgen.quantities import Assumption, assume, ceil, count, largest, smallest, total


@fact("req/s", per="role", high=10**9)
def tier_peak(role, paths, rps_peak, served_by):
    """Calls a second that the steps of all journeys make into this role, and into what it serves besides."""
    return _asked(role, paths, rps_peak, served_by)


@fact("req/s", per="role", high=10**9)
def tier_ordinary(role, paths, rps_ordinary, served_by):
    """The same in the busiest hour of an ordinary day."""
    return _asked(role, paths, rps_ordinary, served_by)


@fact("req/s/unit", per="role", high=10**7)
def unit_capacity(role, language, capacities):
    """What one unit of a role carries: assumed by role and language until somebody's own load test replaces it."""
    value, ground = capacities.get((role, language)) or capacities.get((role, "")) or capacities[("", "")]
    return assume(value, "req/s/unit", Assumption(f"capacity.{role}", f"capacity.{role}", ground))


@fact("units", per="role", high=10**7)
def units(role, tier_peak, unit_capacity, headroom, served_by, database_topology, stage):
    """Units that carry the peak below the headroom, and one to spare; none for what another part serves.

    A store on one node has no spare, since that is what the decision for one node means; nor has what is tried out.
    """
    alone = stage == "prototype" or (role == "primary-store" and database_topology == "single")
    return _carrying(tier_peak, unit_capacity * headroom, alone=alone) if served_by[role] == role else count(0, "units")


@fact("units", per="role", high=10**7)
def units_ordinary(role, tier_ordinary, unit_capacity, headroom, served_by, database_topology, stage):
    """The same for the busiest hour of an ordinary day, without any named peak."""
    alone = stage == "prototype" or (role == "primary-store" and database_topology == "single")
    own = served_by[role] == role
    return _carrying(tier_ordinary, unit_capacity * headroom, alone=alone) if own else count(0, "units")


@fact("req/s", per="role", high=10**10)
def carried(unit_capacity, units):
    """What all units of a role carry before they are full."""
    return unit_capacity * units


@fact("%", per="role", high=10**6)
def load_at_peak(tier_peak, unit_capacity, units):
    """How busy the units of a role are at the largest peak."""
    if not units > 0:
        return count(0, "%")
    return tier_peak / (unit_capacity * units)


@fact("%", per="role", high=10**6)
def load_after_loss(tier_peak, unit_capacity, units):
    """How busy the rest is when one unit is lost at the largest peak."""
    if not units > 0:
        return count(0, "%")
    left = largest(units - count(1, "units"), count(1, "units"))
    return tier_peak / (unit_capacity * left)


@fact("x", per="role", high=10**9, optional=True)
def saturates_at(tier_peak, unit_capacity, units):
    """The multiple of the largest peak at which a role is full; nothing where no load arrives."""
    return unit_capacity * units / tier_peak if tier_peak > 0 else None


@fact("x", high=10**9, optional=True)
def first_saturation(saturates_at):
    """The multiple of the largest peak at which the first role is full."""
    loaded = [multiple for multiple in saturates_at.values() if multiple is not None]
    return smallest(*loaded) if loaded else None


@fact("names")
def first_to_saturate(saturates_at, first_saturation):
    """The roles that are full first when load grows."""
    return tuple(
        role for role, multiple in saturates_at.items() if multiple is not None and multiple == first_saturation
    )


@fact("units", high=10**7)
def surge_units(deployment_strategy, units):
    """Instances that run besides the usual ones while a release goes out."""
    return count(1, "units") if deployment_strategy == "rolling" else units["api"]


@fact("connections", high=10**8)
def connections_peak(units, surge_units, pool_size):
    """Connections to the primary store when every pool is full, during a release."""
    return (units["api"] + surge_units) * pool_size


@fact("connections", high=10**8)
def connections_limit(primary_technology, max_connections, mysql_connections):
    """Connections that the primary store accepts unless it is told otherwise, by its engine."""
    return mysql_connections if primary_technology in ("mysql", "mariadb") else max_connections


@fact("flag")
def connections_fit(connections_peak, connections_limit):
    """Whether all pools together hold no more than the primary store accepts."""
    return connections_peak <= connections_limit


@fact("connections", high=10**8)
def connections_alert(connections_limit, alert_share):
    """From how many connections on somebody should look."""
    return connections_limit * alert_share


@fact("flag")
def several_instances(units):
    """Whether the interface runs on more than one instance."""
    return units["api"] > count(1, "units")


def _asked(role, paths, rates, served_by):
    inside = (name for name, part in served_by.items() if part == role)
    return total((rates[step.journey] * step.calls for name in inside for step in paths.into(name)), "req/s")


def _carrying(asked, each, *, alone):
    needed = ceil(asked / each, "units")
    return largest(needed, count(1, "units")) if alone else needed + count(1, "units")
