"""The decisions of the knowledge base as a whole: proved, total, of one mind where the architect's rules contradict."""

from __future__ import annotations

from fractions import Fraction
from functools import reduce
from itertools import combinations, pairwise
from operator import or_

import pytest

from archgen import library
from archgen.brief import read_brief
from archgen.decisions import LEVELS, decide
from archgen.decisions.grid import Grid
from archgen.quantities import Quantity, count
from archgen.resolver import Family, Overruled
from archgen.resolver.analysis import GROWING, at_month, grown, movable
from archgen.resolver.flips import outcomes, turns
from archgen.sentences import slots_of
from archgen.texts import Text
from make import EXAMPLES, a_design, an_example
from random_briefs import RandomBrief

CONFLICTS = {f"X{number}" for number in (*range(1, 25), 30)}


@pytest.fixture(scope="module")
def known():
    return library.load()


@pytest.fixture(scope="module")
def help_desk():
    return a_design(text=an_example("help-desk"))


def random_design(seed, known):
    brief = read_brief(
        RandomBrief(seed, known.schema).text, file="brief.yaml", schema=known.schema, archetypes=known.archetypes
    )
    return brief, known.resolve(brief)


def test_the_whole_base_is_read_and_proved_without_a_problem(known):
    assert len(known.tables) > 50
    assert {table.name for table in known.tables} == set(library.knowledge("decisions"))


@pytest.mark.parametrize("seed", range(30))
def test_every_valid_brief_gets_one_outcome_of_each_table_for_each_subject(seed, known):
    brief, design = random_design(seed, known)
    for table in known.tables:
        trace = design.decisions[table.name]
        subjects = set(brief.subjects(table.per)) if table.per else set()
        assert (set(trace) if table.per else set()) == subjects, table.name
        for decision in trace.values() if table.per else (trace,):
            assert len(decision.rows) == 1 or table.hit == "collect", table.name
            assert len(decision.matched) == 1 or table.hit != "unique", table.name


@pytest.mark.parametrize("seed", range(5))
def test_growth_past_every_bound_still_gets_an_outcome(seed, known):
    _, design = random_design(seed, known)
    later = (at_month(design, 36), grown(design, count(1000, "x"), "x1000"))
    assert all(outcomes(there).keys() == outcomes(design).keys() for there in later)


def test_each_contradiction_of_the_architects_rules_is_settled_by_a_case(known):
    settled = {conflict for table in known.tables for case in table.cases for conflict in case.conflicts}
    assert settled >= CONFLICTS


def test_a_table_that_names_a_contradiction_has_a_case_that_settles_it(known):
    for table in known.tables:
        assert {conflict for case in table.cases for conflict in case.conflicts} == set(table.conflicts), table.name


def test_no_row_wins_over_one_that_speaks_with_higher_precedence(known):
    beaten = []
    for table in (table for table in known.tables if table.hit == "first"):
        grid = Grid(table.layout.axes)
        never = reduce(or_, (grid.region(grid.box(cells)) for cells in table.impossible), 0)
        placed = [(row, grid.region(box) & ~never) for row, box in zip(table.rows, table.layout.boxes, strict=True)]
        for (upper, above), (lower, below) in combinations(placed, 2):
            lesser = LEVELS.index(upper.level) > LEVELS.index(lower.level)
            if lesser and above & below and upper.then[table.name] != lower.then[table.name]:
                beaten.append((table.name, upper.id, lower.id))
    assert beaten == []


def test_every_reason_and_every_pain_names_something_of_the_system(known):
    for table in known.tables:
        told = [(row.id, row.because) for row in table.rows]
        told += [(value, option.hurts) for value, option in table.options.items() if option.hurts]
        assert [name for name, sentence in told if not slots_of(sentence)] == [], table.name


