"""PromQL from parts: quoting and exact numbers."""

from __future__ import annotations

import json
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st
from slo_examples import indicator_of

from archgen.slo.indicators import Timed
from archgen.slo.promql import Matcher, Selector, decimal, number, quote, select


def test_a_selector_prints_its_matchers_quoted():
    selector = select("http_requests_total", job='a"b\\c').having(Matcher("code", "5..", "=~", example="503"))
    assert str(selector) == 'http_requests_total{job="a\\"b\\\\c",code=~"5.."}'
    assert selector.sample() == 'http_requests_total{job="a\\"b\\\\c",code="503"}'
    assert str(Selector("up")) == "up"


@given(st.text())
def test_any_label_value_comes_back_from_its_quotes(text):
    assert json.loads(quote(text)) == text
    assert "\n" not in quote(text)


@pytest.mark.parametrize(
    ("value", "text"),
    [("1/1000", "0.001"), ("14.4", "14.4"), ("3", "3"), ("-1/8", "-0.125"), ("0", "0"), ("100", "100")],
)
def test_numbers_are_exact_decimals(value, text):
    assert number(Fraction(value)) == text


def test_a_number_without_end_is_cut_at_twelve_digits():
    assert decimal(Fraction(1, 3)) is None
    assert number(Fraction(1, 3)) == "0.333333333333"


@given(st.fractions(), st.integers(0, 12))
def test_decimals_say_what_they_stand_for(value, places):
    rounded = round(value, places)
    assert Fraction(decimal(rounded)) == rounded


@pytest.mark.parametrize(
    ("bound", "label"), [("0.3", 'le="0.3"'), ("1", 'le=~"1|1\\\\.0"'), ("10", 'le=~"10|10\\\\.0"')]
)
def test_a_whole_bound_matches_both_spellings_of_its_bucket(bound, label):
    timed = Timed(select("h", job="api"), Fraction(bound), (Fraction(bound),))
    assert str(timed.bucket) == f'h_bucket{{job="api",{label}}}'


def test_latency_leaves_failed_answers_out_of_both_sides():
    timed = indicator_of("latency")
    assert timed.valid("1h") == (
        'sum(increase(http_request_duration_seconds_count{job="parley-api",journey="send-reply",code!~"5.."}[1h]))'
    )
    assert 'code!~"5..",le="0.3"' in timed.bad("1h")


def test_an_error_series_that_was_never_seen_counts_nought():
    assert (
        indicator_of("availability")
        .bad("5m")
        .endswith('or 0 * sum(increase(http_requests_total{job="parley-api",journey="send-reply"}[5m]))')
    )
