"""Debt: whether it was measured, and whether the growth ahead makes it urgent."""

from __future__ import annotations

from archgen.facts.registry import fact


@fact("flag", per="debt")
def debt_measured(debt_metric):
    """Whether somebody says how it is measured."""
    return debt_metric is not None


@fact("flag")
def scale_step_ahead(users, growth_12m, phase_scaling_from, phase_complexity_from, phase_platform_from):
    """Whether the declared growth leads into the next phase within a year."""
    later = users * growth_12m
    steps = (phase_scaling_from, phase_complexity_from, phase_platform_from)
    return any(users < step and not later < step for step in steps)
