"""The schema before its real judges: PostgreSQL runs it, answers the declared queries by index, squawk reads it."""

from __future__ import annotations

import contextlib
import json
from functools import cache

import pytest
from postgresql import a_server
from random_records import random_records

from archgen import library, tools
from archgen.artifacts.sql import schema_sql
from archgen.artifacts.sql.changes import steps
from archgen.artifacts.sql.words import quoted
from archgen.brief import read_brief
from archgen.database import database
from archgen.pipeline import described
from archgen.problems import Stop
from make import EXAMPLES, a_blueprint, an_example
from random_briefs import RandomBrief

pytestmark = pytest.mark.conformance

NAMES = sorted(folder.name for folder in EXAMPLES.iterdir() if (folder / "brief.yaml").is_file())
SEEDS = 25
ROWS = 20_000


@pytest.fixture(scope="module")
def server():
    with a_server() as made:
        yield made


@pytest.fixture(scope="module")
def built(server):
    """A database with the schema of an example, made once for each example that is asked for."""

    @cache
    def build(name):
        blueprint, made = of_example(name)
        place = server.new()
        server.run(place, schema_sql(blueprint, made), single=True)
        return blueprint, made, place

    return build


@pytest.mark.parametrize("name", NAMES)
def test_every_example_runs_on_a_real_server(name, server, built):
    _, made, place = built(name)
    kept = "relnamespace = 'public'::regnamespace AND relkind IN ('r', 'p') AND NOT relispartition"
    tables = set(server.run(place, f"SELECT relname FROM pg_class WHERE {kept}").splitlines())
    assert {table.name for table in made.tables} <= tables


def test_records_by_chance_run_on_a_real_server(server):
    made = [of_text(random_records(seed)) for seed in range(SEEDS)]
    run_all(server, made)
    tables = [table for _, database in made for table in database.tables]
    assert sum(table.partitions is not None for table in tables) > 3
    assert sum(database.tenancy is not None and database.tenancy.policies for _, database in made) > 3
    assert sum(reference.circular for table in tables for reference in table.references) > 3


def test_whole_briefs_by_chance_run_on_a_real_server(server):
    known = library.load()
    made = []
    for seed in range(SEEDS):
        with contextlib.suppress(Stop):  # some contradict themselves
            made.append(of_text(RandomBrief(seed, known.schema).text))
    spoken = [(blueprint, database) for blueprint, database in made if database and database.engine == "postgresql"]
    run_all(server, spoken)
    assert len(spoken) > 5


@pytest.mark.parametrize("name", NAMES)
def test_each_declared_query_uses_its_index(name, server, built):
    """As the API sees it: under its role, with its customer named, on rows enough to make an index worth it."""
    blueprint, made, place = built(name)
    for entity in blueprint.entities:
        table = next((table for table in made.tables if table.entity == entity.id), None)
        if table and entity.queries:
            server.run(place, rows_of(table))
        for query in entity.queries if table else ():
            said = server.run(place, explained(query, table, made))
            plan = json.loads(said[said.index("[\n") :])
            wanted = made.served[query.id]
            assert indexes(plan) & {wanted, *children(server, place, wanted)}, (query.id, plan)


def test_words_are_found_by_their_index_and_only_within_the_own_company(server, built):
    _, made, place = built("help-desk")
    server.run(place, rows_of(made.table("ticket")))
    own = server.run(place, "SELECT company_id FROM ticket LIMIT 1").strip()
    three = f"SELECT id FROM ticket WHERE company_id = '{own}' LIMIT 3"
    server.run(place, f"UPDATE ticket SET subject = 'a lost parcel' WHERE id IN ({three})")
    found = "SET ROLE parley_api; SET app.company_id = '{}'; SELECT count(*) FROM find_ticket('parcel', 10);"
    assert server.run(place, found.format(own)).strip() == "3"
    assert server.run(place, found.format("00000000-0000-0000-0000-00000000ffff")).strip() == "0"
    words = "to_tsvector('simple', coalesce(subject, '')) @@ websearch_to_tsquery('simple', 'parcel')"
    plan = json.loads(server.run(place, f"EXPLAIN (FORMAT json) SELECT * FROM ticket WHERE {words}"))
    assert "ticket_subject_words" in indexes(plan)


