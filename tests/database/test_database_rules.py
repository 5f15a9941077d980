"""What people say must always hold, and what of the tables holds it: neither less than was said nor more."""

from __future__ import annotations

import pytest

from archgen.database import Condition, database
from make import a_blueprint

HEAD = """\
system: {name: Parley, purpose: x}
team: {engineers: 5}
load: {users: {monthly: 100}}
journeys: [{id: do-it, wants: it, kind: write, share: 100 %, steps: [{to: api}, {to: primary-store}]}]
"""


def tables(entities: str, queries: str = ""):
    text = f"{HEAD}data:\n  entities:\n{entities}\n" + (f"  queries:\n{queries}\n" if queries else "")
    return database(a_blueprint(text=text))


def uniques(made, table: str):
    return [(unique.columns, unique.where) for unique in made.table(table).uniques]


def test_one_of_it_to_something_that_nothing_names_is_no_key_over_the_rest():
    """Over the singer alone she could answer one rehearsal in her life."""
    made = tables(
        "  - {id: singer, key: id}\n"
        "  - {id: answer, key: id, relations: [{to: singer}], integrity: [a singer has one answer to a rehearsal]}"
    )
    assert uniques(made, "answer") == []


def test_one_of_it_for_a_time_that_its_key_tells_is_the_key():
    made = tables(
        "  - {id: meter, key: id}\n"
        "  - {id: reading, key: 'meter_id, at', fields: {at: time}, relations: [{to: meter}],\n"
        "     integrity: [a meter has one reading for a quarter of an hour]}"
    )
    assert made.held["reading", "a meter has one reading for a quarter of an hour"] == "the key"
    assert "done_once_at" not in {column.name for column in made.table("reading").columns}


@pytest.mark.parametrize(("key", "split"), [("'meter_id, at'", "month"), ("'meter_id, serial'", "hash")])
def test_a_table_too_large_for_one_is_split_by_the_time_that_its_key_tells(key, split):
    made = tables(
        "  - {id: meter, key: id}\n"
        f"  - {{id: reading, key: {key}, fields: {{at: time, serial: text}}, relations: [{{to: meter}}],\n"
        "     rows_per_month: 1000M}"
    )
    partitions = made.table("reading").partitions
    assert partitions is not None
    assert partitions.by == split


def test_what_is_done_once_with_a_record_is_a_mark_in_it_and_not_a_count_or_a_key_of_its_parent():
    made = tables(
        "  - {id: event, key: id}\n"
        "  - {id: seat, key: id, relations: [{to: event}], integrity: [a seat of an event is sold once]}"
    )
    assert uniques(made, "seat") == []
    assert made.table("event").checks == ()
    assert made.held["seat", "a seat of an event is sold once"] == "the mark sold_at"


@pytest.mark.parametrize(
    ("rule", "column"),
    [
        ("an entry belongs to one account and is seen by nobody else", "account_id"),
        ("an entry has one currency", "currency"),
    ],
)
def test_a_record_that_has_one_of_something_shares_it_with_others(rule, column):
    made = tables(
        "  - {id: account, key: id}\n"
        f"  - {{id: entry, key: id, fields: {{currency: state}}, relations: [{{to: account}}], integrity: ['{rule}']}}"
    )
    assert uniques(made, "entry") == []
    assert made.held["entry", rule] == f"the column {column}"


def test_one_place_at_most_is_the_column_that_a_query_names():
    made = tables(
        "  - {id: tube, key: id, fields: {state: state}, integrity: [a tube is at one bench at most]}",
        "  - {id: worklist, entity: tube, by: [bench_id, state]}",
    )
    assert made.held["tube", "a tube is at one bench at most"] == "the column bench_id"
    assert not any("nothing holds it" in note for note in made.table("tube").notes)


def test_what_becomes_one_thing_is_named_there_once_and_may_go_before_it():
    rule = "a hold becomes one booking at most"
    for place in ("hold", "booking"):
        made = tables(
            "\n".join(
                f"  - {{id: {name}, key: id{f', integrity: [{rule}]' if name == place else ''}}}"
                for name in ("hold", "booking")
            )
        )
        assert uniques(made, "booking") == [(("hold_id",), None)]
        assert made.table("booking").references == ()
        assert made.held[place, rule] == "booking_hold_id_key"


def test_what_is_reached_over_one_relation_only_is_held_by_its_foreign_key():
    text = (
        "  - {id: patient, key: id}\n"
        "  - {id: order, key: id, relations: [{to: patient}]}\n"
        "  - {id: finding, key: id, relations: [{to: order}%s], "
        "integrity: [a finding belongs to the patient of its order]}"
    )
    assert next(iter(tables(text % "").held.values())) == "finding_order_id_fk"
    assert next(iter(tables(text % ", {to: patient}").held.values())) == ""


def test_the_running_one_is_one_among_others_that_have_ended():
    rule = "an account has one running plan"
    for fields, where in (
        ("state: state", Condition("state", "filled", "running")),
        ("ended_at: time", Condition("ended_at", "empty")),
        ("seats: integer", Condition("ended_at", "empty")),
    ):
        made = tables(
            "  - {id: account, key: id}\n"
            f"  - {{id: plan, key: id, fields: {{{fields}}}, relations: [{{to: account}}], integrity: [{rule}]}}"
        )
        assert uniques(made, "plan") == [(("account_id",), where)]


def test_one_open_of_a_kind_leaves_room_for_another_kind():
    made = tables(
        "  - {id: vehicle, key: id}\n"
        "  - {id: alarm, key: id, fields: {kind: state, closed_at: time}, relations: [{to: vehicle}], "
        "integrity: [a vehicle has one open alarm of a kind]}"
    )
    assert uniques(made, "alarm") == [(("vehicle_id", "kind"), Condition("closed_at", "empty"))]


def test_a_balance_with_a_limit_that_was_agreed_may_fall_below_nothing():
    made = tables(
        "  - {id: account, key: id, fields: {balance: money}, "
        "integrity: [the balance never falls below what was agreed]}"
    )
    assert made.table("account").checks == ()


def test_an_address_is_that_of_the_mail_where_a_postal_one_stands_beside_it():
    made = tables(
        "  - {id: customer, key: id, fields: {email: text, address: text}, integrity: [an address has one account]}"
    )
    assert uniques(made, "customer") == [(("email",), None)]


def test_a_column_that_a_query_names_after_a_record_above_points_to_it():
    made = tables(
        "  - {id: patient, key: id}\n"
        "  - {id: tube, key: id, relations: [{to: patient}]}\n"
        "  - {id: measurement, key: id, fields: {analyte: text}, relations: [{to: tube}]}",
        "  - {id: earlier, entity: measurement, by: [patient_id, analyte]}",
    )
    table = made.table("measurement")
    assert {reference.columns: reference.table for reference in table.references} == {
        ("tube_id",): "tube",
        ("patient_id",): "patient",
    }
    assert table.column("patient_id").required
    assert table.column("patient_id").assumed


def test_two_grounds_for_one_rule_of_a_split_table_make_one_guard():
    made = tables(
        "  - {id: parcel, key: id}\n"
        "  - {id: proof, key: id, rows_per_month: 40M, relations: [{to: parcel, kind: one-to-one}], "
        "integrity: [a parcel is handed over once]}"
    )
    assert [table.name for table in made.tables if "once" in table.name] == ["proof_parcel_id_once"]
    assert made.held["proof", "a parcel is handed over once"] == "proof_parcel_id_once"
