"""The handbook: fitted to the designs that there are, saying for whom where they differ, and never wrong by name."""

import re

import pytest
from msgspec.structs import replace

from archgen import library
from archgen.documents import Renderer
from archgen.handbook import handbook, handbook_files
from archgen.handbook.book import known
from archgen.handbook.topics import prove
from archgen.house import House
from archgen.pipeline import design
from archgen.problems import Stop
from make import a_brief, a_design, an_example

SOURCES = library.knowledge("sources")["sources"]
TOPICS = library.knowledge("handbook")
SECOND = "system: {name: Rollo, purpose: scooters}\nload: {users: {monthly: 4000000}}\nteam: {engineers: 70}\n"


def pages(*settings, others=None, text=None):
    """The pages of the handbook for the worked example, and for `others`, by name."""
    brief = a_brief(*settings, text=text) if text else a_brief(*settings)
    known = library.load()
    made = design(brief, known, Renderer(library.templates_folder()), slug="parley", documents=library.document_rows())
    book = handbook(known, {made.slug: made.design, **(others or {})})
    files = handbook_files(book, Renderer(library.templates_folder()), docs="docs/backend", sources=SOURCES)
    return {path.removeprefix("docs/backend/handbook/").removesuffix(".md"): item.text for path, item in files.items()}


def test_every_topic_names_facts_tables_and_sources_that_exist():
    prove(TOPICS, known(library.load()))


def test_a_prototype_is_told_what_a_prototype_needs():
    trial = pages("system.stage=prototype")
    assert {"api", "data", "delivery", "security", "code"} < set(trial)
    assert not {"incidents", "on-call", "chaos", "testing"} & set(trial)
    assert "- Incident response: when people rely on it" in trial["index"]


def test_rules_are_in_the_words_of_the_chosen_technologies():
    assert "goes through a table in PostgreSQL" in pages()["events"]
    assert "Types everywhere, checked strictly" in pages()["code"]
    assert "as strict as Go allows" in pages("existing.language=go")["code"]


def test_servers_of_coding_agents_are_mentioned_where_there_are_some():
    assert "MCP" not in pages()["code"]
    assert "MCP servers, their configuration" in pages("interfaces.mcp_servers=true")["code"]


def test_what_two_designs_share_stands_once_and_what_differs_says_for_whom():
    alone, both = pages(), pages(others={"rollo": a_design(text=SECOND)})
    shared = "- **A list that can grow is paged by a cursor, never by `OFFSET`.**"
    assert shared in alone["api"]
    assert both["api"].count(shared) == 1
    assert re.search(r"At this size: services too early.*\*\(Parley\)\*", both["review"])
    assert re.search(r"At this size: a new technology each quarter.*\*\(Rollo\)\*", both["review"])
    assert "](../rollo/decisions.md#api-style) in Rollo" in both["api"]


def test_the_order_in_which_designs_are_named_on_the_command_line_changes_nothing():
    first, second = a_design(), a_design(text=SECOND)
    assert pages(others={"a": first, "z": second}) == pages(others={"z": second, "a": first})


def test_a_page_that_is_owed_for_one_of_two_designs_says_so():
    both = pages("system.stage=prototype", others={"rollo": a_design(text=SECOND)})
    assert "This page is about Rollo." in both["testing"]


def test_no_rule_is_printed_with_an_open_slot():
    for name in ("help-desk", "courses", "habits", "scooters", "hostile"):
        for path, text in pages(text=an_example(name)).items():
            plain = re.sub(r"`[^`]*`", "", text)
            assert not re.search(r"\{[a-z_]+\}", plain), path


def test_names_of_people_cannot_change_a_page():
    hostile = pages("system.name=*b* <x> | [y](z)", others={"rollo": a_design(text=SECOND)})
    assert r"*(\*b\* &lt;x&gt; \| \[y\]\(z\))*" in hostile["review"]


def test_a_house_replaces_a_topic_and_its_mistakes_are_told_all_at_once():
    mine = {
        "topic": "testing",
        "place": 4,
        "title": "Testing",
        "lead": [{"id": "x", "rule": "We test {nothing_such}.", "sources": ["no.such"]}],
        "sections": [{"section": "s", "title": "S", "rules": [{"id": "x", "rule": "At 5 pm.", "sources": []}]}],
    }
    house = replace(library.load(), house=House(handbook={"testing": mine}))
    with pytest.raises(Stop) as stopped:
        handbook(house, {})
    assert {problem.code for problem in stopped.value.problems} == {
        "handbook-slot",
        "handbook-source",
        "handbook-digits",
        "handbook-twice",
    }
