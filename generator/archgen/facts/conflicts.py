"""Conflicts between answers: whether each pair that a challenge compares holds together, and the numbers in it."""

from __future__ import annotations

from archgen.facts.registry import fact
from archgen.quantities import ceil, count, floor, largest, smallest

_PERSONAL = frozenset({"personal", "sensitive", "health", "payment"})
_STORES = (
    "primary-store", "read-replica", "cache", "search", "object-store", "time-series-store", "analytics-store",
    "vector-store", "graph-store", "queue", "event-log",
)  # fmt: skip


@fact("%", per="journey", low=0, high=100, step="0.001")
def availability_allowed(availability_feasible, target_step):
    """The best target that the parts of a journey allow, stated in steps."""
    return floor(availability_feasible / target_step) * target_step


@fact("%", per="journey", low=0, high=100, step="0.001")
def availability_deferred(availability_allowed, availability_deferrable):
    """What a journey would be promised that may wait: no more than its parts allow."""
    return smallest(availability_allowed, availability_deferrable)


@fact("flag", per="journey")
def parts_miss_target(journey_availability_wanted, availability_allowed, stage):
    """Whether the wish for a journey is stricter than what its hard steps allow."""
    return stage == "live" and availability_allowed < journey_availability_wanted < count(1)


@fact("flag", per="journey")
def target_is_total(journey_availability_wanted, stage):
    """Whether somebody wants every single request to succeed."""
    return stage == "live" and journey_availability_wanted >= count(1)


@fact("%", low=0, high=100)
def lowest_target(burn_fast):
    """The target below which even a total outage burns too slowly for the fast page."""
    return 1 - 1 / burn_fast


@fact("flag", per="journey")
def target_below_alerts(journey_availability_wanted, lowest_target, stage):
    """Whether a target is so low that its fast page can never fire."""
    return stage == "live" and journey_availability_wanted <= lowest_target


@fact("ms", high=10**6)
def distance_round_trip(fibre_round_trip, region_distance):
    """Light from one region to the other and back."""
    return fibre_round_trip * region_distance


@fact("flag", per="journey")
def light_misses_latency(journey_kind, journey_latency_target, distance_round_trip, rpo_wanted, regions_required):
    """Whether a write that waits for the other region cannot be answered in time, however good the code is."""
    apart = regions_required > count(1, "region")
    waits = journey_kind == "write" and apart and rpo_wanted <= count(0, "min")
    return waits and journey_latency_target is not None and journey_latency_target < distance_round_trip


@fact("flag")
def no_loss_beyond_distance(rpo_wanted, regions_required, distance_round_trip, dr_synchronous_latency):
    """Whether nothing may be lost, and the other place is too far for a copy that every write waits for."""
    apart = regions_required > count(1, "region")
    return apart and rpo_wanted <= count(0, "min") and distance_round_trip > dr_synchronous_latency


@fact("flag")
def residency_beyond_country(residency, regions_required):
    """Whether data must stay in one country, and a second region is wanted."""
    return residency == "country" and regions_required > count(1, "region")


@fact("flag", per="journey")
def contested_but_later(journey_contested, journey_answer):
    """Whether two may want the same thing, and neither is told at once who got it."""
    return bool(journey_contested) and journey_answer == "later"


@fact("flag")
def more_active_than_registered(users, users_registered, users_registered__given, users__given):
    """Whether more people are said to come in a month than have an account."""
    return users_registered__given and users__given and users > users_registered


@fact("flag")
def store_beyond_description(
    store_bytes_uncounted, store_bytes_described, store_bytes_12m, largest_store_table, store_explained_least
):
    """Whether what is described explains too little of the store a year from now, beside what is there today."""
    unknown = bool(largest_store_table) and store_bytes_uncounted > count(0, "GB")
    return unknown and store_bytes_described < store_bytes_12m * store_explained_least


@fact("rows", low=0, high=10**15, optional=True)
def rows_uncounted(
    store_bytes_uncounted, largest_store_table, entity_rows_now, entity_bytes_per_row, row_overhead, index_share
):
    """Rows of the largest table there are today, if what nobody counted is all of its kind."""
    if not largest_store_table:
        return None
    (table,) = largest_store_table
    row = (entity_bytes_per_row[table] + row_overhead) * (1 + index_share)
    return ceil(entity_rows_now[table] + store_bytes_uncounted / row, "rows")


