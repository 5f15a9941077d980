"""Cost: a month's bill by lines, each a quantity times its price; what has no price is said and never guessed."""

from __future__ import annotations

from archgen.facts.prices import in_currency
from archgen.facts.registry import fact
from archgen.quantities import count, currency_of, high_end, low_end, stated_in, total


@fact("object", per="role")
def cost_units(role, units, units_ordinary, peak_time, cloud, technology, price_unit, prices, bill_currency):
    """A month of a part that is paid by the hour; what lives in the primary store is paid with it.

    What only a named peak wants is paid for its hours, but on machines of one's own, which nobody rents by the hour.
    """
    if not prices.paid_by_unit(role) or technology.get(role) == technology.get("primary-store"):
        return None
    standing = units_ordinary if cloud != "on-premises" and units_ordinary < units else units
    paid = standing + (units - standing) * peak_time if standing < units else units
    return _monthly(paid, price_unit, bill_currency)


@fact("object")
def cost_compute(cost_units, price_unit, bill_currency):
    """Instances of our own code, and nodes that are run by hand."""
    known = [cost for cost in cost_units.values() if cost is not None]
    return stated_in(total(known), _month(bill_currency)) if known and price_unit is not None else None


@fact("object")
def cost_compute_standing(cost_units, units, price_unit, bill_currency):
    """The same if all units of the largest peak stand all month; no line of the bill."""
    known = [_monthly(units[role], price_unit, bill_currency) for role, cost in cost_units.items() if cost]
    return stated_in(total(known), _month(bill_currency)) if known and price_unit is not None else None


@fact("object")
def cost_database(
    database_topology, store_pair, store_copies, store_size, price_database, price_database_pair, bill_currency
):
    """The nodes of the primary store: a pair for each writer with a standby, and single nodes."""
    pair, none = count(1, "unit") + count(1, "unit"), count(0, "units")
    if database_topology == "single":
        return _monthly((store_pair + store_copies) * store_size, price_database, bill_currency)
    pairs = _monthly(store_pair / pair * count(1, "unit") * store_size, price_database_pair, bill_currency)
    if pairs is None or store_copies == none:
        return pairs
    if price_database is None:
        return None
    return stated_in(pairs + store_copies * price_database * store_size, _month(bill_currency))


@fact("object")
def cost_database_storage(store_bytes_12m, database_topology, price_disk, price_disk_pair, bill_currency):
    """Their disks, at the size that the data has a year from now."""
    return _monthly(store_bytes_12m, price_disk if database_topology == "single" else price_disk_pair, bill_currency)


@fact("object")
def cost_series_storage(series_bytes_12m, price_disk, bill_currency):
    """The disks of the time series store, as it comes in: how far it compresses nobody has measured."""
    return _monthly(series_bytes_12m, price_disk, bill_currency)


@fact("object")
def cost_cache(cache_pairs, price_cache_pair, bill_currency):
    """Caches with their standby, where there are any."""
    return _none(bill_currency) if cache_pairs is None else _monthly(cache_pairs, price_cache_pair, bill_currency)


@fact("object")
def cost_objects(
    objects_bytes_12m,
    object_count_per_month,
    object_reads,
    price_file_storage,
    price_file_write,
    price_file_read,
    bill_currency,
):
    """Files a year from now, with the requests that put and get them where those have a price."""
    if not object_count_per_month:
        return _none(bill_currency)
    request = count(1, "req/object")
    written = total(object_count_per_month.values(), "objects/month") * request
    read = total((object_count_per_month[name] * object_reads[name] for name in object_reads), "objects/month")
    parts = [
        _monthly(objects_bytes_12m, price_file_storage, bill_currency),
        _monthly(written, price_file_write, bill_currency),
        _monthly(read * request, price_file_read, bill_currency),
    ]
    return None if parts[0] is None else stated_in(_known(parts), _month(bill_currency))


@fact("object")
def cost_egress(answers_sent, files_sent, cache_layers__cdn, price_egress, price_cdn, bill_currency):
    """Answers to the internet, and files by the content delivery network where there is one."""
    files = _monthly(files_sent, price_cdn if cache_layers__cdn else price_egress, bill_currency)
    answers = _monthly(answers_sent, price_egress, bill_currency)
    return None if answers is None or files is None else stated_in(answers + files, _month(bill_currency))


