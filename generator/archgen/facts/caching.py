"""Caching: the memory that sessions and the hot records need."""

from __future__ import annotations

from archgen.facts.registry import fact
from archgen.quantities import ceil, count, total


@fact("GB", high=10**9)
def session_memory(daily_users, session_size):
    """Memory for the sessions of everybody who comes on a day."""
    return daily_users * session_size


@fact("GB", per="entity", high=10**12)
def entity_working_set(entity_rows_12m, entity_bytes_per_row, key_overhead, hot_rows):
    """Memory for the rows of one kind that the hot reads ask for, with their keys, a year from now."""
    return entity_rows_12m * hot_rows * (entity_bytes_per_row + key_overhead)


@fact("GB", high=10**12)
def working_set(entity_working_set):
    """All hot rows together: what the primary store wants in memory, and a shared cache at most."""
    return total(entity_working_set.values(), "GB")


@fact("GB", high=10**12, optional=True)
def cache_memory(cache_layers__sessions, cache_layers__shared, session_memory, working_set):
    """Memory of the cache for what it holds; nothing where there is no cache."""
    if not (cache_layers__sessions or cache_layers__shared):
        return None
    held = session_memory if cache_layers__sessions else count(0, "GB")
    return held + working_set if cache_layers__shared else held


@fact("units", high=10**6, optional=True)
def cache_pairs(cache_memory, cache_node_memory, headroom):
    """Caches, each with a standby, whose memory holds that below the headroom."""
    return None if cache_memory is None else ceil(cache_memory / (cache_node_memory * headroom), "units")
