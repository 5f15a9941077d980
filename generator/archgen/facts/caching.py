"""Caching: the memory that sessions and the hot records need."""

from __future__ import annotations

from archgen.facts.registry import fact
from archgen.quantities import ceil, smallest, total


@fact("GB", high=10**9)
def session_memory(daily_users, session_size):
    """Memory for the sessions of everybody who comes on a day."""
    return daily_users * session_size


@fact("GB", per="entity", high=10**12)
def entity_working_set(entity_rows_12m, entity_bytes_per_row, key_overhead, hot_rows):
    """Memory for the rows of one kind that the hot reads ask for, with their keys, a year from now."""
    return entity_rows_12m * hot_rows * (entity_bytes_per_row + key_overhead)


@fact("names")
def entities_read(journey_entities, journey_kind, entity_rows_12m):
    """The kinds of rows that journeys read; all of them where no reading journey names any."""
    asked = (journey_entities.get(journey) or () for journey, kind in journey_kind.items() if kind == "read")
    return tuple(dict.fromkeys(entity for entities in asked for entity in entities)) or tuple(entity_rows_12m)


@fact("names")
def entities_cached(paths, journey_entities, entities_read):
    """Those of the journeys that go to the cache; where none does, all that are read."""
    asked = (journey_entities.get(journey) or () for journey in paths.through("cache", hard=False))
    return tuple(dict.fromkeys(entity for entities in asked for entity in entities)) or entities_read


@fact("GB", high=10**12)
def working_set(entity_working_set, entities_read):
    """The hot rows of what is read, together: what the primary store wants in memory."""
    return total((entity_working_set[entity] for entity in entities_read), "GB")


@fact("GB", high=10**12)
def answers_fresh(rps_total, writes_peak, staleness_allowed, response_bytes):
    """Every answer that is read at the peak while one may be shown: more than that no cache can give out again."""
    return (rps_total - writes_peak) * staleness_allowed * response_bytes


@fact("GB", high=10**12)
def cached_rows(entity_working_set, entities_cached, answers_fresh):
    """What a shared cache holds of records: the hot rows, or all answers of the time for which one may be shown."""
    return smallest(total((entity_working_set[entity] for entity in entities_cached), "GB"), answers_fresh)


@fact("GB", high=10**12, optional=True)
def cache_memory(cache_layers__sessions, cache_layers__shared, session_memory, cached_rows):
    """Memory of the cache for what it holds; nothing where there is no cache."""
    if not (cache_layers__sessions or cache_layers__shared):
        return None
    if not cache_layers__sessions:
        return cached_rows
    return session_memory + cached_rows if cache_layers__shared else session_memory


@fact("units", high=10**6, optional=True)
def cache_pairs(cache_memory, cache_node_memory, headroom):
    """Caches, each with a standby, whose memory holds that below the headroom."""
    return None if cache_memory is None else ceil(cache_memory / (cache_node_memory * headroom), "units")
