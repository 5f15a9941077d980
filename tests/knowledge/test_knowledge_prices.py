"""The bundled prices: dated, sourced, spread, in units that the ledger knows."""

from datetime import date
from fractions import Fraction

import pytest

from archgen.quantities import parse_unit


def test_every_price_is_a_range_of_thirty_per_cent_around_the_list_price(prices):
    assert prices["spread"] == "30 %"
    for row in prices["prices"]:
        ends = [Fraction(end) for end in row["list"].split("..")]
        assert Fraction(row["low"]) == ends[0] * Fraction(7, 10), row["sku"]
        assert Fraction(row["high"]) == ends[-1] * Fraction(13, 10), row["sku"]


def test_every_price_has_its_day_its_source_and_a_unit(prices, sources):
    for row in prices["prices"]:
        assert date.fromisoformat(row["as_of"]) <= date.fromisoformat(prices["generated"])
        assert row["source"] in sources
        assert parse_unit(row["unit"])
        assert row["per"] >= 1


def test_a_stock_keeping_unit_stands_there_once_and_belongs_to_its_provider(prices):
    skus = [row["sku"] for row in prices["prices"]]
    assert len(skus) == len(set(skus)) == 47
    assert all(row["sku"].startswith(row["provider"] + ".") for row in prices["prices"])


@pytest.mark.parametrize(("sku", "month"), [("aws.vm.t3.medium", "30.37"), ("aws.rds.pg.t3.large.single", "105.85")])
def test_an_hour_times_730_is_the_month_that_the_source_shows(prices, sku, month):
    row = next(row for row in prices["prices"] if row["sku"] == sku)
    assert round(Fraction(row["list"]) * 730, 2) == Fraction(month)
    assert month in row["found"]
