"""Storage: rows and bytes of each class of data, with indexes, replicas and backups, and how long a restore takes."""

from __future__ import annotations

from archgen.facts.registry import fact
from archgen.quantities import count, largest, power, total


@fact("x", high=10**6)
def growth_12m(growth_factor, growth_months, months_12):
    """How much larger everything is after a year of the declared growth."""
    return power(growth_factor, months_12 / growth_months)


@fact("x", high=10**9)
def growth_36m(growth_factor, growth_months, months_36):
    """How much larger everything is after three years of the declared growth."""
    return power(growth_factor, months_36 / growth_months)


@fact("rows/month", per="entity", high=10**12)
def entity_rows_per_month(users, entity_rows_per_user):
    """New rows in a month where nobody counted them: so many for each user."""
    return users * entity_rows_per_user


@fact("objects/month", per="object", high=10**12)
def object_count_per_month(users, object_count_per_user):
    """New files in a month where nobody counted them: so many for each user."""
    return users * object_count_per_user


@fact("rows", per="entity", high=10**15)
def entity_rows_12m(
    entity_rows_per_month, entity_retention, entity_rows_now, months_12, growth_12m, growth_factor, growth_months
):
    """Rows after a year: what is left of those there, and what arrives at the mean of both rates, within retention."""
    left = _left(entity_rows_now, entity_retention, months_12)
    return left + _arrivals(
        entity_rows_per_month, entity_retention, months_12, growth_12m, growth_factor, growth_months
    )


@fact("rows", per="entity", high=10**15)
def entity_rows_36m(
    entity_rows_per_month, entity_retention, entity_rows_now, months_36, growth_36m, growth_factor, growth_months
):
    """Rows after three years, in the same way."""
    left = _left(entity_rows_now, entity_retention, months_36)
    return left + _arrivals(
        entity_rows_per_month, entity_retention, months_36, growth_36m, growth_factor, growth_months
    )


@fact("GB", per="entity", high=10**12)
def entity_bytes_12m(entity_rows_12m, entity_bytes_per_row, row_overhead, index_share):
    """Bytes after a year: the row, its header, and the indexes over it."""
    return entity_rows_12m * (entity_bytes_per_row + row_overhead) * (1 + index_share)


@fact("GB", per="entity", high=10**12)
def entity_bytes_36m(entity_rows_36m, entity_bytes_per_row, row_overhead, index_share):
    """Bytes after three years, in the same way."""
    return entity_rows_36m * (entity_bytes_per_row + row_overhead) * (1 + index_share)


@fact("rows", high=10**15)
def largest_table_rows(entity_rows_12m):
    """Rows of the largest class of data after a year, wherever it is kept."""
    return largest(*entity_rows_12m.values()) if entity_rows_12m else count(0, "rows")


@fact("names")
def largest_table(entity_rows_12m, largest_table_rows):
    """The class of data with the most rows after a year."""
    return tuple(entity for entity, rows in entity_rows_12m.items() if rows == largest_table_rows)[:1]


@fact("rows", high=10**15)
def largest_store_rows(entity_rows_12m, entity_apart):
    """Rows of the largest table of the primary store after a year: what the database ladder asks."""
    rows = [each for entity, each in entity_rows_12m.items() if not entity_apart[entity]]
    return largest(*rows) if rows else count(0, "rows")


@fact("names")
def largest_store_table(entity_rows_12m, entity_apart, largest_store_rows):
    """The class of data with the most rows in the primary store after a year."""
    kept = (entity for entity, rows in entity_rows_12m.items() if rows == largest_store_rows)
    return tuple(entity for entity in kept if not entity_apart[entity])[:1]


@fact("GB", high=10**12)
def store_bytes_counted(entity_rows_now, entity_bytes_per_row, row_overhead, index_share, entity_apart):
    """What the rows that the brief counts today take in the primary store, with their indexes."""
    kept = (entity for entity in entity_rows_now if not entity_apart[entity])
    rows = (entity_rows_now[entity] * (entity_bytes_per_row[entity] + row_overhead) for entity in kept)
    return total(rows, "GB") * (1 + index_share)


