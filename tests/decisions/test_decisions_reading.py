"""Every mistake that a table's file can hold is refused with its line, its place in words, and what to do."""

from __future__ import annotations

from pathlib import Path

import pytest
from decisions_make import POOLER, SLOTS, SOURCES, VOCABULARY, complaints, loaded, small

from archgen.decisions import load_table
from archgen.yamltext import parse

MISTAKES = parse(Path(__file__).with_name("mistakes.yaml").read_text("utf-8"), file="mistakes.yaml", top="any").data


def broken(*changes, text=POOLER):
    for old, new in changes:
        assert old in text, old
        text = text.replace(old, new, 1)
    return complaints(loaded, text)


def test_a_sound_table_loads_without_complaint():
    table = loaded(POOLER)
    assert (table.name, table.title, table.hit, table.layers) == (
        "connection_pooler",
        "Connection pooler",
        "first",
        ("built-in",),
    )
    assert [row.id for row in table.rows] == ["many", "grown", "fits"]
    assert table.options["pgbouncer"].brings == {"pooler": "pgbouncer"}
    assert table.rows[2].revisit.signal.threshold == "connections_alert"
    assert str(table.rows[1].where) == "table.yaml:10"


@pytest.mark.parametrize("mistake", MISTAKES, ids=lambda mistake: mistake["into"])
def test_a_mistake_is_named_with_its_place_and_its_remedy(mistake):
    assert broken((mistake["change"], mistake["into"])) == mistake["says"]


def test_all_mistakes_of_a_file_come_at_once_and_in_one_stop():
    found = broken(("level: limit", "level: limits"), ("phase: [scaling,", "phase: [scalin,"), ("{users}", "{usres}"))
    assert [line.rpartition("[")[2] for line in found] == [
        "table-unknown-level]",
        "table-unknown-value]",
        "table-unknown-slot]",
    ]


def test_a_file_that_is_no_table_says_what_it_lacks():
    assert complaints(loaded, "rules: []") == [
        "table.yaml:1: table without a name: 'table' is missing. Give it the name of its outcome. [table-missing-key]",
        "table.yaml:1: table without a name: 'question' is missing. Ask what the table answers. [table-missing-key]",
        "table.yaml:1: table without a name: 'inputs' is missing. "
        "Name the facts that its rows compare. [table-missing-key]",
        "table.yaml:1: table without a name: 'outputs' is missing. "
        "Name each output with its type; the first bears the table's name. [table-missing-key]",
        "table.yaml:1: table without a name: 'cases' is missing. "
        "Give examples: one a row, and one each side of every threshold. [table-missing-key]",
    ]


def test_a_lasting_table_needs_no_revisit_and_a_classification_no_costs():
    table = loaded(small([("one", "{}", "a"), ("two", "{}", "b")], hit="collect"))
    assert table.rows[0].revisit is None
    assert table.options["a"].costs == ""


def test_without_marks_a_problem_still_names_its_place():
    data = parse(POOLER.replace("level: limit", "level: limits"), file="x").data
    assert complaints(load_table, data, file="pooler.json", vocabulary=VOCABULARY, sources=SOURCES, slots=SLOTS) == [
        "pooler.json: row many, level: 'limits' is unknown. Did you mean 'limit'? [table-unknown-level]"
    ]


def test_rows_are_not_blamed_for_inputs_that_the_table_failed_to_name():
    assert broken(("inputs: [phase, connections_peak]\n", "")) == [
        "table.yaml:1: table connection_pooler: 'inputs' is missing. "
        "Name the facts that its rows compare. [table-missing-key]"
    ]


def test_a_hyphenated_word_is_no_expression():
    (complaint,) = broken(("phase: foundation}}", "phase: not-yet}}"))
    assert "'not-yet' is no value of phase." in complaint


def test_the_subject_of_a_table_is_a_slot_of_its_sentences():
    rules = [("one", "{criticality: critical}", "a"), ("two", "{criticality: [important, deferrable]}", "b")]
    text = small(rules, inputs="[criticality]", extra="per: journey\n").replace("So.", "'{journey} is {criticality}.'")
    assert loaded(text).rows[0].because == "{journey} is {criticality}."
    assert "the slot {journey} names no fact" in broken(("{users} on", "{journey} on"))[0]
