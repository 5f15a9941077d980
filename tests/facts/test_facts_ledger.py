"""The ledger: each formula recomputed from its text, nothing in it for nothing, and ten numbers worked out by hand."""

from fractions import Fraction

import pytest
from facts_designs import DESIGNS, pages_of, resolved, text_of
from facts_evaluator import evaluated

from archgen.facts import declared
from archgen.library import load
from archgen.quantities import formula, named_operands, print_quantity
from make import a_blueprint


def ends(ledger):
    return {name: (quantity.low, quantity.high) for name, quantity in ledger.items()}


@pytest.mark.parametrize("name", DESIGNS)
def test_a_second_reader_of_the_formulas_finds_every_number_of_the_ledger(name):
    ledger = resolved(name).ledger
    worked_out = {key: quantity for key, quantity in ledger.items() if formula(quantity)}
    assert len(worked_out) > 150
    for key, quantity in worked_out.items():
        assert_close(evaluated(formula(quantity), ends(ledger)), (quantity.low, quantity.high), key)


@pytest.mark.parametrize("name", DESIGNS)
def test_the_numbers_of_later_months_and_of_the_next_phase_are_recomputed_too(name):
    blueprint = a_blueprint(text=text_of(name))
    later = [horizon.design for horizon in blueprint.later]
    assert any(key.endswith("@next-phase") for design in later for key in design.ledger)
    for design in later:
        known = ends(blueprint.design.ledger) | ends(design.ledger)
        for quantity in design.ledger.values():
            known.update((below.id, (below.low, below.high)) for below in named_operands(quantity))
        for key, quantity in design.ledger.items():
            if "@" in key and formula(quantity):
                assert_close(evaluated(formula(quantity), known), (quantity.low, quantity.high), key)


def assert_close(found, wanted, name):
    for one, other in zip(found, wanted, strict=True):
        assert abs(one - other) <= abs(other) * Fraction(1, 10**6), f"{name}: {float(one)} is not {float(other)}"


@pytest.mark.parametrize(
    ("quantity", "printed"),
    [
        ("requests_per_day", "576,000 req/day"),  # 12,000 x 40 % x 120
        ("load_peak", "48 req/s"),  # 576,000 x 15 % / 3,600 s x 2
        ("rps_total", "76.8 req/s"),  # x 1.6 on Mondays
        ("tier_peak[primary-store]", "169.7 req/s"),  # 76.8 x (10 % x 3 + 60 % x 2 + 12 % x 4 + 13 % x 1 + 5 % x 2)
        ("units[api]", "5 units"),  # 76.8 / (30 x 70 %) is 3.66, so 4 and one to spare
        ("connections_peak", "90 connections"),  # (5 + 1) x 15
        ("in_flight[api]", "7.68 req"),  # 76.8 x 0.1 s
        ("answers_sent", "350.4 GB/month"),  # 576,000 x 20 KB x 730 h / 24 h
        ("object_sent[attachment]", "154 GB/month"),  # 220,000 x 2 x 350 KB
        ("entity_rows_12m[reply]", "21,000,000 rows"),  # 1.4 M x 12 x (1 + 1.5) / 2
        ("entity_bytes_12m[reply]", "71.4 GB"),  # 21 M x (2,400 + 28) x 140 %
        ("restore_time", "47.8 min"),  # 79.6 GB at 100 GB/h
        ("canary_sample[work-queue]", "23,510 req"),  # 0.1 % against 0.2 %, 95 % and 80 %
        ("dependency_drain[mail]", "1.8 min"),  # 7.68 x 21.6 min / (100 - 7.68)
        ("cost_compute", "79 to 146 EUR/month"),  # 4 and 1 for 3 h of 730, x 0.0416 x 730 h / 1.08, 30 % either side
        ("cost_database", "333 to 619 EUR/month"),  # 0.704 x 730 h / 1.08, 30 % either side
    ],
)
def test_a_number_of_the_help_desk_is_the_one_that_one_works_out_by_hand(quantity, printed):
    assert print_quantity(resolved("help-desk").ledger[quantity]) == printed


def test_every_number_of_the_ledger_page_is_printed_or_feeds_one_that_is():
    pages, printed, _ = pages_of("full")
    ledger = resolved("full").ledger
    fed = ledger.under(entry.quantity for entry in printed)
    listed = {line.split("`")[1] for line in pages["ledger"].splitlines() if line.startswith("| <a")}
    assert listed == set(fed)


def test_every_fact_about_numbers_has_a_page_or_a_reader():
    _, printed, _ = pages_of("full")
    fed = resolved("full").ledger.under(entry.quantity for entry in printed)
    named = {name.partition("[")[0] for name in fed}
    read = {name for fact in declared() for name in fact.inputs}
    read |= {name for row in load().failures.rows.values() for name in row.thresholds.values()}
    mine = {"bandwidth", "caching", "concurrency", "cost", "dependencies", "disks", "distance", "prices", "queues"}
    lonely = [
        fact.name
        for fact in declared()
        if fact.topic in mine and fact.name not in named and fact.name not in read and fact.kind in ("number",)
    ]
    assert lonely == []