@fact("object")
def cost_balancer(several_instances, price_balancer, bill_currency):
    """One load balancer, where there is more than one instance to balance."""
    return _monthly(count(1, "unit"), price_balancer, bill_currency) if several_instances else _none(bill_currency)


@fact("flag")
def queue_by_call(technology, prices):
    """Whether the queue is one of a cloud, paid by the call."""
    return prices.paid_by_call(technology.get("queue"))


@fact("object")
def cost_queue(paths, journey_requests_per_day, price_queue, bill_currency):
    """Calls of the queue: each message is sent, received and deleted."""
    sent = (journey_requests_per_day[step.journey] * step.calls for step in paths.into("queue"))
    return _monthly(total(sent, "req/day") * (count(1) + count(1) + count(1)), price_queue, bill_currency)


@fact("object")
def cost_backups(backup_bytes_12m, price_file_storage, bill_currency):
    """Copies of the primary store, kept as files."""
    return _monthly(backup_bytes_12m, price_file_storage, bill_currency)


@fact("object")
def cost_logs(logs_kept, price_file_storage, bill_currency):
    """Logs, kept as files."""
    return _monthly(logs_kept, price_file_storage, bill_currency)


@fact("object")
def cost_log_service(logs_written, price_log_intake, bill_currency):
    """What the log service of a cloud takes for them in place of that; no line of the bill."""
    return _monthly(logs_written, price_log_intake, bill_currency)


@fact("object")
def cost_second_region(cost_compute, cost_database, cost_database_storage, cost_cache, cost_balancer, bill_currency):
    """A second region that stands warm: half the units, one node of the store for its pair, and one disk for two."""
    known = _known((cost_compute, cost_database, cost_database_storage, cost_cache, cost_balancer))
    return None if known is None else stated_in(known / (1 + count(1)), _month(bill_currency))


@fact("object")
def cost_non_production(
    cost_compute,
    cost_database,
    cost_database_storage,
    cost_cache,
    cost_balancer,
    non_production_share,
    stage,
    bill_currency,
):
    """Environments beside production, as a share of what runs there; a trial is the environment for trying out."""
    if stage == "prototype":
        return _none(bill_currency)
    known = _known((cost_compute, cost_database, cost_database_storage, cost_cache, cost_balancer))
    return None if known is None else stated_in(known * non_production_share, _month(bill_currency))


@fact("object")
def cost_dependencies(dependency_cost, bill_currency, exchange_rate):
    """What others charge, as far as somebody said it."""
    told = [in_currency(cost, bill_currency, exchange_rate) for cost in dependency_cost.values() if cost is not None]
    if any(cost is None for cost in told):
        return None
    return stated_in(total(told), _month(bill_currency)) if told else _none(bill_currency)


@fact("object")
def cost_people(operating_hours, hourly_rate, bill_currency, exchange_rate):
    """Hours of people; told beside the bill, since a budget to run a system seldom means wages."""
    if hourly_rate is None:
        return None
    paid = in_currency(operating_hours * hourly_rate, bill_currency, exchange_rate)
    return None if paid is None else stated_in(paid, _month(bill_currency))


@fact("object")
def cost_lines(
    cost_compute,
    cost_database,
    cost_database_storage,
    cost_series_storage,
    apart_entities,
    cost_cache,
    cost_objects,
    cost_egress,
    cost_balancer,
    queue_by_call,
    cost_queue,
    cost_backups,
    cost_logs,
    cost_non_production,
    second_region,
    cost_second_region,
    cost_dependencies,
):
    """The lines of the bill by name, in the order in which it is read; None for what has no price."""
    return {
        "compute": cost_compute,
        "database": cost_database,
        "database_storage": cost_database_storage,
        **({"series_storage": cost_series_storage} if apart_entities else {}),
        "cache": cost_cache,
        "objects": cost_objects,
        "egress": cost_egress,
        "balancer": cost_balancer,
        **({"queue": cost_queue} if queue_by_call else {}),
        "backups": cost_backups,
        "logs": cost_logs,
        "non_production": cost_non_production,
        **({"second_region": cost_second_region} if second_region else {}),
        "dependencies": cost_dependencies,
    }


