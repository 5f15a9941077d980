"""Debt: whether it was measured."""

from __future__ import annotations

from archgen.facts.registry import fact


@fact("flag", per="debt")
def debt_measured(debt_metric):
    """Whether somebody says how it is measured."""
    return debt_metric is not None
