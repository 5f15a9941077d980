"""The technologies: every one parses, what was not verified stays unknown, forks name their lineage."""

from datetime import date

from archgen.evaluation import read_catalogue

UNDATED = {"bullmq", "rq", "opentelemetry-collector", "fastapi", "flask", "nestjs", "fastify"}


def test_all_143_technologies_parse(technologies, catalogues):
    catalogue = read_catalogue(technologies, catalogues["clouds"])
    assert len(catalogue.technologies) == 143
    assert catalogue.as_of == date(2026, 8, 22)


def test_nulls_stay_null(technologies):
    entries = technologies["technologies"]
    assert {entry["id"] for entry in entries if entry["first_stable"] is None} == UNDATED
    assert sum(entry["licence"] is None for entry in entries) == 39
    assert sum(entry["cycles"] is None for entry in entries) == 11
    assert {entry["id"] for entry in entries if entry["cycles"] == []} == {"pulsar", "gitlab"}


def test_a_fork_names_what_it_was_forked_from(technologies):
    forks = {entry["id"]: entry["fork_of"] for entry in technologies["technologies"] if "fork_of" in entry}
    assert forks == {
        "mariadb": "mysql",
        "valkey": "redis",
        "opensearch": "elasticsearch",
        "opentofu": "terraform",
        "openbao": "vault",
    }
    assert set(forks.values()) <= {entry["id"] for entry in technologies["technologies"]}


def test_exceptions_to_the_wait_are_named_and_have_no_first_stable_date(technologies):
    excepted = [entry for entry in technologies["technologies"] if "exception" in entry]
    assert {entry["id"] for entry in excepted} == {"fastapi", "opentelemetry-collector"}
    assert all(entry["first_stable"] is None for entry in excepted)


def test_support_that_was_not_looked_up_is_told_from_support_without_a_published_end(technologies):
    lines = {entry["id"]: entry["cycles"] for entry in technologies["technologies"]}
    assert lines["pgbouncer"][0] == {"cycle": "1.25", "release": None, "eol": None, "support": "unverified",
                                     "latest": "1.25.2", "released": "2026-05-08"}  # fmt: skip
    assert "support" not in lines["sqlite"][0]
    assert lines["sqlite"][0]["eol"] is None


def test_every_technology_says_where_its_dates_are_from(technologies):
    assert all(entry["source"] for entry in technologies["technologies"])