def test_the_api_sees_no_row_of_another_customer_and_changes_nothing_that_is_sealed(server, built):
    _, made, place = built("help-desk")
    server.run(place, rows_of(made.table("reply")))
    own = server.run(place, "SELECT company_id FROM reply LIMIT 1").strip()
    session = f"SET ROLE parley_api; SET app.company_id = '{own}'; "
    assert server.run(place, "SET ROLE parley_api; SELECT count(*) FROM reply").strip() == "0"
    assert server.run(place, f"{session} SELECT count(DISTINCT company_id) FROM reply").strip() == "1"
    sent = server.run(place, "SELECT id FROM reply WHERE sent_at IS NOT NULL LIMIT 1").strip()
    changed = server.attempt(place, f"UPDATE reply SET body = 'other' WHERE id = '{sent}'")
    assert "a sealed row of reply never changes" in changed.err
    deleted = server.attempt(place, f"{session} DELETE FROM reply WHERE id = '{sent}'")
    assert "permission denied for table reply" in deleted.err
    server.run(place, f"DELETE FROM reply WHERE id = '{sent}'")
    other = "gen_random_uuid(), gen_random_uuid(), gen_random_uuid(), NULL, 's', 'open', 'low', now()"
    assert "row-level security" in server.attempt(place, f"{session} INSERT INTO ticket SELECT {other}").err


def test_a_row_that_is_only_added_is_neither_changed_nor_deleted_by_the_api(server, built):
    *_, place = built("scooters")
    session = "SET ROLE parley_api; "
    assert "permission denied" in server.attempt(place, f"{session} UPDATE payment SET state = 'x'").err
    assert "permission denied" in server.attempt(place, f"{session} DELETE FROM payment").err


def test_a_row_cannot_point_to_the_row_of_another_customer(server, built):
    *_, place = built("help-desk")
    ids = [f"00000000-0000-0000-0002-{place:012}" for place in range(3)]
    for company in ids[:2]:
        server.run(place, f"INSERT INTO company VALUES ('{company}', 'n', 'p', now())")
    server.run(place, f"INSERT INTO customer VALUES ('{ids[2]}', '{ids[0]}', 'e', 'n')")
    across = f"INSERT INTO ticket VALUES (gen_random_uuid(), '{ids[1]}', '{ids[2]}', NULL, 's', 'open', 'low', now())"
    assert "ticket_company_id_customer_id_fk" in server.attempt(place, across).err


def test_a_second_open_ride_of_a_rider_is_refused(server, built):
    *_, place = built("scooters")
    rider = "INSERT INTO ride_rider_id_open VALUES ('00000000-0000-0000-0000-000000000001', gen_random_uuid());"
    server.run(place, rider)
    assert "ride_rider_id_open_pkey" in server.attempt(place, rider).err


def test_a_ride_lies_in_the_month_that_its_id_begins_with_and_a_random_id_is_refused(server, built):
    *_, place = built("scooters")
    server.run(
        place,
        "INSERT INTO rider VALUES (first_id(now()), '1', 'n', true, now(), 'de');"
        "INSERT INTO scooter (id, code, state, battery) VALUES (first_id(now()), 'c', 's', 1);",
    )
    ride = (
        "INSERT INTO ride (id, rider_id, scooter_id, started_at, metres, state)"
        " SELECT {}, r.id, s.id, now(), 1, 'open' FROM rider r, scooter s WHERE r.phone = '1' AND s.code = 'c'"
    )
    server.run(place, ride.format("first_id(now())"))
    month = server.run(place, "SET timezone = 'UTC'; SELECT to_char(now(), 'YYYY_MM')").strip()
    assert server.run(place, f"SELECT count(*) FROM ride_month_{month}").strip() != "0"
    assert "no partition of relation" in server.attempt(place, ride.format("gen_random_uuid()")).err


@pytest.mark.parametrize("name", NAMES)
def test_the_steps_of_the_change_run_one_after_another(name, server):
    blueprint, made = of_example(name)
    place = server.new()
    server.run(place, schema_sql(blueprint, made), single=True)
    of_table = f"attrelid = '{quoted(made.change.table)}'::regclass AND attnum > 0"
    listed = server.run(place, f"SELECT attname, format_type(atttypid, atttypmod) FROM pg_attribute WHERE {of_table}")
    kinds = dict(line.split("|") for line in listed.splitlines())
    for _, statements in steps(made.change, made.table(made.change.table), kinds):
        server.run(place, "\n".join(statements))


