"""Phases: which one is near enough to be shown beside today's, and whether a year of growth leads into the next."""

from __future__ import annotations

from archgen.facts.registry import fact


@fact("names")
def near_phases(users, phase_margin, phase_scaling_from, phase_complexity_from, phase_platform_from):
    """The phases just beyond a boundary that the users are close to; both are worth a look there (X1)."""
    bounds = (phase_scaling_from, phase_complexity_from, phase_platform_from)
    beyond = zip(_PHASES, bounds, _PHASES[1:], strict=False)
    return tuple(
        below if not users < bound else above
        for below, bound, above in beyond
        if bound * (1 - phase_margin) < users < bound * (1 + phase_margin)
    )


@fact("flag")
def scale_step_ahead(users, growth_12m, phase_scaling_from, phase_complexity_from, phase_platform_from):
    """Whether the declared growth leads into the next phase within a year."""
    later = users * growth_12m
    steps = (phase_scaling_from, phase_complexity_from, phase_platform_from)
    return any(users < step and not later < step for step in steps)


_PHASES = ("foundation", "scaling", "complexity", "platform")
