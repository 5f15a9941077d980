"""Calls to others: timeouts that nest, attempts that fit, breakers by how often one calls."""

from archgen.quantities import print_quantity
from make import a_design

TEXT = """\
system: {name: Parley}
load: {users: {monthly: 12k}}
journeys:
- {id: pay, criticality: critical, share: 10 %, latency: {target: 1000 ms},
   steps: [{to: api}, {to: bank, calls: 2}, {to: mail, needs: soft}]}
- {id: remind, share: 5 %, answer: later, steps: [{to: worker}, {to: letters}]}
- {id: browse, share: 85 %, latency: {target: 200 ms}, steps: [{to: api}, {to: rates, needs: soft}]}
dependencies:
- {id: bank, latency: 300 ms}
- {id: mail, latency: 1200 ms}
- {id: letters, latency: 2 s}
- {id: rates, latency: 80 ms, rate_limit: 50 req/s}
- {id: unused}
"""


def of(name):
    return a_design(text=TEXT)[name]


def printed(name):
    return {dependency: print_quantity(value) for dependency, value in of(name).items()}


def test_a_dependency_is_hard_where_a_journey_fails_without_it():
    assert dict(of("dependency_kind")) == {
        "bank": "hard",
        "mail": "soft",
        "letters": "hard",
        "rates": "soft",
        "unused": "soft",
    }


def test_as_many_attempts_are_made_as_fit_into_what_the_caller_has_left():
    assert printed("dependency_attempts") == {
        "bank": "3 calls",
        "mail": "3 calls",
        "letters": "3 calls",
        "rates": "2 calls",
        "unused": "3 calls",
    }
    design = a_design(text=TEXT)
    for dependency in ("bank", "rates"):
        tried = design["dependency_attempts"][dependency].value * design["dependency_timeout"][dependency].base
        assert tried <= design["dependency_budget"][dependency].base


def test_who_answers_later_than_the_journey_must_is_called_after_the_answer():
    assert of("slow_dependencies") == ("mail",)
    assert of("dependency_budget")["letters"] is None
    assert not of("dependency_waited")["letters"]
    assert "hand-over" in of("resilience")["mail"]
    assert "hand-over" not in of("resilience")["bank"]


def test_open_calls_are_arrivals_times_the_time_that_one_is_held():
    design = a_design(text=TEXT)
    held = design["dependency_peak"]["bank"].base * design["dependency_timeout"]["bank"].base
    assert held <= design["dependency_in_flight"]["bank"].value < held + 1


def test_a_breaker_counts_a_rate_only_where_calls_come_often_enough():
    assert "rate-breaker" in of("resilience")["rates"]
    assert "count-breaker" in of("resilience")["letters"]


def test_calls_are_spread_where_the_peak_comes_near_what_the_other_side_takes():
    assert "throttle" in of("resilience")["rates"]
    assert "throttle" not in of("resilience")["bank"]


def test_of_a_dependency_that_no_journey_calls_only_what_is_always_owed_is_said():
    assert of("resilience")["unused"] == ("timeout", "contract-check")
