"""What the time series store alone keeps is no part of the primary store's size, restore or backups."""

from make import a_design, an_example


def test_the_store_of_the_scooters_is_restored_without_the_positions():
    design = a_design(text=an_example("scooters"))
    assert design["apart_entities"] == ("position",)
    assert design["records_bytes_12m"].base == design["store_bytes_12m"].base + design["series_bytes_12m"].base
    assert design["restore_time"].base == design["store_bytes_12m"].base / design["restore_rate"].base
    assert design["stored_12m"].base == (
        design["store_bytes_12m"].base * design["store_nodes"].base
        + design["series_bytes_12m"].base
        + design["backup_bytes_12m"].base
        + design["objects_bytes_12m"].base
        + design["logs_kept"].base
    )
    assert "series_storage" in design["cost_lines"]


def test_nothing_lies_apart_where_the_primary_store_keeps_all():
    design = a_design(text=an_example("help-desk"))
    assert design["apart_entities"] == ()
    assert design["series_bytes_12m"].base == 0
    assert design["records_bytes_12m"].base == design["store_bytes_12m"].base
    assert "series_storage" not in design["cost_lines"]
