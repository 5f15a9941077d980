"""Roles that lie within another part: a search by the primary store has no units, and fails with it and not besides."""

import pytest

from make import WORKED, a_design

SEARCH = WORKED.replace(
    "journeys:\n",
    "journeys:\n- {id: find, wants: an agent finds a ticket, criticality: important, share: 20 %, steps: ["
    "{to: api, does: asks}, {to: primary-store, does: checks the right}, {to: search, does: finds, calls: 2}]}\n",
).replace("share: 90 %", "share: 70 %")
ENGINE = "decided: [{decision: search_store, choose: engine, because: we have one}]\n"


def test_a_search_within_the_primary_store_adds_its_calls_there_and_has_no_units():
    within, apart = a_design(text=SEARCH), a_design(text=SEARCH + ENGINE)
    assert (within["served_by"]["search"], apart["served_by"]["search"]) == ("primary-store", "search")
    assert within["units"]["search"].base == 0 < apart["units"]["search"].base
    calls = apart["tier_peak"]["search"].base
    assert calls > 0
    assert within["tier_peak"]["search"].base == 0
    assert within["tier_peak"]["primary-store"].base == apart["tier_peak"]["primary-store"].base + calls


def test_what_another_part_serves_fails_with_it_and_counts_once():
    within, apart = a_design(text=SEARCH), a_design(text=SEARCH + ENGINE)
    parts = within["role_availability"]
    assert within["availability_feasible"]["find"].base == parts["api"].base * parts["primary-store"].base
    assert (
        apart["availability_feasible"]["find"].base
        == parts["api"].base * parts["primary-store"].base * parts["search"].base
    )
    assert "search" not in within["weakest_parts"]["find"]
    assert "search" in apart["weakest_parts"]["find"]


@pytest.mark.parametrize(("topology", "part"), [("standby", "primary-store"), ("replicas", "read-replica")])
def test_a_replica_runs_beside_the_store_as_soon_as_there_is_one(topology, part):
    text = WORKED.replace("{to: primary-store, does: reads by assignee", "{to: read-replica, does: reads by assignee")
    chosen = f"decided: [{{decision: database_topology, choose: {topology}, because: reads}}]\n"
    assert a_design(text=text + chosen)["served_by"]["read-replica"] == part
