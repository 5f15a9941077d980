"""House rules lie over built-in tables; what comes of it is proved anew and refused with the house's file and line."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path

import pytest
from decisions_make import POOLER, SLOTS, SOURCES, VOCABULARY, complaints, house, sheet, small

from archgen.decisions import decide, load_tables, trace_lines
from archgen.yamltext import parse

MISTAKES = parse(Path(__file__).with_name("house_mistakes.yaml").read_text("utf-8"), file="house", top="any").data

SAID = "level: team, because: The house says so., sources: [team.1-3], revisit: {when: {phase: scaling}}"
MINE = f"when: {{phase: platform}}, then: {{connection_pooler: in-app}}, {SAID}"
RAISED = f"""\
extends: connection_pooler
replace:
  many: {{when: {{connections_peak: 201..}}, then: {{connection_pooler: pgbouncer}}, {SAID}}}
cases: [{{given: {{phase: foundation, connections_peak: 200}}, expect: in-app}}]
"""
UNIQUE = small([("few", "{engineers: ..8}", "a"), ("many", "{engineers: 9..}", "b")], cases=(
    "{given: {engineers: 8}, expect: a}, {given: {engineers: 9}, expect: b}"
))  # fmt: skip


def pooled(table, phase, connections):
    return decide(table, {"phase": phase, "connections_peak": Fraction(connections)})


def choice(**rows):
    """House rules over the table `choice`."""
    return "extends: choice\n" + "".join(f"{key}: {text}\n" for key, text in rows.items())


def row(name, when, value="a"):
    said = "level: team, because: So., sources: [team.1-3]"
    return f"{{id: {name}, when: {when}, then: {{choice: {value}}}, {said}}}"


def test_a_replaced_row_decides_and_the_trace_names_its_layer():
    (table,) = house(RAISED)
    assert table.layers == ("built-in", "house")
    assert pooled(table, "foundation", 150).outcome == "in-app"
    assert trace_lines(pooled(table, "foundation", 201))[0].startswith(
        "connection_pooler = pgbouncer   row many (team), house"
    )
    assert str(pooled(table, "foundation", 201).row.where) == "house.yaml:3"


def test_a_built_in_case_that_the_house_overtakes_is_dropped():
    (table,) = house(RAISED)
    assert [(str(case.where), case.layer) for case in table.cases] == [
        ("built-in.yaml:20", "built-in"),
        ("built-in.yaml:22", "built-in"),
        ("house.yaml:4", "house"),
    ]


def test_an_added_row_stands_in_front_or_before_the_row_it_names():
    (front,) = house(f"extends: connection_pooler\nadd:\n- {{id: mine, {MINE}}}")
    assert [row.id for row in front.rows] == ["mine", "many", "grown", "fits"]
    (before,) = house(f"extends: connection_pooler\nadd:\n- {{id: mine, before: grown, {MINE}}}")
    assert [row.id for row in before.rows] == ["many", "mine", "grown", "fits"]


def test_the_house_may_add_an_outcome_by_saying_what_it_brings():
    (table,) = house(
        "extends: connection_pooler\nremove: [grown]\n"
        "options: {proxysql: {title: ProxySQL, brings: {pooler: proxysql}, costs: a process, hurts: one more hop}}\n"
        f"replace: {{many: {{when: {{connections_peak: 101..}}, then: {{connection_pooler: proxysql}}, {SAID}}}}}\n"
    )
    assert table.outputs[0].values == ("in-app", "pgbouncer", "proxysql")
    decision = pooled(table, "platform", 500)
    assert (decision.outcome, table.options["proxysql"].layer) == ("proxysql", "house")


def test_the_house_may_read_one_more_fact():
    below = UNIQUE.replace("inputs: [engineers, phase]", "inputs: [engineers]")
    early = row("early", "{engineers: 9.., phase: foundation}")
    late = row("late", "{engineers: 9.., phase: [scaling, complexity, platform]}", "b")
    (table,) = house(choice(inputs="[phase]", remove="[many]", add=f"[{early}, {late}]"), below=below)
    assert decide(table, {"engineers": Fraction(10), "phase": "foundation"}).row.id == "early"


def test_layers_lie_on_layers_in_the_order_given():
    again = RAISED.replace("201..", "301..").replace("200}", "300}")
    (table,) = house(RAISED, again)
    assert pooled(table, "foundation", 250).outcome == "in-app"


def test_house_rules_over_one_table_leave_the_others_alone():
    tables = house(choice(remove="[few]", replace=f"{{many: {row('many', '{}', 'b')}}}"), below=UNIQUE)
    assert [table.name for table in tables] == ["choice"]


@pytest.mark.parametrize("mistake", MISTAKES, ids=lambda mistake: mistake["says"][0].rpartition("[")[2][:-1])
def test_bad_house_rules_are_refused_in_their_own_file(mistake):
    assert complaints(house, mistake["rules"], below=UNIQUE) == mistake["says"]


def test_a_house_table_may_not_take_the_name_of_a_built_in_one():
    assert complaints(house, UNIQUE, below=UNIQUE) == [
        "house.yaml:1: table choice: built-in.yaml:1 holds a table of this name already. "
        "To change that one, write 'extends: choice'. [table-twice]"
    ]


def test_a_house_row_that_hides_a_built_in_row_is_blamed_itself():
    hiding = f"extends: connection_pooler\nadd:\n- {{id: mine, {MINE}}}".replace(
        "phase: platform", "connections_peak: 50.."
    )
    assert complaints(house, hiding) == [
        "house.yaml:3: row many is never reached: mine above it won all that it matches. "
        "Remove it, move it up, or narrow what stands above. [table-unreachable]"
    ]


def test_five_million_combinations_are_refused_in_a_house_table_too():
    rows = "".join(
        f"- {{id: r{n}, {MINE}}}\n".replace("phase: platform", f"users: {n}, engineers: {n + 1}, connections_peak: {n}")
        for n in range(170)
    )
    assert complaints(house, f"extends: connection_pooler\ninputs: [users, engineers]\nadd:\n{rows}") == [
        "house.yaml:1: table connection_pooler: 20,000,844 combinations of inputs, and 4,000,000 is the most. "
        "Split the table: let one decide first what another reads. [table-too-large]"
    ]


def test_outcomes_of_all_tables_are_facts_to_all():
    follower = small(
        [("yes", "{connection_pooler: pgbouncer}", "a"), ("no", "{connection_pooler: in-app}", "b")],
        inputs="[connection_pooler]",
        cases="{given: {connection_pooler: pgbouncer}, expect: a}, {given: {connection_pooler: in-app}, expect: b}",
    )
    sheets = [sheet(follower), sheet(POOLER)]
    tables = load_tables(sheets, vocabulary=VOCABULARY, sources=SOURCES, slots=SLOTS)
    assert [table.name for table in tables] == ["choice", "connection_pooler"]
