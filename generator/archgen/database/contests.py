"""What two may want at once: the version by which a second writer finds that somebody was first."""

from __future__ import annotations

import re
from collections.abc import Mapping

from archgen.blueprint import Blueprint, Journey
from archgen.database.drafts import Draft


def contests(blueprint: Blueprint, drafts: Mapping[str, Draft]) -> None:
    """A version in the table that each contested journey is about, where a check of versions was decided."""
    decided = {decision.subject: decision.outcome for decision in blueprint.decisions if decision.id == "contention"}
    for journey in blueprint.journeys:
        wanted = _wanted(journey, drafts)
        if decided.get(journey.id) == "version-check" and wanted:
            ground = f"decision contention-{journey.id}: the change names the version that was read"
            drafts[wanted].add("version", "integer", ground, required=True, default="one")


def _wanted(journey: Journey, drafts: Mapping[str, Draft]) -> str:
    """The record that two may want: the one that people named, else the first that the journey touches."""
    says = journey.contested.raw.lower() if journey.contested else ""
    touched = [entity for entity in journey.entities if entity in drafts]
    named = (entity for entity in touched if re.search(rf"\b{re.escape(entity.replace('-', ' '))}\b", says))
    return next(named, touched[0] if touched else "")