@fact("object")
def cost_bill(cost_lines, bill_currency):
    """All lines that have a price; nothing where none has, or only lines of nought."""
    known = _known(cost_lines.values())
    hollow = known is None or (None in cost_lines.values() and high_end(known) <= count(0, _month(bill_currency)))
    return None if hollow else stated_in(known, _month(bill_currency))


@fact("flag")
def bill_partial(cost_lines):
    """Whether a line of the bill has no price, so that the whole is more than the sum."""
    return None in cost_lines.values()


@fact("object")
def cost_least(cost_bill):
    """The bill if every price lies at the low end of its range."""
    return None if cost_bill is None else low_end(cost_bill)


@fact("object")
def cost_most(cost_bill):
    """The bill if every price lies at the high end."""
    return None if cost_bill is None else high_end(cost_bill)


@fact("names")
def cost_unpriced(cost_lines, dependency_cost, technology, prices):
    """What the bill leaves out, since nobody named a price: lines, dependencies, parts that no line pays for."""
    lines = [name for name, amount in cost_lines.items() if amount is None]
    asked = [name for name, cost in dependency_cost.items() if cost is None]
    beside = [role for role, made in technology.items() if made != technology.get("primary-store")]
    return (*lines, *asked, *(role for role in beside if prices.lacks(role) and role not in cost_lines))


@fact("names")
def cost_drivers(cost_lines):
    """The two lines that cost most."""
    known = {name: amount for name, amount in cost_lines.items() if amount is not None and high_end(amount) > count(0)}
    ranked = sorted(known, key=lambda name: high_end(known[name]), reverse=True)
    return tuple(name for name, _ in zip(ranked, (count(0), count(1)), strict=False))


@fact("object")
def budget_at_most(budget, bill_currency, euro_rate_most):
    """The budget in the currency of the bill; euros at the highest rate there was, nothing for other currencies."""
    if budget is None or currency_of(budget) in ("", bill_currency):
        return budget
    euros = currency_of(budget) == "EUR" and bill_currency == "USD"
    return in_currency(budget, bill_currency, euro_rate_most) if euros else None


@fact("choice", values=("none", "incomparable", "fits", "open", "exceeds"))
def budget_verdict(budget, budget_at_most, cost_least, cost_most, bill_partial, bill_currency):
    """Whether the bill keeps to the budget: open while a range or a price is.

    Across currencies it is incomparable, but where the bill exceeds the budget at the best rate there ever was.
    """
    if budget is None:
        return "none"
    if cost_least is None or budget_at_most is None:
        return "incomparable"
    if cost_least > budget_at_most:
        return "exceeds"
    if currency_of(budget) not in ("", bill_currency):
        return "incomparable"
    return "fits" if not bill_partial and cost_most <= budget else "open"


@fact("object")
def budget_missing(budget_at_most, cost_least, budget_verdict):
    """By how much the least possible bill exceeds the budget; nothing where it may fit."""
    return cost_least - budget_at_most if budget_verdict == "exceeds" else None


@fact("object")
def cost_per_user(cost_bill, users, bill_currency):
    """The bill for each monthly user."""
    if cost_bill is None or not users > count(0, "user"):
        return None
    return stated_in(cost_bill / users, f"{bill_currency}/user/month")


@fact("object")
def cost_per_device(cost_bill, senders, bill_currency):
    """The bill for each device that sends, where there are any."""
    if cost_bill is None or not senders > count(0, "device"):
        return None
    return stated_in(cost_bill / senders, f"{bill_currency}/device/month")


@fact("object")
def cost_per_order(cost_bill, orders_per_hour, bill_currency):
    """The bill for each order, where somebody said how many there are."""
    if cost_bill is None or orders_per_hour is None or not orders_per_hour > count(0, "order/h"):
        return None
    return stated_in(cost_bill / orders_per_hour, f"{bill_currency}/order")


def _monthly(amount, price, currency):
    return None if price is None else stated_in(amount * price, _month(currency))


def _month(currency):
    return f"{currency}/month"


def _none(currency):
    return count(0, _month(currency))


def _known(costs):
    known = [cost for cost in costs if cost is not None]
    return total(known) if known else None
