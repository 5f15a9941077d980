"""House rules over the built-in knowledge: proved again, named in the trace, refused with file and line."""

import pytest

from archgen import library
from archgen.problems import Stop
from make import EXAMPLES, a_brief

PACK = EXAMPLES / "house-packs" / "mysql-go-gcp"
POOLER = """\
extends: connection_pooler
replace:
  many:
    when: {%s}
    then: {connection_pooler: %s}
    level: limit
    because: "%s"
    sources: [%s]
    revisit: {when: {connections_peak: ..60}}
"""
GOOD = (
    "connections_peak: 61..",
    "pgbouncer",
    "{connections_peak} of {critical_journey} are too many here.",
    "db.step3.pooling",
)


def a_house(folder, **files):
    for name, text in files.items():
        file = folder / f"{name.replace('__', '/')}.yaml"
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")
    return folder


def test_the_example_pack_of_a_mysql_shop_changes_the_store_and_says_whose_rule_it_was():
    design = library.load(PACK).resolve(a_brief())
    assert design["technology"]["primary-store"] == "mysql"
    row = design.decisions["database_engine"].row
    assert (row.id, row.layer) == ("default", "house")


def test_what_a_house_does_not_touch_stays_as_built_in():
    design = library.load(PACK).resolve(a_brief())
    assert design.decisions["phase"].row.layer == "built-in"


def test_a_house_row_moves_the_line_at_which_a_decision_turns(tmp_path):
    house = a_house(tmp_path, decisions__pooler=POOLER % GOOD)
    assert library.load(house).resolve(a_brief())["connection_pooler"] == "pgbouncer"
    assert library.load().resolve(a_brief())["connection_pooler"] == "in-app"


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ((0, "connections_peek: 61.."), "table-unknown-input"),
        ((0, "connections_peak: 61 + 1"), "table-expression"),
        ((1, "pgbuncer"), "table-unknown-value"),
        ((2, "Too many for {nobody}."), "table-unknown-slot"),
        ((2, ""), "table-not-a-text"),
        ((3, "nobody.said"), "table-unknown-source"),
    ],
)
def test_each_mistake_in_a_house_table_is_refused_with_its_file_and_line(tmp_path, change, code):
    place, value = change
    parts = list(GOOD)
    parts[place] = value
    with pytest.raises(Stop) as stop:
        library.load(a_house(tmp_path, decisions__pooler=POOLER % tuple(parts)))
    problem = stop.value.problems[0]
    assert problem.where.file == "decisions/pooler.yaml"
    assert problem.where.line
    assert stop.value.code == 2
    assert problem.code == code


def test_a_house_table_with_a_gap_is_refused_with_the_box_that_no_row_covers(tmp_path):
    house = a_house(tmp_path, decisions__pooler="extends: connection_pooler\nremove: [fits]\n")
    with pytest.raises(Stop) as stop:
        library.load(house)
    assert "no row" in str(stop.value)
    assert "connections_peak ..100" in str(stop.value)


def test_a_file_that_belongs_to_no_part_is_told_where_it_would(tmp_path):
    with pytest.raises(Stop, match="belongs to no part of a house pack"):
        library.load(a_house(tmp_path, tables__pooler="extends: connection_pooler\n"))


RISK = """\
risks:
- risk: no-night-cover
  family: people
  when: {stage: live}
  says: "%s"
  likelihood: low
  harm: high
  answer: "Ask the night desk of {system_name}."
  link: "decision:on_call"
  sources: [ext.oncall.minima]
"""


def test_a_house_row_replaces_the_risk_of_its_name_and_removes_another(tmp_path):
    said = RISK % "The night desk of {system_name} calls us." + "remove: [rota-too-small]\n"
    house = library.load(a_house(tmp_path, risks__ours=said)).rows.risks
    built_in = library.load().rows.risks
    assert [risk["risk"] for risk in house] == [row["risk"] for row in built_in if row["risk"] != "rota-too-small"]
    assert {risk["risk"]: risk["says"] for risk in house}["no-night-cover"].startswith("The night desk of")


def test_a_house_adds_rows_to_a_passage_and_to_the_threats(tmp_path):
    passage = (
        "sections: [{section: retention, rows: [{id: ours, cells: ['`{entity}`', '{entity_retention}', kept]}]}]\n"
    )
    threat = (
        "threats: [{threat: tailgating, stride: spoofing, from: [staff], to: [api], says: '{journeys} by another.',"
        " control: 'a badge for {journeys}', remains: 'a lost badge in {journeys}', sources: [ext.owasp.asvs]}]\n"
    )
    rows = library.load(a_house(tmp_path, passages__ours=passage, threats__ours=threat)).rows
    assert [row["id"] for row in rows.sections["retention"].rows][-1] == "ours"
    assert rows.threats[-1]["threat"] == "tailgating"