@fact("flag", per="dependency")
def dependency_beyond_limit(dependency_peak, dependency_rate_limit, dependency_kind, stage):
    """Whether journeys that fail without it call it more often at the peak than it takes."""
    waited = stage == "live" and dependency_kind == "hard" and dependency_rate_limit is not None
    return waited and dependency_peak > dependency_rate_limit


@fact("req/s", per="dependency", high=10**9)
def dependency_limit_wanted(dependency_peak, headroom):
    """The limit at which its largest peak keeps to the headroom that parts of our own have."""
    return ceil(dependency_peak / headroom, "req/s")


@fact("x", per="dependency", low=0, high=10**4, optional=True)
def door_factor(dependency_peak, dependency_rate_limit, peak_factor):
    """What may be left of the highest named peak so that a dependency keeps up, in whole multiples of the usual one.

    Nothing where even the usual peak is too much, or a second named one.
    """
    if not peak_factor or dependency_rate_limit is None or dependency_peak <= dependency_rate_limit:
        return None
    highest, *others = sorted(peak_factor.values(), reverse=True)
    left = floor(highest * dependency_rate_limit / dependency_peak, "x")
    return None if left < largest(*others, count(1, "x")) else left


@fact("flag")
def store_beyond_machine(store_cores_wanted, store_cores_most, cloud):
    """Whether the node that writes is larger than any that is sold as a service."""
    return cloud != "on-premises" and store_cores_wanted > store_cores_most


@fact("req/s/unit", high=10**9)
def store_capacity_wanted(tier_peak, headroom, store_cores, store_cores_most):
    """What a unit of the primary store would have to carry for the largest node to do."""
    units = store_cores_most / store_cores
    return ceil(tier_peak["primary-store"] / (headroom * units), "req/s/unit")


@fact("flag")
def broker_beyond_skills(wishes_broker, messaging_experience):
    """Whether a broker is wished for by a team that has not run one."""
    return wishes_broker and messaging_experience == "none"


@fact("flag")
def microservices_beyond_team(wishes_microservices, engineers, microservices_engineers):
    """Whether microservices are wished for by a team that cannot own them."""
    return wishes_microservices and engineers < microservices_engineers


@fact("engineer", high=1000)
def stores_to_run(technology):
    """Stores and carriers of different makes that somebody has to know, one person each."""
    makes = {
        made for role, made in technology.items() if role in _STORES and not made.startswith(("aws-", "gcp-", "azure-"))
    }
    return count(len(makes), "engineers")


@fact("flag")
def stores_beyond_engineers(stores_to_run, engineers):
    """Whether there are more makes of stores than engineers."""
    return stores_to_run > engineers


@fact("flag")
def night_beyond_rota(reachable_hours, reachable_hours__given, hours_of_week, on_call_people, oncall_infeasible_below):
    """Whether somebody answers round the clock with too few people to take turns."""
    round_the_clock = reachable_hours__given and reachable_hours >= hours_of_week
    return round_the_clock and on_call_people < oncall_infeasible_below


@fact("flag", per="dependency")
def vendor_unsigned(dependency_party, dependency_agreement, dependency_shares, entity_class, object_class):
    """Whether another organisation sees data of people without a signed agreement."""
    kinds = {(entity_class.get(name) or object_class.get(name)) for name in dependency_shares or ()}
    return dependency_party == "third-party" and not dependency_agreement and bool(kinds & _PERSONAL)


@fact("flag", per="dependency")
def vendor_without_agreement(vendor_unsigned, gdpr, hipaa):
    """Whether that is so where a law asks for one."""
    return vendor_unsigned and (gdpr or hipaa)


@fact("flag", per="journey")
def window_beyond_budget(journey_criticality, maintenance_window, budget_time, slo_window):
    """Whether the agreed time off uses up more than a critical journey may be away."""
    return journey_criticality == "critical" and maintenance_window * slo_window > budget_time


@fact("%", low=0, high=100, step="0.001")
def availability_with_window(maintenance_window, target_step):
    """The best target that the agreed time off leaves."""
    return floor((1 - maintenance_window) / target_step) * target_step


@fact("flag")
def reads_denied_by_journeys(read_load, read_share, half, write_saturated):
    """Whether reads are said to saturate the store, and most requests of the journeys write."""
    return read_load == "saturated" and read_share < half and not write_saturated


@fact("flag")
def bill_beyond_budget(budget_verdict):
    """Whether even the least possible bill exceeds the budget."""
    return budget_verdict == "exceeds"
