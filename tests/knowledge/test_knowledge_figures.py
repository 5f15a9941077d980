"""Constants: units that parse, sources that resolve, and values that can be computed again."""

import math
import re

import pytest

from archgen.quantities import parse_quantity, parse_unit


def test_the_value_of_every_figure_parses_and_its_low_end_is_not_above_the_high_one(figures):
    for name, figure in figures.items():
        low, high, unit = parse_quantity(figure["value"])
        assert low <= high, name
        assert parse_unit(unit), name


def test_a_figure_is_named_as_a_fact_is_and_says_what_it_is_without_digits(figures):
    for name, figure in figures.items():
        assert re.fullmatch(r"[a-z][a-z0-9_]*", name)
        assert figure["says"], name
        assert not re.search(r"\b\d", figure["says"]), name


def test_the_source_of_every_figure_resolves(figures, known):
    assert {figure["source"] for figure in figures.values()} <= known


def test_a_published_benchmark_names_the_share_to_plan_with(figures):
    published = [figure for figure in figures.values() if figure["says"].startswith("published")]
    assert len(published) > 15
    assert all(figure["safety"] == "benchmark_safety" for figure in published)


@pytest.mark.parametrize(
    ("name", "value", "source"),
    [
        ("headroom", "70 %", "quality.resource-efficiency"),
        ("alert_share", "80 %", "ext.alert.connections"),
        ("max_connections", "100 connections", "ext.pg.max_connections.default"),
    ],
)
def test_the_figures_of_the_smallest_example_are_there(figures, name, value, source):
    assert (figures[name]["value"], figures[name]["source"]) == (value, source)


def test_a_row_costs_its_header_and_its_pointer(figures):
    header, pointer, both = (
        parse_quantity(figures[name]["value"])[0] for name in ("row_header", "row_pointer", "row_overhead")
    )
    assert header + pointer == both == 28


def test_a_round_trip_in_fibre_costs_a_millisecond_in_a_hundred_kilometres(figures):
    low, _, unit = parse_quantity(figures["fibre_round_trip"]["value"])
    assert unit == "ms/km"
    assert low * 100 == 1


def test_the_requests_that_a_canary_needs_follow_from_its_confidence_and_power(figures):
    stable, canary = 0.001, 0.002
    mean = (stable + canary) / 2
    spread = 1.959964 * math.sqrt(2 * mean * (1 - mean))
    spread += 0.841621 * math.sqrt(stable * (1 - stable) + canary * (1 - canary))
    needed = (spread / (canary - stable)) ** 2
    assert parse_quantity(figures["canary_requests"]["value"])[0] == round(needed, -2)


def test_a_standby_doubles_the_price_of_a_database(figures):
    assert parse_quantity(figures["standby_price_factor"]["value"])[0] == 2
