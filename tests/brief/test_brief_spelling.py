"""How people write numbers: what is read, exactly, and what is refused by name."""

from __future__ import annotations

from contextlib import suppress
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archgen.brief.spelling import SpellingError, read_money, read_number, said

READ = [
    ("5k", "user", 5_000),
    ("1.2M", "user", 1_200_000),
    ("1.2 million", "user", 1_200_000),
    ("3bn", "user", 3_000_000_000),
    ("12,000", "user", 12_000),
    ("12 000", "user", 12_000),
    ("12_000", "user", 12_000),
    (12_000, "user", 12_000),
    ("~5k users", "user", 5_000),
    ("1.5 M MAU", "user", 1_500_000),
    ("120 KB", "byte", 120_000),
    ("120 KiB", "byte", 122_880),
    ("300 B", "byte", 300),
    ("5k", "byte", 5_000),
    ("99.95%", "%", Fraction(9995, 100)),
    ("99.95 %", "%", Fraction(9995, 100)),
    ("99.95 percent", "%", Fraction(9995, 100)),
    ("0.4 %", "%", Fraction(4, 10)),
    ("15 min", "min", 15),
    ("2h", "min", 120),
    ("1 h 30 min", "min", 90),
    ("2d12h", "h", 60),
    ("5 m", "s", 300),
    ("500 us", "ms", Fraction(1, 2)),
    ("7 years", "month", 84),
    ("2 weeks", "h", 336),
    ("8 h/day", "h/week", 56),
    ("3 req/s", "req/s", 3),
    ("3 rps", "req/s", 3),
    ("180 req/min", "req/s", 3),
    ("10k requests per day", "req/s", Fraction(10_000, 86_400)),
    ("15 %", "%/h", 15),
    ("15 %/h", "%/h", 15),
    ("15", "%/h", 15),
    ("120 requests per user and day", "req/user/day", 120),
    ("30 req/s", "req/s/unit", 30),
    ("2.5 GB", "byte/object", 2_500_000_000),
    ("1.5x", "x", Fraction(3, 2)),
    ("1,500 km", "km", 1_500),
    ("-5", "user", -5),
]


@pytest.mark.parametrize(("raw", "unit", "value"), READ)
def test_people_s_spelling_is_read_exactly(raw, unit, value):
    assert read_number(raw, unit) == value


@pytest.mark.parametrize(
    ("raw", "seconds"),
    [("1/30s", 30), ("1/30 s", 30), ("every 30 s", 30), ("2/min", 30), ("7/h", Fraction(3600, 7)), ("30 s", 30)],
)
def test_an_interval_may_be_told_as_a_rate(raw, seconds):
    assert read_number(raw, "s", interval=True) == seconds


@pytest.mark.parametrize("raw", ["500", "500 bytes", "500 byte/row", "0.5 KB"])
def test_a_name_that_says_per_what_need_not_be_repeated_in_the_value(raw):
    assert read_number(raw, "byte/row", named=True) == 500


@pytest.mark.parametrize(
    ("raw", "amount", "unit"),
    [
        ("EUR 600/month", 600, "EUR/month"),
        ("600 EUR/month", 600, "EUR/month"),
        ("€600 per month", 600, "EUR/month"),
        ("$1,200 a month", 1_200, "USD/month"),
        ("US$ 5k/month", 5_000, "USD/month"),
        ("CHF 12k a year", 1_000, "CHF/month"),
        ("EUR 10/h", 7_300, "EUR/month"),
    ],
)
def test_money_keeps_its_currency(raw, amount, unit):
    assert read_money(raw, "money/month") == (amount, unit)


REFUSED = [
    ("0.4", "%", "'0.4' may mean 40 % or 0.4 % Write the sign."),
    ("5m", "user", "'5m' is in m, and a value in users is expected Write M for millions."),
    ("12 parsecs", "user", "'parsecs' in '12 parsecs' is not a known unit Write 12 users."),
    ("12k req", "user", "'12k req' is in req, and a value in users is expected Write 12 users."),
    (
        "1,5",
        "x",
        "'1,5' is a range, or has a comma that parts no thousands Write one number, with a point for decimals.",
    ),
    (
        "5..10",
        "user",
        "'5..10' is a range, or has a comma that parts no thousands Write one number, with a point for decimals.",
    ),
    (
        "5-10",
        "user",
        "'5-10' is a range, or has a comma that parts no thousands Write one number, with a point for decimals.",
    ),
    ("many", "user", "'many' does not begin with a number Write one such as 12,000, 5k or 1.2M."),
    ("100 req", "req/s", "'100 req' does not say per what Write 100 req/s."),
    ("150 %", "x", "'150 %' is in %, and a plain factor is expected Write 1.5."),
    ("40 %", "h/week", "'40 %' is in %, and a value in h/week is expected Write 40 h/week."),
    ("9" * 100, "user", "'99999999999999999999...' is too long for a number Write one such as 12,000, 5k or 1.2M."),
    (True, "user", "a yes or no stands where a number is expected"),
    ([1], "user", "a list stands where a number is expected"),
    ("", "user", "'' does not begin with a number Write one such as 12,000, 5k or 1.2M."),
]


@pytest.mark.parametrize(("raw", "unit", "message"), REFUSED)
def test_what_cannot_be_read_is_refused_with_what_to_write(raw, unit, message):
    with pytest.raises(SpellingError) as refused:
        read_number(raw, unit)
    assert str(refused.value) == message


@pytest.mark.parametrize(
    ("raw", "message"),
    [
        ("600/month", "'600/month' names no currency Write EUR 600/month."),
        ("EUR 600", "'EUR 600' does not say per what Write EUR 600/month."),
        ("EUR much/month", "'much/month' does not begin with a number Write one such as 12,000, 5k or 1.2M."),
    ],
)
def test_money_without_currency_or_period_is_refused(raw, message):
    with pytest.raises(SpellingError) as refused:
        read_money(raw, "money/month")
    assert str(refused.value) == message


@given(st.integers(0, 10**12))
def test_a_whole_number_reads_the_same_in_every_spelling(number):
    spellings = (number, str(number), f"{number:,}", f"{number:_}", f"{number:,} users")
    assert {read_number(spelling, "user") for spelling in spellings} == {number}


@given(st.integers(0, 10**9), st.sampled_from([("k", 10**3), ("M", 10**6), (" million", 10**6), ("bn", 10**9)]))
def test_a_multiple_is_exact(number, multiple):
    text, size = multiple
    assert read_number(f"{number / 1000:.3f}{text}", "user") == Fraction(f"{number / 1000:.3f}") * size


@given(st.integers(1, 10**6), st.sampled_from(["ms", "s", "min", "h", "day", "week", "month", "year"]))
def test_a_time_in_another_unit_is_the_same_time(number, unit):
    seconds = read_number(f"{number} {unit}", "s")
    assert read_number(f"{said(seconds)} s", "s") == seconds
    assert read_number(f"{number} {unit}", unit) == number


@given(st.text(max_size=30), st.sampled_from(["user", "%", "s", "byte/row", "req/s"]))
def test_any_text_is_read_or_refused_and_never_crashes(text, unit):
    with suppress(SpellingError):
        assert isinstance(read_number(text, unit), Fraction)
