"""Prices as they stand in a list, in the list's own currency: the team's, else the bundled snapshot's, else unknown."""

from __future__ import annotations

from archgen.facts.registry import fact


@fact("object")
def list_price_unit(prices, cloud, stage):
    """An hour of one instance of our own code; the smallest there is for what is tried out."""
    return prices.of("vm", cloud, smallest=stage == "prototype")


@fact("object")
def list_price_database(prices, cloud, stage):
    """An hour of one node of the primary store; the smallest there is for what is tried out."""
    return prices.of("database", cloud, smallest=stage == "prototype")


@fact("object")
def list_price_database_pair(prices, cloud):
    """An hour of a writer with its standby."""
    return prices.of("database-standby", cloud)


@fact("object")
def list_price_disk(prices, cloud):
    """A month of a gigabyte on the disk of one node."""
    return prices.of("database-storage", cloud)


@fact("object")
def list_price_disk_pair(prices, cloud):
    """The same on a writer and its standby."""
    return prices.of("database-standby-storage", cloud)


@fact("object")
def list_price_cache_pair(prices, cloud):
    """An hour of a cache and its standby."""
    return prices.of("cache-standby", cloud)


@fact("object")
def list_price_file_storage(prices, cloud):
    """A month of a gigabyte of files, backups or logs."""
    return prices.of("object-storage", cloud)


@fact("object")
def list_price_file_write(prices, cloud):
    """Putting one file into the store."""
    return prices.of("object-write", cloud)


@fact("object")
def list_price_file_read(prices, cloud):
    """Getting one file out of it."""
    return prices.of("object-read", cloud)


@fact("object")
def list_price_egress(prices, cloud, sent_directly):
    """A gigabyte that leaves for the internet, on the mean of a month."""
    return prices.of("egress", cloud, sent_directly)


@fact("object")
def list_price_cdn(prices, cloud, files_sent):
    """A gigabyte that a content delivery network sends out, on the mean of a month."""
    return prices.of("cdn", cloud, files_sent)


@fact("object")
def list_price_log_intake(prices, cloud):
    """A gigabyte of logs that the log service of a cloud takes in."""
    return prices.of("log-intake", cloud)


@fact("object")
def list_price_queue(prices, cloud):
    """A call of a queue."""
    return prices.of("queue", cloud)


@fact("object")
def list_price_balancer(prices, cloud):
    """An hour of a load balancer."""
    return prices.of("load-balancer", cloud)
