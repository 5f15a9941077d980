"""Phases: near a boundary both are shown, and a year of growth may lead into the next."""

import pytest

from make import a_design


@pytest.mark.parametrize(
    ("users", "phase", "near"),
    [
        ("79999", "foundation", ()),
        ("80001", "foundation", ("scaling",)),
        ("100000", "scaling", ("foundation",)),
        ("119999", "scaling", ("foundation",)),
        ("120001", "scaling", ()),
        ("9000000", "complexity", ("platform",)),
    ],
)
def test_within_a_fifth_of_a_boundary_the_other_phase_is_near(users, phase, near):
    design = a_design(f"load.users.monthly={users}")
    assert (design["phase"], design["near_phases"]) == (phase, near)


def test_growth_leads_into_the_next_phase_or_not():
    assert not a_design()["scale_step_ahead"]
    assert a_design("load.users.monthly=70k")["scale_step_ahead"]
