"""What a proof finds: gaps, overlaps, rows that cannot win, contradictions, each with the box in question."""

from __future__ import annotations

from decisions_make import POOLER, faults, loaded, proof, small

from archgen.decisions import FactType, verify


def test_a_sound_table_has_no_faults():
    assert faults(POOLER) == []


def test_a_gap_is_printed_as_the_box_that_no_row_covers():
    rules = [
        ("few", "{engineers: ..3}", "a"),
        ("many", "{engineers: 6..}", "b"),
        ("some", "{engineers: 4..5, phase: [foundation, scaling]}", "a"),
    ]
    assert proof(rules) == [
        "table.yaml:7: table choice: no row matches 'engineers 4..5, phase complexity|platform'. "
        "Add a row or widen one; what cannot be belongs under 'impossible'. [table-gap]"
    ]


def test_what_is_impossible_is_no_gap():
    rules = [("few", "{engineers: ..3}", "a"), ("many", "{engineers: 4.., phase: [foundation, scaling]}", "b")]
    assert proof(rules, extra="impossible: [{phase: [complexity, platform], engineers: 4..}]\n") == []
    assert proof(rules, extra="impossible: [{phase: complexity}]\n") == [
        "table.yaml:8: table choice: no row matches 'engineers 4.., phase platform'. "
        "Add a row or widen one; what cannot be belongs under 'impossible'. [table-gap]"
    ]


def test_many_gaps_are_cut_short():
    rules = [(f"r{n}", f"{{engineers: {2 * n}}}", "ab"[n % 2]) for n in range(1, 11)]
    found = proof(rules, inputs="[engineers]")
    assert len(found) == 1
    assert "no row matches 'engineers 1|3|5|7|9|11|13|15|17|19|21..'" in found[0]
    diagonal = [(f"r{n}", f"{{engineers: {n}, users: {n}}}", "ab"[n % 2]) for n in range(1, 12)]
    found = proof(diagonal, inputs="[engineers, users]")
    assert len(found) == 9
    assert "more is left open than these 8 boxes" in found[-1]


def test_rows_of_a_unique_table_may_not_meet():
    rules = [("low", "{engineers: ..9}", "a"), ("high", "{engineers: 9.., phase: [scaling, platform]}", "b"),
             ("rest", "{engineers: 10.., phase: [foundation, complexity]}", "b")]  # fmt: skip
    assert proof(rules) == [
        "table.yaml:9: rows low and high both match 'engineers 9, phase scaling|platform'. "
        "A unique table has one row for each combination: narrow one of them. [table-overlap]"
    ]


def test_rows_may_meet_in_what_is_impossible():
    rules = [("low", "{engineers: ..9}", "a"), ("high", "{engineers: 9..}", "b")]
    assert proof(rules, extra="impossible: [{engineers: 9}]\n") == []


def test_rows_of_an_any_table_may_meet_if_they_agree():
    low, early = ("low", "{engineers: ..9}", "a"), ("early", "{phase: foundation}", "a")
    agreeing = [low, early, ("rest", "{engineers: 10.., phase: [scaling, complexity, platform]}", "b")]
    assert proof(agreeing, hit="any") == []
    disagreeing = [low, early, ("rest", "{engineers: 10..}", "a"), ("two", "{engineers: 11.., phase: scaling}", "b")]
    assert proof(disagreeing, hit="any") == [
        "table.yaml:11: rows rest and two both match 'engineers 11.., phase scaling', but rest gives a, two gives b. "
        "Where rows of an 'any' table meet they give the same: narrow one of them. [table-conflict]"
    ]


def test_a_row_that_others_cover_together_is_never_reached():
    rules = [
        ("early", "{phase: [foundation, scaling]}", "a"),
        ("few", "{engineers: ..8}", "b"),
        ("idle", "{engineers: 3..5}", "a"),
        ("rest", "{}", "b"),
    ]
    assert proof(rules, hit="first") == [
        "table.yaml:10: row idle is never reached: early and few above it won all that it matches. "
        "Remove it, move it up, or narrow what stands above. [table-unreachable]"
    ]


def test_a_row_that_matches_only_the_impossible_is_idle_under_every_policy():
    rules = [("one", "{engineers: 1}", "a"), ("more", "{engineers: 2..}", "b")]
    for hit in ("unique", "first", "any", "collect"):
        assert proof(rules, hit=hit, extra="impossible: [{engineers: 1}]\n") == [
            "table.yaml:9: row one matches only combinations that 'impossible' rules out. "
            "Remove the row, or narrow 'impossible'. [table-unreachable]"
        ]


def test_a_collect_table_may_leave_gaps_and_meet_but_not_say_a_thing_twice():
    rules = [("one", "{engineers: 1..5}", "a"), ("two", "{engineers: 3..7}", "b"), ("again", "{engineers: 1..5}", "a")]
    assert proof(rules, hit="collect") == [
        "table.yaml:10: rows one and again match the same and give the same, a. Remove one of them. [table-duplicate]"
    ]


def test_a_table_of_five_million_combinations_is_refused():
    names = [f"n{place}" for place in range(7)]
    wide = {name: FactType(name, "number") for name in names}
    rules = [
        (f"r{step}", "{" + ", ".join(f"{name}: {step}" for name in names) + "}", "ab"[step % 2]) for step in range(9)
    ]
    assert faults(small(rules, inputs=f"[{', '.join(names)}]"), vocabulary=wide) == [
        "table.yaml:7: table choice: 10,000,000 combinations of inputs, and 4,000,000 is the most. "
        "Split the table: let one decide first what another reads. [table-too-large]"
    ]


def test_the_largest_table_is_still_proved_exactly():
    names = [f"n{place}" for place in range(6)]
    wide = {name: FactType(name, "number") for name in names}
    chain = [(f"r{step}", "{" + ", ".join(f"{name}: ..{step}" for name in names) + "}", "a") for step in range(11)]
    rest = ("rest", "{n0: 11..}", "b")
    (gap, *_) = faults(small([*chain, rest], inputs=f"[{', '.join(names)}]", hit="first"), vocabulary=wide)
    assert "no row matches 'n0 ..10, n5 11..'" in gap


def test_a_decimal_input_is_proved_in_its_steps():
    rules = [("low", "{availability: ..99.899}", "a"), ("high", "{availability: 99.95..}", "b")]
    (gap,) = proof(rules, inputs="[availability]")
    assert "no row matches 'availability 99.9..99.949'. " in gap


def test_a_table_without_inputs_is_proved_too():
    assert proof([("only", "{}", "a"), ("other", "{}", "b")], inputs="[]", hit="unique") == [
        "table.yaml:9: rows only and other both match every combination. "
        "A unique table has one row for each combination: narrow one of them. [table-overlap]"
    ]


def test_proving_twice_gives_the_same():
    table = loaded(small([("one", "{engineers: 1..5}", "a"), ("two", "{engineers: 3..7}", "b")]))
    assert verify(table) == verify(table)
