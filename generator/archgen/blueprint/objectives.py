"""What is promised of each journey as objectives: good requests, and those that are answered in time."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction
from functools import partial
from typing import Any

from archgen.blueprint.parts import Journey
from archgen.quantities import Quantity
from archgen.resolver import Design
from archgen.slo import Hours, Objective, Window, laid_out, reachable, windows_from
from archgen.slo.indicators import Kind, indicator, kinds_from

API = "api"
IN_HOURS = "page-in-hours"
PAGED = ("page", IN_HOURS)


def objectives(
    design: Design, journeys: Sequence[Journey], knowledge: Mapping[str, Any], *, slug: str, site: str, door: str
) -> tuple[Objective, ...]:
    """An availability objective for each journey with traffic, and one for latency where a time was stated.

    `site` is the address that the pages of the design stand under; "" where the site has no address yet. `door` is the
    part that a probe asks from outside.
    """
    days = int(design["slo_window"].value_in("day"))
    window = windows_from(knowledge["windows"])[days]
    kinds = kinds_from(knowledge["kinds"])
    made = (each for journey in journeys for each in _of(journey, design, window, kinds, slug, site, door))
    return tuple(made)


def _of(
    journey: Journey, design: Design, window: Window, kinds: Mapping[str, Kind], slug: str, site: str, door: str
) -> Iterator[Objective]:
    if journey.per_day.base <= 0:
        return
    make = partial(_objective, journey, design=design, window=window, slug=slug, site=site, door=door)
    yield make(kinds["availability"], target=journey.used.base)
    if journey.latency is not None:
        yield make(kinds["latency"], target=journey.percentile.base, bound=journey.latency)


def _objective(
    journey: Journey,
    kind: Kind,
    *,
    design: Design,
    window: Window,
    slug: str,
    site: str,
    door: str,
    target: Fraction,
    bound: Quantity | None = None,
) -> Objective:
    labels = {"job": f"{slug}-{journey.measured_at}", "journey": journey.id}
    seconds = bound.base if bound is not None else None
    critical = journey.criticality == "critical"
    return Objective(
        name=f"{journey.id}-{kind.id}",
        title=f"{journey.id}: {kind.title.lower()}",
        service=slug,
        journey=journey.id,
        indicator=indicator(kind, labels=labels, bound=seconds, buckets=_buckets(seconds)),
        target=target,
        window=window,
        mean_rps=design.get("rps_mean", journey.id).base,
        peak_rps=journey.peak.base,
        owner=slug,
        criticality=journey.criticality,
        user_harm=journey.wants,
        runbook_url=f"{site}{_answered(design, journey)}",
        minimum_errors=kind.minimum_errors,
        pages=design["alert_route"][journey.id] in PAGED,
        provisional=design["stage"] != "live",
        probe=reachable(job=f"{slug}-{door}-probe") if critical and journey.measured_at == API else None,
    )


def paged_within(design: Design) -> Hours | None:
    """When pages may wake somebody, where some do by day only; None where the clock does not matter."""
    by_day = IN_HOURS in design["alert_route"].values()
    hours, days = design["reachable_hours"].value_in("h/week"), int(design["reached_days"].value)
    return laid_out(hours, days) if by_day else None


def _answered(design: Design, journey: Journey) -> str:
    """The page for whoever is told: its runbook, or for a prototype, which wakes nobody, the objective itself."""
    return f"slo/#objective-{journey.id}" if design["depth"] == "prototype" else f"runbooks/objectives/#{journey.id}"


def _buckets(bound: Fraction | None) -> tuple[Fraction, ...]:
    """Bounds of a histogram around the target, which must itself be one of them."""
    if bound is None:
        return ()
    return tuple(sorted({bound / 4, bound / 2, bound, bound * 2, bound * 4}))