@pytest.mark.parametrize(
    ("files", "told"),
    [
        (
            {"risks__ours": RISK % "It is {nobody}."},
            "risks/ours.yaml:2: risk no-night-cover: nothing fills 'nobody'. "
            "Name a fact, or a word of the subject. [row-slot]",
        ),
        (
            {"risks__ours": RISK % "All 3 of {system_name}."},
            "risks/ours.yaml:2: risk no-night-cover: 'All 3 of {system_name}.' holds a figure. "
            "Numbers come from quantities. [row-digits]",
        ),
        (
            {"risks__ours": "risks: []\nremove: [no-night-covr]\n"},
            "risks/ours.yaml:2: there is no row 'no-night-covr' to remove. "
            "Did you mean 'no-night-cover'? [row-unknown]",
        ),
        (
            {"threats__ours": "threats: none\n"},
            "threats/ours.yaml:1: 'threats' is no list. Begin each row with '- '. [row-shape]",
        ),
        (
            {"passages__ours": "sections:\n- {section: retentoin, rows: []}\n"},
            "passages/ours.yaml:2: no page prints a section 'retentoin'. Did you mean 'retention'? [row-section]",
        ),
        (
            {"challenges__ours": "challenge: ours\ntitle: t\ncompares: a and b\nseverity: costly\nholds: users_many\n"
             "says: '{users} are many.'\nways:\n- {patch: {load.userz: 1k}, says: Less., recommended: true}\n"
             "- {patch: {team.engineers: '9'}, says: More.}\n"},
            "challenges/ours.yaml:5: ours: there is no fact 'users_many'. Did you mean 'users_daily'? [challenge-fact]",
        ),
        (
            {"failures__ours": "failures:\n- {failure: ours, title: t}\n"},
            "failures/ours.yaml:2: ours: 'role' is missing. Every row says it. [failure-missing]",
        ),
    ],
)  # fmt: skip
def test_a_mistake_in_a_house_row_is_refused_with_its_file_line_and_remedy(tmp_path, files, told):
    known = library.load(a_house(tmp_path, **files))
    part = {"challenges": "challenges", "failures": "failures"}.get(next(iter(files)).partition("__")[0], "rows")
    with pytest.raises(Stop) as stop:
        getattr(known, part)
    assert told in [str(problem) for problem in stop.value.problems]


def test_a_table_that_reads_prices_is_refused(tmp_path):
    table = """\
table: thrift
question: "Is {system_name} cheap?"
hit: first
lasting: true
inputs: [cost_known]
outputs: {thrift: {type: enum, values: [yes]}}
rules:
- {id: any, when: {}, then: {thrift: yes}, level: simplicity, because: "{system_name} is.", sources: [team.1-3]}
options: {yes: {title: Thrifty}}
cases: [{given: {}, expect: yes}]
"""
    facts = [fact.name for fact in library.declared() if fact.kind in ("flag", "number") and not fact.optional]
    graph = library.load().graph
    priced = [name for name in facts if any("prices" in graph.nodes[node].inputs for node in graph.before((name,)))]
    assert priced, "no fact that a table could read rests on prices"
    with pytest.raises(Stop) as stop:
        library.load(a_house(tmp_path, decisions__thrift=table.replace("cost_known", priced[0])))
    assert [problem.code for problem in stop.value.problems] == ["table-reads-prices"]
    assert f"reads {priced[0]}, which rests on prices" in str(stop.value)


CIRCLE = """\
table: %(name)s
question: "Is {system_name} one of %(name)s?"
hit: first
lasting: true
inputs: [%(other)s]
outputs: {%(name)s: {type: enum, values: [a, b]}}
rules:
- {id: so, when: {%(other)s: a}, then: {%(name)s: a}, level: limit, because: "{system_name} is.", sources: [team.1-3]}
- {id: else, when: {%(other)s: b}, then: {%(name)s: b}, level: limit, because: "{system_name} no.", sources: [team.1-3]}
options: {a: {title: A}, b: {title: B}}
cases: [{given: {%(other)s: a}, expect: a}, {given: {%(other)s: b}, expect: b}]
"""


def test_tables_that_read_each_other_are_refused_with_the_circle(tmp_path):
    first, second = ({"name": "one", "other": "two"}, {"name": "two", "other": "one"})
    with pytest.raises(Stop) as stop:
        library.load(a_house(tmp_path, decisions__one=CIRCLE % first, decisions__two=CIRCLE % second))
    assert [str(problem) for problem in stop.value.problems] == [
        "decisions/one.yaml:7: facts read each other in a circle: one -> two -> one. "
        "Break it at one of them. [fact-circle]"
    ]
