"""Disks: every copy of the data there is, on nodes, in backups, as files and in logs."""

from __future__ import annotations

from archgen.facts.registry import fact
from archgen.quantities import ceil, count, largest, total


@fact("GB/month", high=10**12)
def logs_written(journey_requests_per_day, log_bytes):
    """What all requests of a month leave in the logs."""
    return total(journey_requests_per_day.values(), "req/day") * log_bytes


@fact("GB", high=10**12)
def logs_kept(logs_written, log_retention):
    """Logs that are at hand at any time."""
    return logs_written * log_retention


@fact("units", high=10**6)
def store_pair(database_topology, units):
    """Nodes of the primary store that write or stand by: the writer, its standby, or as many shards twice."""
    single, standby = count(1, "units"), count(1, "units")
    if database_topology == "single":
        return single
    return units["primary-store"] * (1 + count(1)) if database_topology == "sharded" else single + standby


@fact("x", high=10**6)
def store_size(units, database_topology):
    """How many times the assumed size one node of the store must be: its units without the spare, since one writes."""
    if database_topology == "sharded":
        return count(1)
    spare = count(0, "units") if database_topology == "single" else count(1, "units")
    return largest((units["primary-store"] - spare) / count(1, "unit"), count(1))


@fact("vCPU", high=10**9)
def store_cores_wanted(store_size, store_cores):
    """The cores of the node that writes."""
    return store_size * store_cores * count(1, "unit")


@fact("units", high=10**6)
def store_copies(units, store_size, technology):
    """Nodes that are only read, each as large as the one that writes; one at least where a decision brings them."""
    if "read-replica" not in technology:
        return count(0, "units")
    asked = units["read-replica"] if "read-replica" in units else count(1, "units")
    return largest(ceil(asked / store_size, "units"), count(1, "units"))


@fact("units", high=10**6)
def store_nodes(store_pair, store_copies):
    """All nodes that hold the primary store."""
    return store_pair + store_copies


@fact("GB", high=10**12)
def store_free_least(store_bytes_12m, alert_disk_free_share):
    """Space on the volume of the store below which somebody is told: that share of what a year fills."""
    return store_bytes_12m * alert_disk_free_share


@fact("GB", high=10**13)
def stored_12m(store_bytes_12m, store_nodes, series_bytes_12m, backup_bytes_12m, objects_bytes_12m, logs_kept):
    """Every byte on every disk a year from now: the store on each node, its backups, files and logs."""
    rows = store_bytes_12m * store_nodes / count(1, "unit") + series_bytes_12m
    return rows + backup_bytes_12m + objects_bytes_12m + logs_kept


@fact("GB", high=10**13)
def stored_36m(store_bytes_36m, store_nodes, series_bytes_36m, backup_bytes_36m, objects_bytes_36m, logs_kept):
    """The same after three years."""
    rows = store_bytes_36m * store_nodes / count(1, "unit") + series_bytes_36m
    return rows + backup_bytes_36m + objects_bytes_36m + logs_kept
