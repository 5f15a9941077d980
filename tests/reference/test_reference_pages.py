"""The pages of the knowledge base: everything that a table says stands on its page, and nothing is left half made."""

import re

import pytest

from archgen import library
from archgen.brief.interview import read_questions
from archgen.decisions import cut_points
from archgen.facts import declared
from archgen.reference import pages
from make import EXAMPLES

KNOWN = library.load()
MADE = pages(KNOWN)
TABLES = {table.name: table for table in KNOWN.tables}
SLOT = re.compile(r"\{[a-z][a-z0-9_.]*(\[[a-z0-9_.-]+\])?\}")


def page_of(name: str) -> str:
    return MADE[f"decisions/{name.replace('_', '-')}.md"]


@pytest.mark.parametrize("name", TABLES)
def test_the_page_of_a_decision_shows_every_option_row_source_and_case_of_its_table(name):
    table, shown = TABLES[name], page_of(name)
    for option in table.options.values():
        assert f"**{option.title}**" in shown
    for row in table.rows:
        assert shown.count(f'<a id="row-{row.id.replace("_", "-")}"></a>`{row.id}`') == 1
        for source in row.sources:
            assert f"</a>`{source}` | " in shown
    assert f"{len(table.cases)} examples that hold" in shown


@pytest.mark.parametrize("name", TABLES)
def test_the_page_of_a_decision_names_every_value_at_which_it_turns(name):
    table, shown = TABLES[name], page_of(name)
    for fact in table.inputs:
        for cut in cut_points(table, fact.name):
            number = f"{int(cut):,}" if cut.denominator == 1 else str(float(cut)).rstrip("0")
            assert re.search(rf"\bat [^|]*{re.escape(number)}", shown), (fact.name, cut)


def test_conditions_are_told_in_words_and_outcomes_by_their_titles():
    shown = page_of("connection_pooler")
    assert "*connections peak* at least 101 connections" in shown
    assert "*phase* Scaling, Complexity or Platform" in shown
    assert "| **PgBouncer** |" in shown
    assert "at 101 connections |" in shown


def test_every_fact_question_answer_failure_challenge_and_technology_has_its_place():
    assert all(f"`{fact.name}` |" in MADE["facts.md"] for fact in declared())
    assert all(f"`{path}` |" in MADE["brief.md"] for path in KNOWN.schema.fields)
    questions = read_questions(library.knowledge("questions"), KNOWN.schema)
    assert all(question.why[:30] in MADE["questions.md"] for question in questions)
    assert all(row.title.capitalize() in MADE["failures.md"] for row in KNOWN.failures.rows.values())
    assert all(data["title"] in MADE["challenges.md"] for data in KNOWN.challenges.values())
    assert all(f"`{name}` |" in MADE["technologies.md"] for name in KNOWN.technologies)
    assert all(f"archetypes/{name}.md" in MADE for name in KNOWN.archetypes)


def test_no_page_shows_a_slot_that_nothing_filled():
    prose = {path: re.sub(r"`[^`]*`", "", text) for path, text in MADE.items()}
    assert {path: found[0] for path, text in prose.items() if (found := SLOT.search(text))} == {}


def test_every_link_and_every_anchor_of_the_section_leads_somewhere():
    for path, text in MADE.items():
        folder = path.rpartition("/")[0]
        for target in re.findall(r"\]\(([^)\s]+)\)", text):
            if target.startswith("http"):
                continue
            file, _, anchor = target.partition("#")
            there = f"{folder}/{file}" if file and not file.startswith("../") else file.removeprefix("../") or path
            there = there.lstrip("/")
            assert there in MADE, (path, target)
            assert not anchor or f'id="{anchor}"' in MADE[there] or anchor in slugs(MADE[there]), (path, target)


def slugs(text: str) -> set[str]:
    """The ids that headings get by themselves."""
    return {re.sub(r"[^a-z0-9]+", "-", title.lower()).strip("-") for title in re.findall(r"^#+ (.+)$", text, re.M)}


def test_house_rules_stand_on_the_page_with_the_name_of_their_layer():
    house = pages(library.load(EXAMPLES / "house-packs" / "mysql-go-gcp"))
    assert "Rules of built-in and house are merged here." in house["decisions/database-engine.md"]
    assert "It is a rule of the house." in house["decisions/database-engine.md"]
