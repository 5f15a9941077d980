"""What a load test sends and what it must see: the numbers of the capacity page, in the units that a program needs."""

from __future__ import annotations

from typing import Any

from archgen.artifacts.exported.telling import plain
from archgen.artifacts.loadtest.requests import requests
from archgen.artifacts.openapi import openapi
from archgen.blueprint import Blueprint, Journey
from archgen.interface import interface
from archgen.quantities import Quantity

Data = dict[str, Any]

# Each peak by the fact that holds its rates.
_PEAKS = {"test": "load_test_rate", "today": "rps_peak", "mean": "rps_mean"}


def plan(blueprint: Blueprint) -> Data:
    """The peaks, and every journey that an operation serves; why the others are not sent."""
    offered = interface(blueprint)
    asked = requests(openapi(blueprint), offered)
    sent = [journey for journey in blueprint.journeys if journey.id in asked and journey.per_day.base > 0]
    hold = plain(blueprint.design["load_test_lasts"].value_in("s"))
    return {
        "system": blueprint.slug,
        "peaks": {
            peak: {"hold_s": hold, "req_per_s": {one.id: _rate(blueprint, fact, one) for one in sent}}
            for peak, fact in _PEAKS.items()
        },
        "journeys": {journey.id: {"limits": limits(journey), "requests": asked[journey.id]} for journey in sent},
        "not_sent": dict(offered.elsewhere),
    }


def limits(journey: Journey) -> Data:
    """What a journey must keep: `percentile` % of its answers within the time, and its share of good requests."""
    assert journey.latency is not None  # only what the clock starts has none, and no operation serves that
    return {
        "latency_ms": plain(journey.latency.value_in("ms")),
        "percentile": plain(journey.percentile.value_in("%")),
        "good_percent": plain(journey.used.value_in("%")),
    }


def _rate(blueprint: Blueprint, fact: str, journey: Journey) -> int | float:
    rate: Quantity = blueprint.design[fact][journey.id]
    return plain(rate.value_in("req/s"))
