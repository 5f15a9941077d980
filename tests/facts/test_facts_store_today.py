"""What a database holds today is restored, backed up and paid, whether or not somebody said what it is."""

from archgen.resolver.analysis import at_month
from make import a_design

TODAY = "existing.database_size=400 GB"


def test_a_database_of_today_stays_beside_what_comes():
    empty, full = a_design(), a_design(TODAY)
    assert full["store_bytes_uncounted"].value_in("GB") == 400
    for size in ("store_bytes_12m", "store_bytes_36m", "records_bytes_12m"):
        assert full[size].value_in("GB") - empty[size].value_in("GB") == 400
    assert full["restore_time"].base > empty["restore_time"].base
    assert full["backup_bytes_12m"].base == full["store_bytes_12m"].base * full["backup_copies"].base


def test_rows_that_are_counted_are_not_counted_twice():
    counted = a_design(TODAY, "data.entities[ticket].rows_now=100M")
    assert 0 < counted["store_bytes_counted"].value_in("GB") < 400
    assert (
        counted["store_bytes_uncounted"].base
        == counted["existing_database_size"].base - counted["store_bytes_counted"].base
    )


def test_more_rows_than_the_database_holds_leave_nothing_uncounted():
    assert (
        a_design("existing.database_size=1 GB", "data.entities[ticket].rows_now=100M")["store_bytes_uncounted"].base
        == 0
    )


def test_what_nobody_counted_neither_grows_nor_shrinks_with_the_months():
    today = a_design(TODAY, "data.entities[ticket].rows_now=1M")
    later = at_month(today, 24)
    assert later["existing_database_size"].base > today["existing_database_size"].base
    assert later["store_bytes_uncounted"].base == today["store_bytes_uncounted"].base
