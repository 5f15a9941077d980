"""Journeys as the blueprint sees them: the brief's answers with the numbers that were resolved for each."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from archgen.blueprint.parts import Journey, Step
from archgen.brief import CRITICALITIES
from archgen.resolver import Design
from archgen.texts import Text

API = "api"


def journeys(design: Design, tiers: Collection[str]) -> tuple[Journey, ...]:
    """All journeys, the most critical first, in the order of the brief within a rank; `tiers` run code of the team."""
    made = (_journey(journey, design, tiers) for journey in design["subjects.journey"])
    return tuple(sorted(made, key=lambda journey: CRITICALITIES.index(journey.criticality)))


def _journey(journey: str, design: Design, tiers: Collection[str]) -> Journey:
    def of(fact: str) -> Any:
        return design.get(fact, journey)

    way = design["paths"].of(journey).steps
    return Journey(
        id=journey,
        wants=of("journey_wants") or Text(journey.replace("-", " ")),
        by=of("journey_by"),
        criticality=of("journey_criticality"),
        writes=of("journey_kind") == "write",
        share=of("journey_share"),
        peak=of("rps_peak"),
        per_day=of("journey_requests_per_day"),
        wanted=of("journey_availability_wanted"),
        feasible=of("availability_feasible"),
        used=of("availability_used"),
        budget_time=of("budget_time"),
        budget_requests=of("budget_requests"),
        latency=of("journey_latency_target"),
        percentile=of("journey_latency_percentile"),
        contested=of("journey_contested"),
        entities=of("journey_entities") or (),
        steps=tuple(Step(step.source, step.role, step.does, step.hard, step.calls) for step in way),
        measured_at=next((step.role for step in way if step.role in tiers), API),
    )
