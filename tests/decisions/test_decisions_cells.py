"""A cell reads numbers exactly as they are written, and only values that the fact has."""

from __future__ import annotations

from fractions import Fraction

import pytest
from decisions_make import SOURCES, loaded, small
from msgspec.structs import replace

from archgen.decisions import AnyOf, Spans, decide, load_table
from archgen.yamltext import parse


def cell(text, fact="engineers"):
    """The cell that `text` spells for a fact, in a table with a second row for good measure."""
    table = loaded(small([("one", f"{{{fact}: {text}}}", "a"), ("two", "{}", "b")], inputs=f"[{fact}]", hit="first"))
    return table.rows[0].when[fact]


@pytest.mark.parametrize(
    ("text", "spans"),
    [
        ("7", ((7, 7),)),
        ("9..15", ((9, 15),)),
        ("16..", ((16, 1000),)),
        ("..8", ((1, 8),)),
        ("[1..3, 7, 16..]", ((1, 3), (7, 7), (16, 1000))),
        ("[1..5, 4..8, 9]", ((1, 9),)),
        ("' 9 .. 15 '", ((9, 15),)),
        ("1k", ((1000, 1000),)),
        ("0.5k..1_000", ((500, 1000),)),
    ],
)
def test_numbers_and_ranges(text, spans):
    assert cell(text).spans == spans


@pytest.mark.parametrize(
    ("text", "spans"),
    [
        ("99.95", ((99950, 99950),)),
        ("99.9..99.949", ((99900, 99949),)),
        ("..99.5", ((0, 99500),)),
        ("0.001", ((1, 1),)),
        ("100", ((100_000, 100_000),)),
    ],
)
def test_decimals_are_whole_steps(text, spans):
    assert cell(text, "availability").spans == spans


def test_a_float_is_read_as_it_prints_and_not_as_it_is_stored():
    rules = [("one", "{availability: 99.95}", "a"), ("two", "{}", "b")]
    table = loaded(small(rules, inputs="[availability]", hit="first"))
    assert decide(table, {"availability": Fraction("99.95")}).row.id == "one"
    data = parse(small(rules, inputs="[availability]", hit="first"), file="t").data
    data["rules"][0]["when"], data["rules"][1]["when"] = {"availability": 0.00001}, {"availability": 99.95}
    fine = replace(table.inputs[0], step=Fraction(1, 100_000))
    floats = load_table(data, file="t.json", vocabulary={"availability": fine}, sources=SOURCES, slots=[])
    assert [row.when["availability"].spans for row in floats.rows] == [((1, 1),), ((9_995_000, 9_995_000),)]


def test_values_and_flags():
    assert cell("scaling", "phase") == AnyOf("scaling", ("scaling",))
    assert cell("[scaling, platform]", "phase").text == "scaling, platform"
    assert cell("true", "split_reason") == AnyOf("true", (True,))
    assert cell("[true, false]", "split_reason").values == (True, False)


def test_a_cell_keeps_the_spelling_of_its_file():
    assert cell("[1..3, 0.5k..]").text == "1..3, 0.5k.."


def test_one_cell_lies_within_another_if_the_other_takes_all_of_it():
    assert Spans("", ((9, 15),)).within(Spans("", ((1, 3), (8, 20))))
    assert not Spans("", ((9, 15), (30, 31))).within(Spans("", ((8, 20),)))
    assert AnyOf("", ("a",)).within(AnyOf("", ("a", "b")))
    assert not AnyOf("", ("a", "c")).within(AnyOf("", ("a", "b")))
