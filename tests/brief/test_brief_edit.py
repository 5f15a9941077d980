"""Answers set from the command line: checked by the schema, written as text."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archgen.brief.edit import set_values
from archgen.problems import Stop


def lines(schema, text: str, *assignments: str, **more) -> list[str]:
    """The lines that the assignments change or add."""
    before = text.splitlines()
    return [
        line
        for line in set_values(text, assignments, file="b", schema=schema, **more).splitlines()
        if line not in before
    ]


def test_a_value_is_replaced_in_its_place(schema, parley):
    assert lines(schema, parley, "load.users.monthly=40k") == [
        "load: {users: {monthly: 40k}, growth: {factor: 1.5, months: 12}}"
    ]


def test_an_item_is_named_by_its_id(schema, parley):
    changed = lines(schema, parley, "journeys[send-reply].share=20 %")
    assert changed == [
        "- {id: send-reply, wants: an agent answers a customer, criticality: critical, share: 20 %, steps: ["
    ]


def test_a_step_is_named_by_its_place(schema, parley):
    assert "calls: 9}" in "".join(lines(schema, parley, "journeys[send-reply].steps[1].calls=9"))


@pytest.mark.parametrize(
    ("assignment", "written"),
    [
        ("system.purpose=a: b", ["system: {name: Parley, purpose: 'a: b'}"]),
        ("team.skills.node.js=some", ["team: {engineers: 5, skills: {node.js: some}}"]),
        ("constraints.compliance=gdpr, pci", ["compliance: [gdpr, pci]"]),
        ("constraints.compliance=[gdpr]", ["compliance: [gdpr]"]),
        ("interfaces.streaming=true", ["interfaces:", "  streaming: true"]),
        (
            "archetype={business-saas: 70 %, prototype: 30 %}",
            ["archetype:", "  business-saas: 70 %", "  prototype: 30 %"],
        ),
        ("capacity.api=90 req/s", ["capacity:", "  api: 90 req/s"]),
        ("team.engineers=", ["team: {engineers: null}"]),
        ("data.objects[photo].size=5 MB", ["data:", "  objects:", "    - id: photo", "      size: 5 MB"]),
    ],
)
def test_each_kind_of_value_is_written_as_a_person_would(schema, parley, assignment, written):
    changed = lines(schema, parley, assignment)
    assert changed == written or written[0] in changed[0]


def test_an_item_that_only_the_archetype_names_is_written_with_its_siblings(schema, brief):
    text = "system: {name: X}\narchetype: prototype\n"
    edited = set_values(text, ["journeys[sign-up].share=20 %"], file="b", schema=schema, ids=brief(text).ids)
    assert edited == text + "journeys:\n  - id: look-around\n  - id: add-entry\n  - id: sign-up\n    share: 20 %\n"
    assert brief(edited).ids("journeys") == brief(text).ids("journeys")


def test_comments_order_and_line_ends_stay(schema):
    text = "# mine\r\nteam: # us\r\n  # how many\r\n  engineers:   5   # all\r\nsystem: {name: X}\r\n"
    assert set_values(text, ["team.engineers=9"], file="b", schema=schema) == text.replace("   5   ", "   9   ")


def test_every_wrong_assignment_is_a_problem_at_once(schema, parley):
    wrong = [
        "journey[a].share=3 %",
        "nothing",
        "load.users=3",
        "load.burst=-1",
        "journeys[A B].share=3 %",
        "capacity.apo=3",
    ]
    with pytest.raises(Stop) as stopped:
        set_values(parley, wrong, file="b", schema=schema)
    assert [str(problem) for problem in stopped.value.problems] == [
        "--set journey[a].share=3 %: 'journey[a].share' is no path of the brief. Did you mean 'journeys[].share'?"
        " [brief-unknown-key]",
        "--set nothing: there is no '=' in it. Write path=value. [brief-bad-assignment]",
        "--set load.users=3: 'load.users' holds several values; one is set at a time."
        " It takes: registered, monthly, daily, concurrent. [brief-bad-assignment]",
        "--set load.burst=-1: load.burst: -1 is below the least that is read, 1."
        " How far the busiest seconds stand above the mean of the busiest hour. [brief-out-of-bounds]",
        "--set journeys[A B].share=3 %: 'A B' is no id: an id is lower-case words joined by hyphens. Write 'a-b'."
        " [brief-bad-id]",
        "--set capacity.apo=3: 'capacity.apo' is no path of the brief. Did you mean 'capacity.*'? [brief-unknown-key]",
    ]


@given(
    st.integers(1, 10**6), st.sampled_from(["load.users.monthly", "load.users.registered", "existing.database_size"])
)
def test_what_was_set_is_read_back(schema, brief, parley, number, path):
    edited = set_values(parley, [f"{path}={number:,}"], file="b", schema=schema)
    given = brief(edited).get(path)
    assert (given.value, given.layer) == (number, "given")
