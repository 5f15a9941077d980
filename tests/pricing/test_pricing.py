"""A team's own prices, the bundled snapshot behind them, and what infracost prints."""

from fractions import Fraction

import pytest

from archgen import library
from archgen.pricing import Price, read_own_prices, rows_of_infracost
from archgen.problems import Stop
from archgen.quantities import count, low_end, print_quantity

ROW = "{sku: vm, unit: unit*h, unit_price: 0.05, currency: EUR, region: fsn1, as_of: 2026-10-01, source: invoice}"


def the_book():
    return library.load().figures["prices"]


def read(text: str) -> tuple[Price, ...]:
    return read_own_prices(text, file="docs/backend/prices.yaml", bundled=the_book().bundled)


def refused(text: str) -> str:
    with pytest.raises(Stop) as stop:
        read(text)
    return "\n".join(str(problem) for problem in stop.value.problems)


def test_a_row_of_the_own_list_is_one_value_with_its_day_and_source():
    (price,) = read(f"- {ROW}")
    assert print_quantity(price.quantity()) == "0.05 EUR/unit/h"
    assert (price.kind, price.region, price.as_of, price.source) == ("vm", "fsn1", "2026-10-01", "invoice")


def test_a_bundled_sku_says_by_itself_what_it_pays_for():
    (price,) = read(f"prices:\n- {ROW.replace('sku: vm', 'sku: aws.s3.standard').replace('unit*h', 'GB*month')}")
    assert price.kind == "object-storage"


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (
            ("as_of: 2026-10-01, ", ""),
            "docs/backend/prices.yaml:1: the price 'vm' has no as_of. A price without its day cannot be judged later: "
            "write as_of: YYYY-MM-DD. [price-without-as-of]",
        ),
        (("2026-10-01", "last year"), "the price 'vm': as_of is 'last year', which is no day."),
        (("0.05", "-0.05"), "the price 'vm': unit_price is -0.05, which is negative. Write what is paid."),
        (("0.05", "cheap"), "the price 'vm': unit_price is 'cheap', which is no number."),
        (("EUR", "DEM"), "the price 'vm': currency is 'DEM'. Say one of EUR, USD, GBP, CHF. [price-bad-currency]"),
        (("unit*h", "fortnight"), "the price 'vm': 'fortnight' is no unit that archgen knows."),
        (("sku: vm", "sku: my-server"), "the price 'my-server': nobody knows what 'my-server' pays for."),
        (("region:", "regoin:"), "the price 'vm' has a key 'regoin'. Did you mean 'region'? [price-unknown-key]"),
    ],
)
def test_a_mistake_in_the_own_list_is_refused_with_what_to_do(change, said):
    assert said in refused(f"- {ROW.replace(*change)}")


def test_all_mistakes_are_told_at_once():
    told = refused(f"- {ROW.replace('EUR', 'DEM')}\n- {ROW.replace('as_of: 2026-10-01, ', '')}\n- 7")
    assert [line.rpartition("[")[2] for line in told.splitlines()] == [
        "price-bad-currency]",
        "price-without-as-of]",
        "price-no-row]",
    ]


def test_a_price_that_falls_with_the_volume_is_the_mean_of_its_steps():
    """CloudFront: 10,240 GB at 0.085, 40,960 at 0.08 and 48,800 at 0.06 USD are 7,075.20 USD for 100,000 GB."""
    volume = count(100_000, "GB/month")
    price = the_book().of("cdn", "aws", volume)
    assert low_end(price * volume).value_in("USD/month") == Fraction("7075.2") * Fraction("0.7")
    assert the_book().of("cdn", "aws", count(1000, "GB/month")).low == the_book().of("cdn", "aws").low


@pytest.mark.parametrize("cloud", ["aws", "gcp", "azure"])
def test_sending_more_is_never_cheaper_by_the_month_and_never_dearer_by_the_gigabyte(cloud):
    sizes = [count(10**power, "GB/month") for power in range(8)]
    prices = [the_book().of("cdn", cloud, size) for size in sizes]
    assert [price.low for price in prices] == sorted((price.low for price in prices), reverse=True)
    months = [(price * size).low for price, size in zip(prices, sizes, strict=True)]
    assert months == sorted(months)


def test_a_list_that_is_none_is_refused():
    assert "there is no list of prices" in refused("vm: 7")


def test_the_size_nearest_to_the_assumed_one_is_taken_of_the_cloud_that_was_named():
    book = the_book()
    assert [row.sku for row in book.rows("database-standby", "aws")] == ["aws.rds.m6g.xlarge.multi"]
    assert [row.sku for row in book.rows("database", "azure")] == ["azure.pg.gp.d4s_v3"]
    small, usual = (book.of("database", "azure", smallest=smallest) for smallest in (True, False))
    assert small.high < usual.low


def test_what_a_provider_sells_in_parts_is_put_together():
    price = the_book().of("database", "gcp")
    hour = 4 * Fraction("0.0413") + 16 * Fraction("0.007")
    assert (price.low, price.high) == (
        hour * Fraction(7, 10) / 3600,
        hour * Fraction(13, 10) / 3600,
    )


def test_without_a_named_cloud_the_range_spans_all_providers_and_on_premises_nothing_is_known():
    book = the_book()
    ends = [book.of("object-storage", cloud) for cloud in ("aws", "gcp", "azure")]
    span = book.of("object-storage", "none")
    assert (span.low, span.high) == (min(each.low for each in ends), max(each.high for each in ends))
    assert book.of("vm", "on-premises") is None


def an_infracost(**component):
    told = {
        "name": "Instance usage (Linux/UNIX, on-demand, t3.medium)",
        "unit": "hours",
        "price": "0.0416",
        **component,
    }
    resource = {"name": "aws_instance.api", "costComponents": [told]}
    return {
        "currency": "USD",
        "timeGenerated": "2026-11-01T10:00:00Z",
        "projects": [{"breakdown": {"resources": [resource]}}],
    }


def test_a_breakdown_of_infracost_becomes_rows_that_the_own_list_takes():
    rows, left = rows_of_infracost(an_infracost())
    assert left == ()
    assert rows[0]["prices"] == "vm"
    assert (rows[0]["unit"], rows[0]["unit_price"], rows[0]["as_of"]) == ("unit*h", "0.0416", "2026-11-01")


@pytest.mark.parametrize("component", [{"unit": "IOPS"}, {"price": "0"}, {"price": "NaN"}, {"price": None}])
def test_what_no_kind_is_known_for_is_told_and_left_out(component):
    rows, left = rows_of_infracost(an_infracost(**component))
    assert rows == ()
    assert left == ("aws_instance.api: Instance usage (Linux/UNIX, on-demand, t3.medium)",)
