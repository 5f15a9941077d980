"""Distance: how far each target is from what its parts allow, what would close it, and what a canary can see."""

from __future__ import annotations

from archgen.facts.registry import fact
from archgen.quantities import count, largest, power, product, smallest


@fact("%", per="journey", high=100, step="0.0001")
def availability_gap(journey_availability_wanted, availability_feasible):
    """What is missing between the wish and what the hard steps allow; none where they allow it."""
    return largest(journey_availability_wanted - availability_feasible, count(0, "%"))


@fact("names", per="journey")
def weakest_parts(journey, paths, role_availability, dependency_availability, served_by):
    """The parts that the journey fails without, the least available first."""
    known = {**dependency_availability, **role_availability}
    path = paths.of(journey)
    needed = dict.fromkeys(served_by.get(name, name) for name in path.roles if path.needs(name))
    return tuple(sorted(needed, key=lambda name: known[name]))


@fact("%", per="journey", high=100, step="0.0001", optional=True)
def feasible_if_doubled(weakest_parts, availability_feasible, role_availability, dependency_availability):
    """What the journey could reach if its weakest part had an equal beside it that takes over."""
    if not weakest_parts:
        return None
    weakest = {**dependency_availability, **role_availability}[weakest_parts[0]]
    both_down = (1 - weakest) * (1 - weakest)
    return availability_feasible / weakest * (1 - both_down)


@fact("names", per="journey")
def weakest_dependency(weakest_parts, dependency_availability):
    """The least available of the dependencies that the journey fails without."""
    return tuple(name for name in weakest_parts if name in dependency_availability)[:1]


@fact("%", per="journey", high=100, step="0.0001", optional=True)
def feasible_if_soft(weakest_dependency, availability_feasible, dependency_availability):
    """What the journey could reach if it went on without its weakest dependency; nothing where it needs none."""
    if not weakest_dependency:
        return None
    return availability_feasible / dependency_availability[weakest_dependency[0]]


@fact("%", per="journey", high=100, step="0.0001", optional=True)
def availability_contracted(journey, paths, dependency_promised):
    """What the contracts of the dependencies that it fails without cover; nothing where one has none."""
    path = paths.of(journey)
    promises = [dependency_promised[name] for name in path.roles if name in dependency_promised and path.needs(name)]
    return product(promises) if promises and all(promise is not None for promise in promises) else None


@fact("%", per="journey", high=100, step="0.0001")
def canary_failing_share(error_share_allowed, rollback_error_points):
    """The share of failing requests that a canary must be able to tell from the allowed one."""
    return smallest(error_share_allowed + rollback_error_points, count(1))


@fact("req", per="journey", high=10**15)
def canary_sample(
    error_share_allowed, canary_failing_share, rollback_error_points, canary_z_confidence, canary_z_power
):
    """Requests that each arm needs before the two shares can be told apart, by the test of two shares."""
    usual, half = error_share_allowed, count(1) / (count(1) + count(1))
    middle = (usual + canary_failing_share) * half
    alike = power((middle * (1 - middle)) / half, half)
    apart = power(usual * (1 - usual) + canary_failing_share * (1 - canary_failing_share), half)
    distance = (canary_z_confidence * alike + canary_z_power * apart) / rollback_error_points
    return power(distance, count(1) + count(1)) * count(1, "req")


@fact("h", per="journey", high=10**12, optional=True)
def canary_wait(canary_sample, rps_mean, canary_share_second):
    """How long a canary takes that many requests at its second share of the mean load; nothing without load."""
    if not rps_mean > count(0, "req/s"):
        return None
    return canary_sample / (rps_mean * canary_share_second)


@fact("flag", per="journey")
def canary_sees(canary_wait, canary_at_full):
    """Whether a canary has seen enough of the journey before the release is out."""
    return canary_wait is not None and not canary_wait > canary_at_full


@fact("names")
def canary_blind(canary_sees):
    """The journeys whose canary has not seen enough when the release is out."""
    return tuple(journey for journey, seen in canary_sees.items() if not seen)


@fact("min", high=10**7)
def rpo_reached(disaster_recovery, dr_backup_rpo, dr_zone_rpo, dr_region_rpo, dr_synchronous_rpo):
    """The work that may be lost with the chosen tier of recovery, until a drill shows another figure."""
    tiers = {"backup-only": dr_backup_rpo, "second-zone": dr_zone_rpo, "warm-region": dr_region_rpo}
    return tiers.get(disaster_recovery, dr_synchronous_rpo)


@fact("h", high=10**7)
def rto_reached(disaster_recovery, dr_backup_rto, dr_zone_rto, dr_region_rto, dr_synchronous_rto):
    """The time that the chosen tier needs to come back where the whole place is lost."""
    tiers = {"backup-only": dr_backup_rto, "second-zone": dr_zone_rto, "warm-region": dr_region_rto}
    return tiers.get(disaster_recovery, dr_synchronous_rto)
