"""Failure rows in designs: all of them bind somewhere, and whatever is bound is whole and grammatical."""

from __future__ import annotations

import re

import pytest
from failures_made import NEWS, bound, designs, everywhere, typical

from archgen import library
from archgen.blueprint.failure_rows import ASKED
from archgen.blueprint.failures import named_journeys, spelled
from archgen.documents import plain
from make import a_brief

BOUND = {(name, failure.id): failure for name, found in everywhere().items() for failure in found}


def test_there_are_rows_enough():
    assert len(library.load().failures.rows) >= 60


def test_every_row_binds_in_some_example_or_archetype():
    found = {failure.row for failure in BOUND.values()}
    assert sorted(set(library.load().failures.rows) - found) == []


def test_every_way_to_fail_that_an_archetype_names_has_its_row():
    known = library.load()
    for name, archetype in known.archetypes.items():
        for special in archetype["failures"]:
            row = known.failures.rows[special["id"]]
            assert special["role"] in row.roles, (name, special["id"])
            assert not row.archetypes or name in row.archetypes, (name, special["id"])


def test_rows_of_an_archetype_bind_nowhere_else():
    assert "booked-twice" in {failure.row for failure in bound(typical("booking"))}
    assert "booked-twice" not in {failure.row for failure in bound(typical("messaging"))}


def test_every_component_alert_but_those_of_monitoring_itself_belongs_to_a_row():
    known = library.load().failures
    claimed = {name for row in known.rows.values() for name in row.alerts}
    own = {alert.id for alert in known.alerts.values() if "prometheus" in alert.on}
    written = {
        "http-absent", "node-inodes", "node-load", "node-memory", "node-disk-queue", "container-memory",
        "haproxy-errors", "postgresql-connections", "postgresql-idle-in-transaction", "postgresql-deadlocks",
        "postgresql-slot-retains-log", "pgbouncer-waiting", "redis-clients", "redis-master-link",
    }  # fmt: skip
    assert sorted(set(known.alerts) - claimed - own - written) == []


def test_thresholds_of_component_alerts_are_the_figures_of_the_rows():
    known = library.load()
    for row in known.failures.rows.values():
        for alert in (known.failures.alerts[name] for name in row.alerts):
            told = next((row.thresholds[name] for name in (*alert.on, "any") if name in row.thresholds), "")
            if alert.threshold is not None:
                assert known.figures[told].base == alert.threshold, (row.id, alert.id)


@pytest.mark.parametrize("name", sorted(everywhere()))
def test_the_anchors_of_failures_are_unique(name):
    ids = [failure.id for failure in everywhere()[name]]
    assert len(ids) == len(set(ids))


def test_sentences_hold_no_slot_and_no_doubled_word():
    for key, failure in BOUND.items():
        if key[0] == "hostile":
            continue
        told = [failure.user_sees, failure.means, failure.drill]
        told += [text for step in failure.mitigations for text in (step.do, step.side_effect, step.undo)]
        for sentence in filter(None, told):
            words = plain(sentence)
            assert not re.search(r"[{}]|\bthe the\b|\s{2}|\bNone\b", words), (key, words)


def test_every_mitigation_says_how_it_is_taken_back():
    for key, failure in BOUND.items():
        assert failure.mitigations, key
        assert all(plain(step.undo) and plain(step.side_effect) for step in failure.mitigations), key


def test_every_diagnosis_shows_a_good_and_a_bad_output():
    for key, failure in BOUND.items():
        for command in failure.commands.get("diagnose", ()):
            assert min(len(command["good"]), len(command["bad"])) > 0, key


def test_no_verb_is_left_unspelled_and_every_name_is_explained():
    for key, failure in BOUND.items():
        runs = [command["run"] for commands in failure.commands.values() for command in commands]
        assert not [run for run in runs if re.search(r"^@\w", run, re.MULTILINE)], key
        assert set(failure.variables) <= set(library.load().failures.variables), key


def test_a_query_is_asked_of_the_jobs_of_this_system_alone():
    for key, failure in BOUND.items():
        for query in (
            asked for commands in failure.commands.values() for one in commands for asked in ASKED.findall(one["run"])
        ):
            named = re.findall(r'(?:job|container)=~?"([^"]*)"', query)
            assert named, (key, query)
            assert all(name.startswith("parley-") for name in named), (key, query)


def test_a_page_has_a_symptom_and_a_system_that_nobody_relies_on_pages_nobody():
    for failure in BOUND.values():
        assert failure.severity != "page" or failure.symptom
    assert {failure.severity for failure in everywhere()["prototype"]} <= {"ticket"}


def test_what_comes_from_figures_is_there():
    for key, failure in BOUND.items():
        if failure.expr and "$threshold" in failure.expr:
            assert failure.threshold is not None, key


def test_up_to_three_journeys_are_named_and_of_more_the_two_most_critical():
    assert named_journeys(("a", "b", "c"), ()) == ("a", "b", "c")
    assert named_journeys(("a", "b", "c", "d"), ("d", "c")) == ("c", "d", "others")


def test_a_neighbour_is_named_by_its_id_and_a_soft_one_has_no_runbook_for_slowness():
    rows = {(failure.row, failure.component) for failure in everywhere()["help-desk"]}
    assert ("dependency-out", "mail") in rows
    assert ("dependency-slow", "mail") not in rows


def test_commands_are_spelled_as_the_platform_speaks():
    verbs = {"restart": 'kubectl rollout restart "deployment/$DEPLOYMENT"'}
    assert spelled("@restart worker", verbs) == 'kubectl rollout restart "deployment/$WORKER"'
    assert spelled("dig @9.9.9.9", verbs) == "dig @9.9.9.9"


CARRIED = {
    name: role.id for role in a_brief().schema.roles.values() if role.kind != "actor" for name in (f"the {role.title}",)
}


@pytest.mark.parametrize("name", sorted(everywhere()))
def test_a_row_speaks_only_of_parts_that_the_design_has(name):
    parts, found = designs()[name]
    absent = {title for title, role in CARRIED.items() if role not in parts}
    wrong = {(failure.id, title) for failure in found for title in absent for told in says(failure) if title in told}
    assert sorted(wrong) == []
    assert {failure.component for failure in found} <= parts


def says(failure):
    """Every sentence of a bound row, as a page prints it."""
    told = [failure.user_sees, failure.means, failure.symptom, failure.drill]
    told += [text for step in failure.mitigations for text in (step.do, step.side_effect, step.undo)]
    told += [text for branch in failure.branches for text in (branch.when, branch.then)]
    return [plain(sentence) for sentence in told if sentence]


CHOSEN = {
    f"{archetype}, {cloud}, {engine}": (
        "load.users.monthly=3M",
        f"constraints.cloud={cloud}",
        f"existing.database={engine}",
    )
    for archetype in ("marketplace", "analytics-ingest")
    for cloud in ("aws", "gcp", "azure", "on-premises")
    for engine in ("postgresql", "mysql", "mariadb")
}


@pytest.mark.parametrize("name", CHOSEN)
def test_a_failure_of_what_tables_choose_has_a_first_command(name):
    found = bound(typical(name.partition(",")[0]) + NEWS, "team.skills.messaging=production", *CHOSEN[name])
    assert [failure.id for failure in found if not failure.commands.get("diagnose")] == []


def test_a_store_for_vectors_has_a_first_command_of_its_own():
    (found,) = (failure for failure in everywhere()["alike"] if failure.component == "vector-store")
    assert "$VECTOR_URL" in found.commands["diagnose"][0]["run"]
