"""Prices of this design, in the currency of its bill: by kind, for the cloud that was named."""

from __future__ import annotations

from archgen.facts.registry import fact
from archgen.quantities import count, currency_of, stated_in


@fact("text")
def bill_currency(budget, exchange_rate, prices):
    """The budget's currency where prices can be told in it, else the currency of the prices."""
    wanted = currency_of(budget)
    return wanted if wanted and (exchange_rate is not None or wanted == prices.currency) else prices.currency


@fact("object")
def price_unit(list_price_unit, bill_currency, exchange_rate):
    """An hour of one instance of our own code."""
    return _priced(list_price_unit, bill_currency, "unit/h", exchange_rate)


@fact("object")
def price_database(list_price_database, bill_currency, exchange_rate):
    """An hour of one node of the primary store."""
    return _priced(list_price_database, bill_currency, "unit/h", exchange_rate)


@fact("object")
def price_database_pair(list_price_database_pair, bill_currency, exchange_rate):
    """An hour of a writer with its standby."""
    return _priced(list_price_database_pair, bill_currency, "unit/h", exchange_rate)


@fact("object")
def price_disk(list_price_disk, bill_currency, exchange_rate):
    """A month of a gigabyte on the disk of one node."""
    return _priced(list_price_disk, bill_currency, "GB/month", exchange_rate)


@fact("object")
def price_disk_pair(list_price_disk_pair, bill_currency, exchange_rate):
    """The same on a writer and its standby."""
    return _priced(list_price_disk_pair, bill_currency, "GB/month", exchange_rate)


@fact("object")
def price_cache_pair(list_price_cache_pair, bill_currency, exchange_rate):
    """An hour of a cache and its standby."""
    return _priced(list_price_cache_pair, bill_currency, "unit/h", exchange_rate)


@fact("object")
def price_file_storage(list_price_file_storage, bill_currency, exchange_rate):
    """A month of a gigabyte of files, backups or logs."""
    return _priced(list_price_file_storage, bill_currency, "GB/month", exchange_rate)


@fact("object")
def price_file_write(list_price_file_write, bill_currency, exchange_rate):
    """Putting one file into the store."""
    return _priced(list_price_file_write, bill_currency, "req", exchange_rate)


@fact("object")
def price_file_read(list_price_file_read, bill_currency, exchange_rate):
    """Getting one file out of it."""
    return _priced(list_price_file_read, bill_currency, "req", exchange_rate)


@fact("object")
def price_egress(list_price_egress, bill_currency, exchange_rate):
    """A gigabyte that leaves for the internet."""
    return _priced(list_price_egress, bill_currency, "GB", exchange_rate)


@fact("object")
def price_cdn(list_price_cdn, bill_currency, exchange_rate):
    """A gigabyte that a content delivery network sends out."""
    return _priced(list_price_cdn, bill_currency, "GB", exchange_rate)


@fact("object")
def price_log_intake(list_price_log_intake, bill_currency, exchange_rate):
    """A gigabyte of logs that the log service of a cloud takes in."""
    return _priced(list_price_log_intake, bill_currency, "GB", exchange_rate)


@fact("object")
def price_queue(list_price_queue, bill_currency, exchange_rate):
    """A call of a queue."""
    return _priced(list_price_queue, bill_currency, "req", exchange_rate)


@fact("object")
def price_balancer(list_price_balancer, bill_currency, exchange_rate):
    """An hour of a load balancer."""
    return _priced(list_price_balancer, bill_currency, "unit/h", exchange_rate)


def _priced(price, currency, unit, exchange_rate):
    told = in_currency(price, currency, exchange_rate)
    return None if told is None else stated_in(told, f"{currency}/{unit}")


def in_currency(amount, wanted, exchange_rate):
    """The amount in another currency by the answered rate, dollars for one of the budget's; unknown without a rate."""
    own = currency_of(amount)
    if amount is None or own in ("", wanted):
        return amount
    if exchange_rate is None or "USD" not in (own, wanted):
        return None
    change = count(1, f"{wanted}/{own}")
    return amount * change / exchange_rate if own == "USD" else amount * change * exchange_rate
