"""The bill: a verdict only where it can be given, ranges that stay ranges, and what is left out said by name."""

from fractions import Fraction

import pytest
from facts_designs import FULL, resolved
from msgspec.structs import replace

from archgen import library
from archgen.pricing import Price
from archgen.quantities import high_end, low_end, print_quantity
from make import a_brief, a_design, an_example

HELP_DESK = an_example("help-desk")
BUDGET = "budget: EUR 900/month"


def bill(text: str = HELP_DESK, own: tuple[Price, ...] = ()):
    assert text
    return replace(library.load(), own_prices=own).resolve(a_brief(text=text))


def a_price(kind: str, amount: str, unit: str, currency: str = "EUR") -> Price:
    value = Fraction(amount)
    return Price(kind, kind, "own", kind, unit, currency, value, value, "", "2026-10-01", "invoice")


@pytest.mark.parametrize(
    ("change", "verdict"),
    [
        ((BUDGET, "budget: EUR 900/month"), "exceeds"),
        ((BUDGET, "budget: EUR 1200/month"), "open"),
        ((BUDGET, "budget: EUR 5000/month"), "fits"),
        ((f"  {BUDGET}\n", ""), "none"),
        (("  exchange_rate: 1.08\n", ""), "incomparable"),
        ((f"{BUDGET}\n  exchange_rate: 1.08", "budget: EUR 50/month"), "exceeds"),
        ((f"{BUDGET}\n  exchange_rate: 1.08", "budget: GBP 50/month"), "incomparable"),
        ((BUDGET, "budget: USD 900/month"), "exceeds"),
    ],
)
def test_the_verdict_keeps_to_ranges_and_to_one_currency(change, verdict):
    assert change[0] in HELP_DESK
    assert bill(HELP_DESK.replace(*change))["budget_verdict"] == verdict


def test_without_a_rate_the_bill_is_in_the_currency_of_the_prices_and_says_what_it_cannot_add():
    design = bill(HELP_DESK.replace("  exchange_rate: 1.08\n", ""))
    assert design["bill_currency"] == "USD"
    assert design["cost_dependencies"] is None
    assert "dependencies" in design["cost_unpriced"]
    assert print_quantity(design["cost_compute"]) == "85 to 158 USD/month"


def test_the_lines_of_the_bill_add_up_at_both_ends():
    design = resolved("full")
    lines = [amount for amount in design["cost_lines"].values() if amount is not None]
    assert design["cost_least"] == low_end(design["cost_bill"])
    assert sum(low_end(amount).base for amount in lines) == design["cost_least"].base
    assert sum(high_end(amount).base for amount in lines) == design["cost_most"].base


def test_the_two_drivers_are_the_two_dearest_lines():
    design = resolved("full")
    known = {name: high_end(amount).base for name, amount in design["cost_lines"].items() if amount is not None}
    assert list(design["cost_drivers"]) == sorted(known, key=known.__getitem__, reverse=True)[:2]


def test_an_own_price_replaces_the_range_of_its_line_and_leaves_the_others():
    before, after = bill(), bill(own=(a_price("vm", "0.02", "unit*h"),))
    assert print_quantity(after["cost_compute"]) == "58 EUR/month"
    assert after["cost_database"] == before["cost_database"]


def test_without_any_price_there_is_no_bill_and_no_verdict():
    text = HELP_DESK.replace("cloud: aws", "cloud: on-premises").replace("  cost: EUR 90/month\n", "")
    text = text.replace("cost: EUR 90/month", "")
    design = bill(text)
    assert design["cost_compute"] is None
    assert "compute" in design["cost_unpriced"]
    assert design["budget_verdict"] in ("open", "incomparable")


def test_hours_of_people_stand_beside_the_bill():
    design = resolved("full")
    assert print_quantity(design["cost_people"]) == "1,920 EUR/month"  # 24 h at EUR 80
    assert "people" not in design["cost_lines"]


def test_a_unit_of_the_product_is_the_bill_over_how_many_there_are():
    design = resolved("full")
    assert design["cost_per_device"].low == design["cost_bill"].low / design["senders"].base
    assert design["cost_per_user"].high == design["cost_bill"].high / design["users"].base
    assert design["cost_per_order"].unit.text == "EUR/order"


def test_a_store_whose_one_writer_carries_more_than_a_unit_costs_as_many_sizes():
    design = resolved("full")
    assert print_quantity(design["store_size"]) == "4x"
    assert "store_nodes: 3" not in FULL
    pair, node = design["price_database_pair"], design["price_database"]
    assert design["cost_database"].low == 4 * (pair.low + node.low * (design["store_nodes"].base - 2))


