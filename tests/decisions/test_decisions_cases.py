"""Cases are examples that must hold, and there must be enough of them."""

from __future__ import annotations

from decisions_make import POOLER, faults, small

RULES = [("few", "{engineers: ..8}", "a"), ("many", "{engineers: 9.., phase: foundation}", "b"),
         ("rest", "{engineers: 9.., phase: [scaling, complexity, platform]}", "a")]  # fmt: skip
TWO = "{given: {engineers: 8}, expect: a}, {given: {engineers: 9, phase: foundation}, expect: b}"


def test_a_case_that_gets_something_else_names_the_row():
    text = POOLER.replace("connections_peak: 100}, expect: in-app", "connections_peak: 100}, expect: pgbouncer")
    assert faults(text) == [
        "table.yaml:20: the case phase foundation, connections_peak 100 expects pgbouncer, but row fits gives in-app. "
        "Correct the case or the row. [table-case-wrong]"
    ]


def test_a_row_without_a_case_is_told_one():
    text = POOLER.replace("- {given: {phase: scaling, connections_peak: 75}, expect: pgbouncer}\n", "")
    assert faults(text) == [
        "table.yaml:10: row grown has no case. "
        "One would be given: {phase: scaling, connections_peak: 0}. [table-case-missing]"
    ]


def test_each_side_of_a_threshold_has_its_case():
    assert faults(POOLER.replace("connections_peak: 100}", "connections_peak: 40}")) == [
        "table.yaml:6: table connection_pooler: no case has connections_peak 100, just below the threshold 101. "
        "Each side of a threshold has its case. [table-case-missing]"
    ]
    assert faults(POOLER.replace("connections_peak: 101}", "connections_peak: 400}")) == [
        "table.yaml:6: table connection_pooler: no case has connections_peak 101, at the threshold 101. "
        "Each side of a threshold has its case. [table-case-missing]"
    ]


def test_a_case_may_leave_out_inputs_and_then_holds_whatever_they_are():
    assert faults(small(RULES, cases=f"{TWO}, {{given: {{engineers: 9}}, expect: a}}")) == [
        "table.yaml:12: the case engineers 9 expects a, but row many gives b where 'engineers 9.., phase foundation'. "
        "Correct the case or the row. [table-case-wrong]"
    ]


def test_a_case_of_what_is_impossible_is_refused():
    cases = f"{TWO}, {{given: {{engineers: 9, phase: platform}}, expect: a}}"
    assert faults(small(RULES, cases=cases, extra="impossible: [{phase: platform, engineers: 9..}]\n")) == [
        "table.yaml:13: the case engineers 9, phase platform cannot be: 'impossible' rules it out. "
        "Remove the case, or narrow 'impossible'. [table-case-wrong]",
        "table.yaml:11: row rest has no case. One would be given: {engineers: 9, phase: scaling}. [table-case-missing]",
    ]


def test_a_case_of_a_collect_table_expects_the_whole_set():
    rules = [("one", "{engineers: 1..5}", "a"), ("two", "{engineers: 3..}", "b")]
    expected = {2: "a", 3: "[b, a]", 5: "[a, b]", 6: "b"}
    right = ", ".join(f"{{given: {{engineers: {count}}}, expect: {members}}}" for count, members in expected.items())
    assert faults(small(rules, hit="collect", cases=right)) == []
    wrong = right.replace("3}, expect: [b, a]", "3}, expect: a").replace("6}, expect: b", "6}, expect: [a, b]")
    assert faults(small(rules, hit="collect", cases=wrong)) == [
        "table.yaml:11: the case engineers 3 expects a, but row two gives b where 'engineers 3..5'. "
        "Correct the case or the row. [table-case-wrong]",
        "table.yaml:11: the case engineers 6 expects a, b, but no row gives a where 'engineers 6..'. "
        "Correct the case or the row. [table-case-wrong]",
    ]


def test_a_case_may_expect_further_outputs_by_name():
    row = "{{id: {}, when: {{engineers: {}}}, then: {{{}}}, level: team, because: So., sources: [team.1-3]}}"
    rows = row.format("few", "..8", "style: one, most: 0"), row.format("more", "9..", "most: 3, style: many")
    text = (
        "table: style\nquestion: Which?\nlasting: true\ninputs: [engineers]\n"
        "outputs: {style: {type: enum, values: [one, many]}, most: {type: int, low: 0, high: 9}}\n"
        f"rules: [{', '.join(rows)}]\noptions: {{one: {{title: One}}, many: {{title: Many}}}}\n"
        "cases: [{given: {engineers: 8}, expect: one, conflicts: [X3]}, {given: {engineers: 9}, expect: {most: 2}}]\n"
    )
    assert faults(text) == [
        "table.yaml:8: the case engineers 9 expects most 2, but row more gives many, most 3. "
        "Correct the case or the row. [table-case-wrong]"
    ]
