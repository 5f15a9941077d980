"""Stores and services beside our own code: which are wanted, by an answer or a path, and what a cloud offers."""

from __future__ import annotations

from archgen.facts.registry import fact
from archgen.quantities import count, largest

_CONNECTIONS = {
    "postgresql": "pg_stat_activity_count",
    "mysql": "mysql_global_status_threads_connected",
    "mariadb": "mysql_global_status_threads_connected",
}
_CATALOGUED = {"sqlserver": "mssqlserver", "oracle": "oracle-database"}


@fact("flag")
def search_wanted(needs_search, paths):
    """Whether records are found by words."""
    return needs_search or "search" in paths.roles


@fact("names")
def searched_kinds(paths, journey_entities, entity_rows_12m):
    """What is searched: the entities of journeys that go through a search, else all that are kept."""
    found = (entity for journey in paths.through("search", hard=False) for entity in journey_entities[journey] or ())
    return tuple(dict.fromkeys(found)) or tuple(entity_rows_12m)


@fact("rows", high=10**15)
def searched_rows(searched_kinds, entity_rows_12m):
    """Rows of the largest of them after a year."""
    return largest(*(entity_rows_12m[kind] for kind in searched_kinds)) if searched_kinds else count(0, "rows")


@fact("names")
def searched_kind(searched_kinds, searched_rows, entity_rows_12m):
    """Which of them is the largest."""
    return tuple(kind for kind in searched_kinds if entity_rows_12m[kind] == searched_rows)[:1]


@fact("flag")
def vectors_wanted(needs_vector, paths):
    """Whether records are found by likeness."""
    return needs_vector or "vector-store" in paths.roles


@fact("flag")
def measurements_wanted(needs_time_series, paths):
    """Whether measurements are kept by time and sender."""
    return needs_time_series or "time-series-store" in paths.roles


@fact("flag")
def hops_wanted(needs_graph, paths):
    """Whether questions go over many hops of relations."""
    return needs_graph or "graph-store" in paths.roles


@fact("flag")
def analytics_wanted(read_load, paths):
    """Whether questions over many rows are asked beside the journeys."""
    return read_load != "calm" or "analytics-store" in paths.roles


@fact("flag")
def files_wanted(needs_blobs, object_size, paths):
    """Whether files, photos or videos are kept."""
    return needs_blobs or bool(object_size) or "object-store" in paths.roles


@fact("text")
def primary_technology(database_engine, existing_database):
    """What the primary store is made of: the engine that stays, by its name in the catalogue, or PostgreSQL."""
    if database_engine != "existing":
        return "postgresql"
    return _CATALOGUED.get(existing_database, existing_database)


@fact("text")
def connections_metric(primary_technology):
    """What the exporter of the primary store calls its open connections; nothing for an engine without one here."""
    return _CONNECTIONS.get(primary_technology)


@fact("text")
def store_offer(cloud, offers, primary_technology):
    """The primary store as the cloud runs it, where it does."""
    return offers.get((primary_technology, cloud))


@fact("flag")
def store_offered(store_offer):
    """Whether the cloud runs the primary store for whoever asks."""
    return store_offer is not None


@fact("text")
def queue_offer(cloud, offers):
    """The queue that the cloud runs."""
    return offers.get(("queue", cloud))


@fact("text")
def log_offer(cloud, offers):
    """The event log that the cloud runs."""
    return offers.get(("stream", cloud))


@fact("text")
def files_offer(cloud, offers):
    """The object storage that the cloud runs."""
    return offers.get(("object-storage", cloud))


@fact("text")
def search_offer(cloud, offers):
    """The search engine that the cloud runs; where it runs none, one of the team's own."""
    return offers.get(("search", cloud), "opensearch")


@fact("text")
def cdn_offer(cloud, offers):
    """Who gives out files near the reader: the cloud, else one that is bought."""
    return offers.get(("cdn", cloud), "CDN")


@fact("text")
def gateway_offer(cloud, offers):
    """The gateway that the cloud runs."""
    return offers.get(("gateway", cloud))


@fact("text")
def balancer_offer(cloud, offers):
    """The load balancer that the cloud runs."""
    return offers.get(("load-balancer", cloud))


@fact("text")
def cluster_offer(cloud, offers):
    """The cluster that the cloud runs."""
    return offers.get(("orchestrator", cloud))


@fact("text")
def secrets_offer(cloud, offers):
    """Where the cloud keeps secrets."""
    return offers.get(("secrets", cloud))


@fact("text")
def identity_offer(cloud, offers):
    """Who signs people in for the cloud's customers."""
    return offers.get(("identity", cloud))