def test_a_queue_that_the_team_runs_is_named_as_left_out_and_one_in_the_primary_store_costs_nothing():
    assert "queue" not in bill()["cost_unpriced"]
    told = ("decided[broker].choose=own-queue", "decided[broker].because=we know it", "constraints.cloud=aws")
    assert "queue" in a_design(*told, text=HELP_DESK)["cost_unpriced"]
    log = ("decided[broker].choose=managed-log", "decided[broker].because=we know it", "constraints.cloud=aws")
    assert "event-log" in a_design(*log, text=HELP_DESK)["cost_unpriced"]


def test_a_warm_second_region_is_half_of_what_runs_in_the_first():
    one, two = bill(), bill(an_example("scooters"))
    assert "second_region" not in one["cost_lines"]
    running = [two[f"cost_{name}"] for name in ("compute", "database", "database_storage", "cache", "balancer")]
    assert two["cost_lines"]["second_region"].high == sum(amount.high for amount in running) / 2


def test_reading_copies_are_as_large_as_the_writer_and_are_paid():
    design = bill(an_example("scooters"))
    asked = -(-design["units"]["read-replica"].base // design["store_size"].base)
    assert design["store_copies"].base == asked
    assert design["store_nodes"].base == design["store_pair"].base + asked


@pytest.mark.parametrize(
    ("cloud", "bill_of_calls"), [("aws", "13 to 23"), ("gcp", "1.14 to 2.12"), ("azure", "25 to 47")]
)
def test_a_queue_of_the_cloud_is_paid_by_the_call(cloud, bill_of_calls):
    chosen = "decided: [{decision: broker, choose: managed-queue, because: two teams read it}]\n"
    text = FULL.replace("cloud: aws", f"cloud: {cloud}")
    bought, own = bill(text + chosen), bill(text)
    assert print_quantity(bought["cost_lines"]["queue"]) == f"{bill_of_calls} EUR/month"
    assert "queue" not in bought["cost_unpriced"]
    assert "queue" not in own["cost_lines"]


def test_what_a_log_service_would_take_is_told_beside_the_bill_and_not_added_to_it():
    design = bill()
    taken = design["cost_log_service"]
    assert low_end(taken).base == design["logs_written"].base * low_end(design["price_log_intake"]).base
    assert "log_service" not in design["cost_lines"]


def test_no_log_service_of_a_cloud_is_priced_on_machines_of_ones_own():
    assert bill(HELP_DESK.replace("cloud: aws", "cloud: on-premises"))["cost_log_service"] is None


def test_a_bill_of_nothing_but_unknown_prices_is_no_bill_of_nought():
    own = bill(HELP_DESK.replace("cloud: aws", "cloud: on-premises").replace("  cost: EUR 90/month\n", ""))
    assert own["cost_bill"] is None
    assert own["budget_verdict"] == "incomparable"


def test_what_is_known_of_a_bill_with_gaps_is_told_as_the_least():
    own = bill(HELP_DESK.replace("cloud: aws", "cloud: on-premises"))
    assert own["bill_partial"]
    assert print_quantity(own["cost_bill"]) == "90 EUR/month"


PEAKED = HELP_DESK.replace("factor: 1.6", "factor: 40")


def test_instances_that_only_a_named_peak_wants_are_paid_for_its_hours():
    peaked = bill(PEAKED)
    assert peaked["units"]["api"].value > peaked["units_ordinary"]["api"].value
    assert high_end(peaked["cost_compute"]) < low_end(peaked["cost_compute_standing"])
    assert peaked["units_ordinary"]["api"].value == bill(HELP_DESK)["units_ordinary"]["api"].value


def test_a_peak_that_never_ends_is_paid_all_month():
    lasting = bill(PEAKED.replace("lasts: 3 h", "lasts: 1 month"))
    assert lasting["peak_time"].base == 1
    assert lasting["cost_compute"] == lasting["cost_compute_standing"]


def test_machines_of_ones_own_are_there_all_month():
    own = bill(PEAKED.replace("cloud: aws", "cloud: on-premises"), (a_price("vm", "0.1", "unit/h"),))
    assert own["cost_compute"] == own["cost_compute_standing"]


def test_without_a_named_peak_an_ordinary_day_takes_all_units():
    design = a_design()
    assert {role: units.value for role, units in design["units_ordinary"].items() if role == "api"} == {
        "api": design["units"]["api"].value
    }
