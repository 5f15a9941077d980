"""A signal of monitoring names what the exporter of this engine measures."""

import pytest

from make import a_design, an_example


@pytest.mark.parametrize(
    ("engine", "metric"),
    [
        ("postgresql", "pg_stat_activity_count"),
        ("mariadb", "mysql_global_status_threads_connected"),
        ("oracle", None),
    ],
)
def test_connections_are_watched_by_the_metric_of_the_engine_that_is_there(engine, metric):
    text = an_example("help-desk").replace("  style: none\n", f"  style: monolith\n  database: {engine}\n")
    assert (a_design(text=text)["connections_metric"] or None) == metric
