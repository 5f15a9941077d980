"""Burn-rate arithmetic, kinds of indicator and windows, exact and pure. It knows no document and no disk."""

from archgen.slo.budget import (
    budget_events,
    budget_minutes,
    events_for,
    lowest_target,
    threshold,
    traffic_for_budget,
)
from archgen.slo.detection import Row, detection, detection_table, reset
from archgen.slo.feasibility import Reach, Reason, feasible, parallel, serial
from archgen.slo.hours import Hours, laid_out
from archgen.slo.objective import Objective, Probe, Words, camel, reachable, typed
from archgen.slo.refusals import bucket_refusal, percent, refusals, retention_refusal, target_refusals
from archgen.slo.simulation import Failure, Firing, Point, Simulation, simulate
from archgen.slo.windows import Tier, Window, read_minutes, spell_minutes, windows_from

__all__ = [
    "Failure",
    "Firing",
    "Hours",
    "Objective",
    "Point",
    "Probe",
    "Reach",
    "Reason",
    "Row",
    "Simulation",
    "Tier",
    "Window",
    "Words",
    "bucket_refusal",
    "budget_events",
    "budget_minutes",
    "camel",
    "detection",
    "detection_table",
    "events_for",
    "feasible",
    "laid_out",
    "lowest_target",
    "parallel",
    "percent",
    "reachable",
    "read_minutes",
    "refusals",
    "reset",
    "retention_refusal",
    "serial",
    "simulate",
    "spell_minutes",
    "target_refusals",
    "threshold",
    "traffic_for_budget",
    "typed",
    "windows_from",
]
