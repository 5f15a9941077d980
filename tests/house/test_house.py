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
