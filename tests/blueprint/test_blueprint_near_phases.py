"""Near a boundary between phases both sides are shown with what differs (X1)."""

import pytest

from make import a_blueprint


@pytest.mark.parametrize(
    ("users", "phases"),
    [("70k", []), ("90k", [("scaling", 100_000)]), ("110k", [("foundation", 99_999)]), ("130k", [])],
)
def test_the_other_side_of_a_near_boundary_is_resolved_where_it_begins(users, phases):
    found = a_blueprint(f"load.users.monthly={users}").near_phases
    assert [(horizon.title, horizon.design["users"].base) for horizon in found] == phases
    for horizon in found:
        assert horizon.design["phase"] == horizon.title
        assert "phase" in {shift.decision for shift in horizon.changed}
