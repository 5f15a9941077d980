"""The tables of a design: what each answer of a brief becomes, and what is said of what no table can hold."""

from __future__ import annotations

import sys

import pytest
from random_records import random_records

from archgen import library, tools
from archgen.artifacts.sql import schema_sql
from archgen.brief import read_brief
from archgen.database import Condition, database
from archgen.database.names import Names, identifier
from archgen.pipeline import described
from make import EXAMPLES, a_blueprint, an_example

HEAD = """\
system: {name: Parley, purpose: x}
team: {engineers: 5}
load: {users: {monthly: 100}}
journeys: [{id: do-it, wants: it, kind: write, share: 100 %, steps: [{to: api}, {to: primary-store}]}]
"""


def tables(entities, *, queries="", more="", head=HEAD):
    """The database of a brief with these entities."""
    text = f"{head}data:\n  {more}\n  entities:\n{entities}\n" + (f"  queries:\n{queries}\n" if queries else "")
    return database(a_blueprint(text=text))


def of_example(name):
    return database(a_blueprint(text=an_example(name)))


def test_a_name_is_lower_case_and_bound_by_the_bytes_of_the_engine():
    assert identifier("Attachment-record") == "attachment_record"
    assert len(identifier("ü" * 200).encode()) <= 63
    assert identifier("ü" * 200) != identifier("ü" * 199)
    assert identifier("--") == "unnamed"


def test_no_name_is_given_twice_and_every_run_gives_the_same():
    runs = [[names.new(words) for words in ("a-b", "a_b", "A b", "x" * 100, "x" * 101)] for names in (Names(), Names())]
    assert len(set(runs[0])) == 5
    assert runs[0] == runs[1]


def test_a_rule_of_two_columns_becomes_a_unique_constraint():
    made = tables(
        "  - {id: seat, key: id, fields: {row: text, number: integer}, integrity: [a row and number is one place]}"
    )
    assert [unique.columns for unique in made.table("seat").uniques] == [("row", "number")]
    assert made.held == {("seat", "a row and number is one place"): "seat_row_number_key"}


def test_one_open_row_becomes_a_unique_index_over_the_rows_without_an_end():
    made = tables(
        "  - {id: rider, key: id}\n"
        "  - {id: ride, key: id, fields: {started_at: time, ended_at: time}, relations: [{to: rider}], "
        "integrity: [a rider has one open ride]}"
    )
    (unique,) = made.table("ride").uniques
    assert (unique.columns, unique.where) == (("rider_id",), Condition("ended_at", "empty"))


def test_a_limit_becomes_a_counter_beside_its_limit_in_the_parent():
    made = tables(
        "  - {id: course, key: id}\n"
        "  - {id: enrolment, key: id, relations: [{to: course}], "
        "integrity: [a course never has more enrolments than seats]}"
    )
    (check,) = made.table("course").checks
    assert (check.column, check.sign, check.than) == ("enrolment_count", "<=", "enrolment_limit")
    assert made.table("course").column("enrolment_limit").assumed


def test_a_booking_that_must_not_overlap_is_excluded_by_its_time():
    made = tables(
        "  - {id: room, key: id}\n"
        "  - {id: booking, key: id, fields: {starts_at: time, ends_at: time}, relations: [{to: room}], "
        "integrity: [bookings of a room do not overlap]}"
    )
    (overlap,) = made.table("booking").overlaps
    assert (overlap.columns, overlap.begins, overlap.ends) == (("room_id",), "starts_at", "ends_at")


@pytest.mark.parametrize(
    ("rule", "checks"),
    [
        ("amount > 0", [("amount", ">", "0")]),
        ("amount lies between 1 and 5", [("amount", ">=", "1"), ("amount", "<=", "5")]),
        ("the amount is positive", [("amount", ">", "0")]),
        ("title is not empty", [("title", "<>", "")]),
        ("size > 0; DROP TABLE orders", []),
    ],
)
def test_a_range_becomes_a_check_where_a_field_has_its_name(rule, checks):
    made = tables(f"  - {{id: order, key: id, fields: {{amount: money, title: text}}, integrity: ['{rule}']}}")
    assert [(check.column, check.sign, check.than) for check in made.table("order").checks] == checks


def test_a_rule_that_no_constraint_holds_is_told_in_the_comment_of_its_table():
    made = tables("  - {id: order, key: id, integrity: [nothing is accepted after the deadline]}")
    assert made.table("order").notes[-1] == (
        "'nothing is accepted after the deadline' is held outside the table: condition in the writing statement"
    )


def test_what_was_not_said_is_marked_as_assumed():
    made = tables("  - {id: order, key: id, fields: {state: state}}")
    columns = {column.name: (column.ground, column.assumed) for column in made.table("order").columns}
    assert columns["state"] == ("brief: data.entities[order].fields.state", False)
    assert columns["created_at"] == (
        "assumed: data.entities[order].retention needs to know when a row came to be",
        True,
    )


def test_circles_of_records_are_checked_when_the_transaction_ends():
    made = tables(
        "  - {id: a, key: id, relations: [{to: b}]}\n"
        "  - {id: b, key: id, relations: [{to: a}, {to: b, optional: true}]}"
    )
    circular = {reference.name: reference.circular for table in made.tables for reference in table.references}
    assert circular == {"a_b_id_fk": True, "b_a_id_fk": True, "b_b_id_fk": False}