@pytest.mark.parametrize("example", sorted(brief.parent.name for brief in EXAMPLES.glob("*/brief.yaml")))
def test_every_slot_of_a_reason_has_a_value_where_its_row_wins(example, known):
    design = a_design(text=an_example(example))
    for table in known.tables:
        trace = design.decisions[table.name]
        for subject, decision in trace.items() if table.per else (("", trace),):
            for slot in (slot for row in decision.rows for slot in slots_of(row.because)):
                name, _, member = slot.partition("[")
                value = design.get(name, member.rstrip("]") or subject)
                assert name == table.per or value not in (None, ()), (table.name, subject, slot)


def test_more_engineers_or_users_never_lower_the_ceiling_of_services():
    def ceiling(engineers, users):
        return ceilings[engineers].changed({"users": Fraction(users)})["split_ceiling"]

    design = a_design()
    light = design.light
    ceilings = {engineers: light.changed({"engineers": Fraction(engineers)}) for engineers in (*range(1, 22), 40, 300)}
    scales = (0, 99_999, 100_000, 1_000_000, 10_000_000)
    table = {engineers: [ceiling(engineers, users) for users in scales] for engineers in ceilings}
    rows = list(table.values())
    assert all(row == sorted(row) for row in rows)
    assert all(less <= more for low, high in pairwise(rows) for less, more in zip(low, high, strict=True))


def test_no_choice_and_no_wish_beats_a_veto(known):
    met = 0
    for table in known.tables:
        for case in (case for case in table.cases if len(case.given) == len(table.inputs)):
            decision = decide(table, case.given)
            vetoes = {row.then[table.name] for row in decision.rows if row.level == "veto"}
            for value in set(table.outputs[0].values) - vetoes if vetoes else ():
                choice = (value,) if table.hit == "collect" else value
                told = (table, "", decision.read, decision.matched)
                against = Overruled(*told, choice, Text("somebody asked for it"), None)
                assert set(against.vetoes) == vetoes
                assert vetoes <= set(against.outcome) if table.hit == "collect" else not against.against
                met += 1
    assert met > 100


def test_wished_for_styles_yield_to_clients_that_run_and_to_records_that_must_agree():
    design = a_design("interfaces.style=graphql", "interfaces.existing_consumers=yes", "team.engineers=20")
    assert design["api_style"] == "existing"
    exchange = "{id: pay, from: a, to: b, kind: fan-out, consistency: strong, wanted: asynchronous}"
    both = a_design(text=f"system: {{name: Parley}}\ninteractions: [{exchange}]\n")
    assert both["sync_or_async"]["pay"] == "in-process"
    assert both.decisions["sync_or_async"]["pay"].row.level == "veto"


def test_every_flip_value_flips_and_the_value_just_before_it_does_not(help_desk):
    today, found = outcomes(help_desk), 0
    for name, member, quantity in movable(help_desk):
        if member or name not in (*GROWING, "engineers", "on_call_people", "daily_share", "rto_wanted", "pool_size"):
            continue
        for turn in turns(help_desk, name):
            key = turn.decision, turn.subject
            whole = quantity.unit.text in ("user", "engineer", "person")
            step = Fraction(1) if whole else turn.value.base * Fraction(101, 10**6)
            before = turn.value.base + (-step if turn.rises else step)
            assert _outcome(help_desk, turn, turn.value.base) == turn.outcome != today[key]
            assert _outcome(help_desk, turn, before) == today[key], (key, name, turn.value)
            found += 1
    assert found > 30


def _outcome(design, turn, value):
    moved = design.light.changed({turn.root: value})
    found = moved.get(turn.decision, turn.subject)
    return found.base if isinstance(found, Quantity) else found


def test_the_rest_of_a_design_follows_any_outcome_that_a_person_may_choose(known):
    design = a_design()
    for table in known.tables:
        if table.per or table.outputs[0].kind == "number":
            continue
        for value in table.outputs[0].values:
            said = {table.name: Text(value)}
            told = {"decided_choice": said, "decided_because": said, "decided_by": {table.name: None}}
            there = design.changed({name: Family("decided", members) for name, members in told.items()})
            chosen = there[table.name]
            assert value in chosen if table.hit == "collect" else chosen in (value, design[table.name])
            assert outcomes(there).keys() == outcomes(design).keys()