@fact("GB", high=10**12)
def store_bytes_uncounted(existing_database_size, store_bytes_counted):
    """What today's database holds beyond them. It stays, since nobody said what it is and how long it is kept."""
    return largest(existing_database_size - store_bytes_counted, count(0, "GB"))


@fact("GB", high=10**12)
def store_bytes_described(entity_bytes_12m, entity_apart):
    """What the described classes of data take in the primary store after a year."""
    return total((size for entity, size in entity_bytes_12m.items() if not entity_apart[entity]), "GB")


@fact("GB", high=10**12)
def records_bytes_12m(store_bytes_12m, series_bytes_12m):
    """All records after a year, wherever they are kept."""
    return store_bytes_12m + series_bytes_12m


@fact("GB", high=10**12)
def store_bytes_12m(store_bytes_described, store_bytes_uncounted):
    """Everything in the primary store after a year: what is described, and what is there beyond it."""
    return store_bytes_described + store_bytes_uncounted


@fact("GB", high=10**12)
def series_bytes_12m(entity_bytes_12m, entity_apart):
    """What the time series store alone keeps after a year."""
    return total((size for entity, size in entity_bytes_12m.items() if entity_apart[entity]), "GB")


@fact("GB", high=10**12)
def records_bytes_36m(store_bytes_36m, series_bytes_36m):
    """All records after three years, wherever they are kept."""
    return store_bytes_36m + series_bytes_36m


@fact("GB", high=10**12)
def store_bytes_36m(entity_bytes_36m, entity_apart, store_bytes_uncounted):
    """Everything in the primary store after three years."""
    described = (size for entity, size in entity_bytes_36m.items() if not entity_apart[entity])
    return total(described, "GB") + store_bytes_uncounted


@fact("GB", high=10**12)
def series_bytes_36m(entity_bytes_36m, entity_apart):
    """What the time series store alone keeps after three years."""
    return total((size for entity, size in entity_bytes_36m.items() if entity_apart[entity]), "GB")


@fact("GB", per="object", high=10**12)
def object_bytes_12m(
    object_count_per_month, object_size, object_retention, months_12, growth_12m, growth_factor, growth_months
):
    """Files of one kind after a year."""
    return (
        _arrivals(object_count_per_month, object_retention, months_12, growth_12m, growth_factor, growth_months)
        * object_size
    )


@fact("GB", per="object", high=10**12)
def object_bytes_36m(
    object_count_per_month, object_size, object_retention, months_36, growth_36m, growth_factor, growth_months
):
    """Files of one kind after three years."""
    return (
        _arrivals(object_count_per_month, object_retention, months_36, growth_36m, growth_factor, growth_months)
        * object_size
    )


@fact("GB", high=10**12)
def objects_bytes_12m(object_bytes_12m):
    """All files after a year."""
    return total(object_bytes_12m.values(), "GB")


@fact("GB", high=10**12)
def objects_bytes_36m(object_bytes_36m):
    """All files after three years."""
    return total(object_bytes_36m.values(), "GB")


@fact("GB", high=10**13)
def backup_bytes_12m(store_bytes_12m, backup_copies):
    """Copies of the primary store that are kept after a year."""
    return store_bytes_12m * backup_copies


@fact("GB", high=10**13)
def backup_bytes_36m(store_bytes_36m, backup_copies):
    """Copies of the primary store that are kept after three years."""
    return store_bytes_36m * backup_copies


@fact("min", high=10**9)
def restore_time(store_bytes_12m, restore_rate):
    """How long it takes to put the primary store of a year from now back from its backup."""
    return store_bytes_12m / restore_rate


def _left(rows, retention, horizon):
    """What is left of today's rows at the horizon: all until the retention has passed, since nobody knows their age."""
    return rows if retention is None or horizon < retention else count(0, "rows")


def _arrivals(per_month, retention, horizon, at_horizon, growth_factor, growth_months):
    """What has come and is still kept at the horizon: the kept months at the mean of their first and last rate."""
    if retention is None or retention >= horizon:
        return per_month * horizon * (1 + at_horizon) / (1 + count(1))
    since = power(growth_factor, (horizon - retention) / growth_months)
    return per_month * retention * (since + at_horizon) / (1 + count(1))