def test_an_entity_without_a_key_gets_an_id_and_a_query_for_an_unknown_column_an_assumed_one():
    made = tables("  - {id: thing}", queries="  - {id: q, entity: thing, by: [colour], order: changed_at}")
    table = made.table("thing")
    assert table.key == ("id",)
    assert (table.column("colour").kind, table.column("changed_at").kind) == ("text", "time")
    assert table.column("colour").assumed
    assert made.served == {"q": "thing_colour_changed_at_idx"}


def test_relations_of_many_to_many_get_a_table_and_a_named_column_is_kept():
    made = tables(
        "  - {id: person, key: id, relations: [{to: person, column: boss, optional: true}]}\n"
        "  - {id: group, key: id, relations: [{to: person, kind: many-to-many}]}"
    )
    assert made.table("person").references[0].columns == ("boss",)
    assert made.table("group_person").key == ("group_id", "person_id")


def test_customers_share_tables_and_every_row_says_whose_it_is():
    made = of_example("help-desk")
    assert (made.tenancy.table, made.tenancy.column, made.tenancy.policies) == ("company", "company_id", True)
    for table in made.tables:
        if table.name != "company":
            assert table.tenant == "company_id"
            assert all("company_id" in reference.columns for reference in table.references)
            assert all(unique.columns[0] == "company_id" for unique in table.uniques)


def test_a_split_table_has_its_unique_rules_guarded_by_tables_of_their_own():
    made = of_example("scooters")
    assert made.table("ride").partitions.by == "month-of-id"
    assert made.table("ride").uniques == ()
    assert made.held["ride", "a rider has one open ride"] == "ride_rider_id_open"
    assert made.table("ride_rider_id_open").key == ("rider_id",)


def test_a_table_whose_key_tells_no_time_is_split_by_hash():
    partitions = of_example("courses").table("progress").partitions
    assert (partitions.by, partitions.column) == ("hash", "learner_id")
    assert len(partitions.parts) >= 2


def test_what_the_time_series_store_keeps_is_not_a_table_here():
    made = of_example("scooters")
    assert "position" not in {table.entity for table in made.tables}
    assert made.elsewhere == {"position": "time-series-store"}


def test_work_that_is_handed_on_has_its_tables():
    assert "receive-mail" in of_example("help-desk").table("job").what
    scooters = of_example("scooters")
    assert scooters.table("outbox").indexes[0].where == Condition("sent_at", "empty")
    assert scooters.table("consumed_message").key == ("consumer", "message_id")


def test_another_engine_keeps_its_own_schema():
    brief = HEAD + "existing: {database: oracle}\ndata: {entities: [{id: order, key: id}]}\n"
    assert database(a_blueprint(text=brief)) is None


@pytest.mark.parametrize("seed", range(12))
def test_every_foreign_key_has_an_index_and_every_name_fits(seed):
    """By chance: a delete of what is pointed to finds its rows, and no engine cuts a name."""
    known = library.load()
    brief = read_brief(random_records(seed), file="brief.yaml", schema=known.schema, archetypes=known.archetypes)
    blueprint = described(brief, known.resolve(brief), known, slug="parley")
    made = database(blueprint)
    assert schema_sql(blueprint, made) == schema_sql(blueprint, database(blueprint))
    for table in made.tables:
        leads = [table.key, *(unique.columns for unique in table.uniques)]
        leads += [index.columns for index in table.indexes if index.method == "btree"]
        for reference in table.references:
            wanted = set(reference.columns)
            assert any(set(columns[: len(wanted)]) == wanted or set(columns[:1]) <= wanted for columns in leads)
        names = [column.name for column in table.columns]
        assert len(names) == len(set(names))
        assert all(len(name.encode()) <= 63 for name in (table.name, *names))
    named = [each.name for table in made.tables for each in (table, *table.uniques, *table.indexes)]
    assert len(named) == len(set(named))


def test_check_finds_a_table_without_its_entity_and_a_size_that_differs(tmp_path):
    """Through the command line, on a design that people have edited."""
    brief = EXAMPLES / "help-desk" / "brief.yaml"
    program = (sys.executable, "-m", "archgen")
    done = tools.run(*program, "new-design", "--brief", str(brief), "--no-input", cwd=tmp_path, timeout=240)
    assert done.code == 0, done.err
    folder = tmp_path / "docs/backend/parley/artifacts"
    for name, old, new in (
        ("schema.sql", "CREATE TABLE job (", "CREATE TABLE jobs ("),
        ("main.tf", "  default     = 5\n", "  default     = 7\n"),
    ):
        text = (folder / name).read_text("utf-8")
        assert old in text
        (folder / name).write_text(text.replace(old, new), "utf-8")
    said = tools.run(*program, "check", cwd=tmp_path, timeout=240).out
    assert "schema.sql: a decision of the design has no table job there." in said
    assert "the table jobs belongs to no entity of the brief and to no decision." in said
    assert "api_units is 7 there, and units[api] of the ledger, 5 units." in said