def test_squawk_finds_nothing_in_any_example(tmp_path):
    squawk = tools.need("squawk", "PyPI: pip install squawk-cli")
    for name in NAMES:
        (tmp_path / f"{name}.sql").write_text(schema_sql(*of_example(name)), encoding="utf-8")
    files = sorted(map(str, tmp_path.iterdir()))
    found = tools.run(str(squawk), "--pg-version", "15.0", "--assume-in-transaction", *files)
    assert found.code == 0, found.out + found.err


def of_example(name):
    blueprint = a_blueprint(text=an_example(name))
    return blueprint, database(blueprint)


def of_text(text):
    known = library.load()
    brief = read_brief(text, file="brief.yaml", schema=known.schema, archetypes=known.archetypes)
    blueprint = described(brief, known.resolve(brief), known, slug="parley")
    return blueprint, database(blueprint)


def run_all(server, made):
    """Each schema in a transaction that is taken back, all of them by one client."""
    server.run(server.new(), "\n".join(f"BEGIN;\n{runnable(*each)}\nROLLBACK;" for each in made))


def runnable(blueprint, made):
    """The schema; Debian has no pgvector, so its type is stood in for by an array where a design has likeness."""
    text = schema_sql(blueprint, made)
    return text.replace("CREATE EXTENSION IF NOT EXISTS vector;", "CREATE DOMAIN vector AS real[];")


def rows_of(table):
    """Rows of a table without those that it points to: ids of few customers and parents, states of three words."""
    columns = [column for column in table.columns if column.kind in VALUES]
    own = "('00000000-0000-0000-0001-' || lpad(n::text, 12, '0'))::uuid"
    if table.partitions and table.partitions.by == "month-of-id":
        own = "(left(first_id(now())::text, 24) || lpad(n::text, 12, '0'))::uuid"
    chosen = [
        own
        if (column.name,) == table.key
        else VALUES[column.kind].format(few=5 if column.name == table.tenant else 2_000)
        for column in columns
    ]
    names = ", ".join(quoted(column.name) for column in columns)
    insert = f"INSERT INTO {quoted(table.name)} ({names}) SELECT {', '.join(chosen)} FROM generate_series(1, {ROWS}) n"
    unchecked = "SET session_replication_role = replica"
    return f"{unchecked}; {insert} ON CONFLICT DO NOTHING; ANALYZE {quoted(table.name)};"


VALUES = {
    "id": "('00000000-0000-0000-0000-' || lpad((n % {few})::text, 12, '0'))::uuid",
    "text": "'t' || n",
    "integer": "n",
    "number": "n",
    "money": "n",
    "flag": "n % 2 = 0",
    "time": "now() - n * interval '1 minute'",
    "date": "current_date - n % 1000",
    "state": "(ARRAY['open', 'closed', 'waiting'])[n % 3 + 1]",
    "json": "'{{}}'",
    "secret": "'x'",
}


def explained(query, table, made):
    """The query as the API sends it, with values that are there."""
    sought = [name.replace("-", "_").lower() for name in query.by]
    wanted = " AND ".join(f"{quoted(name)} = (SELECT {quoted(name)} FROM sample)" for name in sought)
    order = f" ORDER BY {quoted(query.order)}" if query.order else ""
    lines = [f"CREATE TEMP TABLE sample AS SELECT * FROM {quoted(table.name)} LIMIT 1"]
    lines.append("GRANT SELECT ON sample TO PUBLIC")
    if made.tenancy and made.tenancy.policies:
        customer = f"(SELECT {quoted(made.tenancy.column)}::text FROM sample)"
        lines += [f"SELECT set_config('app.{made.tenancy.column}', {customer}, false)", "SET ROLE parley_api"]
    asked = f"SELECT * FROM {quoted(table.name)} WHERE {wanted}{order} LIMIT 50"
    return ";\n".join((*lines, f"EXPLAIN (FORMAT json) {asked};"))


def indexes(plan):
    """The names of all indexes that a plan reads."""
    if isinstance(plan, list):
        return set().union(*(indexes(each) for each in plan)) if plan else set()
    if not isinstance(plan, dict):
        return set()
    here = {plan["Index Name"]} if "Index Name" in plan else set()
    return here.union(*(indexes(value) for value in plan.values() if isinstance(value, (dict, list))))


def children(server, place, index):
    """The indexes of the parts of a split table."""
    parent = f"inhparent = to_regclass('{quoted(index)}')"
    found = server.run(place, f"SELECT inhrelid::regclass FROM pg_inherits WHERE {parent}")
    return {name.strip('"') for name in found.split()}
